package org.hengji.server.identity;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.SupplierClientRegistrationRepository;

/**
 * Signing in at a provider of OpenID Connect, when one is named. The provider says who somebody is; whether and as what
 * they come in is decided here, by an account that was asked for and approved.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "hengji.oidc.issuer")
class OpenIdConfiguration {

    static final String ID = "provider";

    /** Asked for its addresses at the first sign-in, so that a provider that is down does not keep the server down. */
    @Bean
    ClientRegistrationRepository clientRegistrations(
            @Value("${hengji.oidc.issuer}") String issuer,
            @Value("${hengji.oidc.client}") String client,
            @Value("${hengji.oidc.secret}") String secret,
            @Value("${hengji.oidc.name-claim:preferred_username}") String nameClaim) {
        return new SupplierClientRegistrationRepository(
                () -> new InMemoryClientRegistrationRepository(ClientRegistrations.fromOidcIssuerLocation(issuer)
                        .registrationId(ID)
                        .clientId(client)
                        .clientSecret(secret)
                        .scope("openid", "profile")
                        .userNameAttributeName(nameClaim)
                        .build()));
    }
}
