package org.hengji.server.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.hengji.server.access.Person;
import org.hengji.server.trail.Trail;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Signing out is an entry of the trail; changing the role in a demonstration is not. */
@Component
class LeavingNoted implements LogoutHandler {

    private final Trail trail;
    private final TransactionTemplate transaction;
    private final boolean demo;

    LeavingNoted(Trail trail, TransactionTemplate transaction, @Value("${hengji.mark}") String mark) {
        this.trail = trail;
        this.transaction = transaction;
        this.demo = mark.equals("demo");
    }

    @Override
    public void logout(HttpServletRequest request, HttpServletResponse response, Authentication authentication) {
        if (!demo && authentication != null && authentication.getPrincipal() instanceof Person person) {
            transaction.executeWithoutResult(
                    status -> trail.recordBy(person.name(), "sign-out", "account/" + person.name(), null));
        }
    }
}
