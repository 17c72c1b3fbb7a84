package org.hengji.server.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.hengji.server.trail.Trail;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Somebody comes back from the provider: with an account that is open they come in, otherwise not. */
@Component
class OpenIdArrival implements AuthenticationSuccessHandler, AuthenticationFailureHandler {

    private final Accounts accounts;
    private final SignedIn signedIn;
    private final Trail trail;
    private final TransactionTemplate transaction;

    OpenIdArrival(Accounts accounts, SignedIn signedIn, Trail trail, TransactionTemplate transaction) {
        this.accounts = accounts;
        this.signedIn = signedIn;
        this.trail = trail;
        this.transaction = transaction;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        Optional<Account> account = accounts.find(authentication.getName()).filter(Account::enabled);
        if (account.isEmpty()) {
            refuse(request, response, "no-account");
            return;
        }
        String name = account.get().person().name();
        transaction.executeWithoutResult(
                status -> trail.recordBy(name, "sign-in.succeed", "account/" + name, Map.of("factor", "openid")));
        String target = signedIn.fromProvider(account.get(), request, response);
        response.sendRedirect(target.substring("redirect:".length()));
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        refuse(request, response, "provider");
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, String because) throws IOException {
        SecurityContextHolder.clearContext();
        if (request.getSession(false) != null) {
            request.getSession().invalidate();
        }
        transaction.executeWithoutResult(status ->
                trail.recordRefused("-", "sign-in.fail", "account/?", Map.of("factor", "openid", "because", because)));
        response.sendRedirect("/sign-in?problem=openid");
    }
}
