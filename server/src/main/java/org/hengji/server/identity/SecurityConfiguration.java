package org.hengji.server.identity;

import jakarta.servlet.DispatcherType;
import org.hengji.server.access.Routes;
import org.hengji.server.trail.Denials;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;

/** Closed by default: what is not named here is decided by {@link Routes}, which opens only what says so itself. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    @Bean
    SecurityFilterChain security(
            HttpSecurity http,
            Routes routes,
            SecurityContextRepository contexts,
            RequestCache wanted,
            Denials denials,
            AccountPolicies policies,
            LeavingNoted leaving,
            ObjectProvider<ClientRegistrationRepository> providers,
            OpenIdArrival arrival) {
        ClientRegistrationRepository provider = providers.getIfAvailable();
        if (provider != null) {
            http.oauth2Login(login -> login.loginPage("/sign-in")
                    .clientRegistrationRepository(provider)
                    .authorizedClientRepository(new HttpSessionOAuth2AuthorizedClientRepository())
                    .successHandler(arrival)
                    .failureHandler(arrival));
        }
        return http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers("/vendor/**", "/css/**", "/js/**", "/favicon.ico", "/favicon.svg")
                        .permitAll()
                        .requestMatchers("/actuator/health", "/actuator/health/**")
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .denyAll()
                        .anyRequest()
                        .access(routes))
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives("default-src 'self'; img-src 'self' data:;"
                                        + " object-src 'none'; base-uri 'none'; form-action 'self';"
                                        + " frame-ancestors 'none'"))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                        .permissionsPolicyHeader(policy -> policy.policy("camera=(), microphone=(), geolocation=()")))
                // SignedIn begins a new session itself. With a changed id the old row would survive its end, and be
                // taken
                // up again under the id of before.
                .sessionManagement(session -> session.sessionFixation(fixation -> fixation.none()))
                .securityContext(context -> context.securityContextRepository(contexts))
                .requestCache(cache -> cache.requestCache(wanted))
                .exceptionHandling(exceptions ->
                        exceptions.authenticationEntryPoint(new SignInFirst()).accessDeniedHandler(new Denied(denials)))
                .addFilterBefore(new SessionLimit(policies), SecurityContextHolderFilter.class)
                .logout(logout ->
                        logout.logoutUrl("/sign-out").addLogoutHandler(leaving).logoutSuccessUrl("/sign-in"))
                .formLogin(form -> form.disable())
                .httpBasic(basic -> basic.disable())
                .build();
    }

    @Bean
    SecurityContextRepository securityContextRepository() {
        return new HttpSessionSecurityContextRepository();
    }

    /** Where a visitor wanted to go before signing in; without the "?continue" that would stay in the address. */
    @Bean
    RequestCache requestCache() {
        HttpSessionRequestCache wanted = new HttpSessionRequestCache();
        wanted.setMatchingRequestParameterName(null);
        return wanted;
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return new BCryptPasswordEncoder(12);
    }
}
