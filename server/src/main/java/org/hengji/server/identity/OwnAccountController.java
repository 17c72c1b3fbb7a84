package org.hengji.server.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.hengji.pages.Templates;
import org.hengji.server.access.OpenTo;
import org.hengji.server.frame.Frame;
import org.hengji.server.trail.Trail;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 我的账号: password, one-time codes, sessions. What changes them asks for the password once more. */
@Controller
@ConditionalOnProperty(name = "hengji.mark", havingValue = "serve")
@OpenTo(OpenTo.Audience.SIGNED_IN)
class OwnAccountController {

    private static final String NEW_SECRET = "hengji.second-factor";

    private final Templates templates;
    private final Accounts accounts;
    private final AccountPolicies policies;
    private final Sessions sessions;
    private final Throttle throttle;
    private final Trail trail;
    private final TransactionTemplate transaction;
    private final SecureRandom random = new SecureRandom();

    OwnAccountController(
            Templates templates,
            Accounts accounts,
            AccountPolicies policies,
            Sessions sessions,
            Throttle throttle,
            Trail trail,
            TransactionTemplate transaction) {
        this.templates = templates;
        this.accounts = accounts;
        this.policies = policies;
        this.sessions = sessions;
        this.throttle = throttle;
        this.trail = trail;
        this.transaction = transaction;
    }

    @GetMapping("/account")
    Object page(Frame frame, HttpServletRequest request, @RequestParam(defaultValue = "") String notice) {
        return page(frame, request, Map.of(), notice);
    }

    private Object page(Frame frame, HttpServletRequest request, Map<String, String> faults, String notice) {
        Account account = own(frame);
        boolean known = Set.of("password", "second-factor", "second-factor-off", "session")
                .contains(notice);
        return templates.identityOwnAccountPage(
                frame,
                new OwnAccount(
                        account,
                        policies.now(),
                        Duty.of(request.getSession()),
                        sessions.of(
                                account.person().name(), request.getSession().getId()),
                        account.secondFactor() ? "" : secret(request.getSession()),
                        faults,
                        known ? "own-account.notice." + notice : null));
    }

    @PostMapping("/account/password")
    Object password(
            @RequestParam(defaultValue = "") String current,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String repeated,
            Frame frame,
            HttpServletRequest request,
            HttpServletResponse response) {
        Account account = own(frame);
        String name = account.person().name();
        PasswordProfile profile = policies.now().passwords();
        Map<String, String> faults = NewAccountCommand.passwordFaults(profile, name, password, repeated);
        if (!confirmed(account, current, request)) {
            faults = Map.of("current", "own-account.current.wrong");
        } else if (faults.isEmpty() && accounts.usedBefore(account.id(), password, Math.max(1, profile.history()))) {
            faults = Map.of("password", "new-account.password.used");
        }
        if (!faults.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(frame, request, faults, "");
        }
        transaction.executeWithoutResult(status -> {
            accounts.setPassword(account.id(), password);
            int ended = sessions.endOthers(name, request.getSession().getId());
            trail.record("password.change", "account/" + name, null, Map.of("sessionsEnded", ended));
        });
        done(Duty.PASSWORD, account, request);
        return "redirect:/account?notice=password";
    }

    @PostMapping("/account/second-factor")
    Object setUp(
            @RequestParam(defaultValue = "") String confirm,
            @RequestParam(defaultValue = "") String code,
            Frame frame,
            HttpServletRequest request,
            HttpServletResponse response) {
        Account account = own(frame);
        String secret = secret(request.getSession());
        OptionalLong step = Totp.accept(secret, code, Instant.now(), 0);
        Map<String, String> faults = Map.of();
        if (account.secondFactor()) {
            return "redirect:/account";
        } else if (!confirmed(account, confirm, request)) {
            faults = Map.of("confirm", "own-account.current.wrong");
        } else if (step.isEmpty()) {
            faults = Map.of("code", "own-account.code.wrong");
        }
        if (!faults.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(frame, request, faults, "");
        }
        String name = account.person().name();
        transaction.executeWithoutResult(status -> {
            accounts.setSecondFactor(account.id(), secret, step.getAsLong());
            int ended = sessions.endOthers(name, request.getSession().getId());
            trail.record("second-factor.set", "account/" + name, null, Map.of("sessionsEnded", ended));
        });
        request.getSession().removeAttribute(NEW_SECRET);
        done(Duty.SECOND_FACTOR, account, request);
        return "redirect:/account?notice=second-factor";
    }

    /** Only where it is not compulsory, and with both factors at hand. */
    @PostMapping("/account/second-factor/remove")
    Object remove(
            @RequestParam(defaultValue = "") String confirm,
            @RequestParam(defaultValue = "") String code,
            Frame frame,
            HttpServletRequest request,
            HttpServletResponse response) {
        Account account = own(frame);
        Map<String, String> faults = Map.of();
        if (policies.now().secondFactor().contains(account.person().role())) {
            faults = Map.of("code", "own-account.second-factor.compulsory");
        } else if (!confirmed(account, confirm, request)) {
            faults = Map.of("confirm", "own-account.current.wrong");
        } else if (!useCode(account, code)) {
            faults = Map.of("code", "own-account.code.wrong");
        }
        if (!faults.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(frame, request, faults, "");
        }
        String name = account.person().name();
        transaction.executeWithoutResult(status -> {
            accounts.setSecondFactor(account.id(), null, 0);
            trail.record("second-factor.remove", "account/" + name, null, null);
        });
        return "redirect:/account?notice=second-factor-off";
    }

    @PostMapping("/account/sessions/{key}/end")
    Object endSession(@org.springframework.web.bind.annotation.PathVariable String key, Frame frame) {
        String name = frame.person().name();
        transaction.executeWithoutResult(status -> {
            if (sessions.end(name, key)) {
                trail.record("session.end", "account/" + name, null, null);
            }
        });
        return "redirect:/account?notice=session";
    }

    private boolean useCode(Account account, String code) {
        return accounts.secondFactor(account.id())
                .map(factor -> Totp.accept(factor.secret(), code, Instant.now(), factor.usedUp()))
                .filter(OptionalLong::isPresent)
                .filter(step -> accounts.useStep(account.id(), step.getAsLong()))
                .isPresent();
    }

    /** Counted like a sign-in: an unlocked screen is no place to guess. */
    private boolean confirmed(Account account, String password, HttpServletRequest request) {
        String name = account.person().name();
        String address = request.getRemoteAddr();
        if (throttle.mustWait(name, address)) {
            return false;
        }
        boolean right = accounts.authenticate(name, password).isPresent();
        if (!right) {
            transaction.executeWithoutResult(status -> {
                throttle.failed(name, address, "password");
                trail.recordRefused(name, "password.confirm", "account/" + name, null);
            });
        }
        return right;
    }

    /** The next duty, if there is one, waits for the next sign-in; but the second factor is asked for at once. */
    private void done(Duty duty, Account account, HttpServletRequest request) {
        HttpSession session = request.getSession();
        if (Duty.of(session) != duty) {
            return;
        }
        Duty.done(session);
        if (duty == Duty.PASSWORD
                && !account.secondFactor()
                && policies.now().secondFactor().contains(account.person().role())) {
            Duty.SECOND_FACTOR.lay(session);
        }
    }

    private String secret(HttpSession session) {
        if (session.getAttribute(NEW_SECRET) instanceof String secret) {
            return secret;
        }
        String secret = Totp.newSecret(random);
        session.setAttribute(NEW_SECRET, secret);
        return secret;
    }

    private Account own(Frame frame) {
        return accounts.find(frame.person().name()).orElseThrow();
    }
}
