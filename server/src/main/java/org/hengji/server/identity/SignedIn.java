package org.hengji.server.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import org.hengji.server.access.Person;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.stereotype.Component;

/** Turns a person who has proved who they are into a session. */
@Component
class SignedIn {

    private final SecurityContextRepository contexts;
    private final RequestCache wanted;
    private final AccountPolicies policies;
    private final Sessions sessions;

    SignedIn(SecurityContextRepository contexts, RequestCache wanted, AccountPolicies policies, Sessions sessions) {
        this.contexts = contexts;
        this.wanted = wanted;
        this.policies = policies;
        this.sessions = sessions;
    }

    /** Signs the person in under a new session id and says where they wanted to go. */
    String as(Person person, HttpServletRequest request, HttpServletResponse response) {
        var saved = wanted.getRequest(request, response);
        // A fresh session, not only a fresh id: nothing of whoever sat here before may remain.
        if (request.getSession(false) != null) {
            request.getSession().invalidate();
        }
        request.getSession(true);
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                person,
                null,
                AuthorityUtils.createAuthorityList("ROLE_" + person.role().name())));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
        return "redirect:" + (saved == null ? "/" : saved.getRedirectUrl());
    }

    /** The same under the rules for accounts. Whoever must first change a password or set up codes goes there. */
    String as(Account account, HttpServletRequest request, HttpServletResponse response) {
        AccountPolicy policy = policies.now();
        String target = fromProvider(account, request, response);
        Duty duty = duty(account, policy);
        if (duty != null) {
            duty.lay(request.getSession());
            return "redirect:/account";
        }
        return target;
    }

    /** For whom a provider vouches: the limits of sessions hold, passwords and codes are the provider's. */
    String fromProvider(Account account, HttpServletRequest request, HttpServletResponse response) {
        AccountPolicy policy = policies.now();
        sessions.makeRoom(account.person().name(), policy.sessions());
        String target = as(account.person(), request, response);
        request.getSession().setMaxInactiveInterval(policy.idleMinutes() * 60);
        return target;
    }

    private static Duty duty(Account account, AccountPolicy policy) {
        int days = policy.passwords().days();
        if (days > 0 && account.passwordChangedAt().plus(Duration.ofDays(days)).isBefore(Instant.now())) {
            return Duty.PASSWORD;
        }
        boolean missing = policy.secondFactor().contains(account.person().role()) && !account.secondFactor();
        return missing ? Duty.SECOND_FACTOR : null;
    }
}
