package org.hengji.server.identity;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.springframework.web.filter.OncePerRequestFilter;

/** Ends a session that is too old however busy it is. Idle ones end by themselves, on the server's clock too. */
final class SessionLimit extends OncePerRequestFilter {

    private final AccountPolicies policies;

    SessionLimit(AccountPolicies policies) {
        this.policies = policies;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpSession session = request.getSession(false);
        // The policy is read only when the shortest allowed limit has passed.
        if (session != null && age(session).compareTo(Duration.ofHours(1)) >= 0) {
            if (age(session).compareTo(Duration.ofHours(policies.now().absoluteHours())) >= 0) {
                session.invalidate();
            }
        }
        chain.doFilter(request, response);
    }

    private static Duration age(HttpSession session) {
        return Duration.between(Instant.ofEpochMilli(session.getCreationTime()), Instant.now());
    }
}
