package org.hengji.server.identity;

import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.hengji.pages.Templates;
import org.hengji.server.access.OpenTo;
import org.hengji.server.frame.Frame;
import org.hengji.server.trail.Trail;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Signing in with name, password and where it is set up a one-time code; and what one-time links do. */
@Controller
@ConditionalOnProperty(name = "hengji.mark", havingValue = "serve")
@OpenTo(OpenTo.Audience.EVERYONE)
class PasswordSignInController {

    /** Who has given the right password and owes the code; with the time, as one text in the session. */
    private static final String HALF_WAY = "hengji.half-way";

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Templates templates;
    private final Accounts accounts;
    private final AccountPolicies policies;
    private final Invitations invitations;
    private final Sessions sessions;
    private final Throttle throttle;
    private final SignedIn signedIn;
    private final Trail trail;
    private final TransactionTemplate transaction;
    private final boolean openId;

    PasswordSignInController(
            Templates templates,
            Accounts accounts,
            AccountPolicies policies,
            Invitations invitations,
            Sessions sessions,
            Throttle throttle,
            SignedIn signedIn,
            Trail trail,
            TransactionTemplate transaction,
            @Value("${hengji.oidc.issuer:}") String issuer) {
        this.openId = !issuer.isEmpty();
        this.templates = templates;
        this.accounts = accounts;
        this.policies = policies;
        this.invitations = invitations;
        this.sessions = sessions;
        this.throttle = throttle;
        this.signedIn = signedIn;
        this.trail = trail;
        this.transaction = transaction;
    }

    @GetMapping("/sign-in")
    JteModel page(Frame frame, @RequestParam(defaultValue = "") String problem) {
        return signInPage(frame, "", problem.equals("openid") ? "sign-in.openid.refused" : null);
    }

    private JteModel signInPage(Frame frame, String name, String problem) {
        return templates.identitySignInPage(frame, name, problem, openId);
    }

    @PostMapping("/sign-in")
    Object signIn(
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String password,
            Frame frame,
            HttpServletRequest request,
            HttpServletResponse response) {
        String address = request.getRemoteAddr();
        if (throttle.mustWait(name, address)) {
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            return signInPage(frame, name, "sign-in.wait");
        }
        Optional<Account> account = accounts.authenticate(name, password);
        if (account.isEmpty()) {
            failed(name, address, "password");
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            return signInPage(frame, name, "sign-in.wrong");
        }
        if (account.get().secondFactor()) {
            request.getSession()
                    .setAttribute(
                            HALF_WAY, account.get().id() + " " + Instant.now().getEpochSecond());
            return templates.identitySignInCodePage(frame, null);
        }
        return succeeded(account.get(), "password", request, response);
    }

    @PostMapping("/sign-in/code")
    Object code(
            @RequestParam(defaultValue = "") String code,
            Frame frame,
            HttpServletRequest request,
            HttpServletResponse response) {
        Optional<Account> halfWay = halfWay(request.getSession());
        if (halfWay.isEmpty()) {
            return "redirect:/sign-in";
        }
        Account account = halfWay.get();
        String name = account.person().name();
        if (throttle.mustWaitWithCode(name)) {
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            return templates.identitySignInCodePage(frame, "sign-in.wait");
        }
        boolean right = accounts.secondFactor(account.id())
                .map(factor -> Totp.accept(factor.secret(), code, Instant.now(), factor.usedUp()))
                .filter(OptionalLong::isPresent)
                .filter(step -> accounts.useStep(account.id(), step.getAsLong()))
                .isPresent();
        if (!right) {
            failed(name, request.getRemoteAddr(), "code");
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            return templates.identitySignInCodePage(frame, "sign-in.code.wrong");
        }
        return succeeded(account, "code", request, response);
    }

    private Optional<Account> halfWay(HttpSession session) {
        if (!(session.getAttribute(HALF_WAY) instanceof String text)) {
            return Optional.empty();
        }
        String[] parts = text.split(" ");
        Instant since = Instant.ofEpochSecond(Long.parseLong(parts[1]));
        return since.plus(PATIENCE).isAfter(Instant.now())
                ? accounts.find(Long.parseLong(parts[0])).filter(a -> a.enabled() && a.secondFactor())
                : Optional.empty();
    }

    /** A name that nobody has may be a password typed into the wrong field, and is not written down. */
    private void failed(String name, String address, String factor) {
        String known = accounts.find(name).map(a -> a.person().name()).orElse("?");
        transaction.executeWithoutResult(status -> {
            throttle.failed(name, address, factor);
            trail.recordRefused("-", "sign-in.fail", "account/" + known, Map.of("factor", factor));
            if (factor.equals("code") ? throttle.mustWaitWithCode(name) : throttle.mustWait(name, address)) {
                trail.recordRefused("-", "sign-in.lock", "account/" + known, Map.of("factor", factor));
            }
        });
    }

    private String succeeded(Account account, String factor, HttpServletRequest request, HttpServletResponse response) {
        String name = account.person().name();
        transaction.executeWithoutResult(status -> {
            throttle.succeeded(name, request.getRemoteAddr());
            trail.recordBy(name, "sign-in.succeed", "account/" + name, Map.of("factor", factor));
        });
        return signedIn.as(account, request, response);
    }

    @GetMapping("/setup")
    Object setup(@RequestParam(defaultValue = "") String token, Frame frame, HttpServletResponse response) {
        if (frame.person() != null) {
            return signedInAlready(frame, response);
        }
        return invitations
                .find(token)
                .map(i -> page(frame, token, i, new NewAccountCommand("", i.invitee(), "", ""), Map.of()))
                .orElseGet(() -> used(frame, response));
    }

    @PostMapping("/setup")
    Object create(
            @RequestParam(defaultValue = "") String token,
            @ModelAttribute NewAccountCommand command,
            Frame frame,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (frame.person() != null) {
            return signedInAlready(frame, response);
        }
        Optional<Invitation> found = invitations.find(token);
        if (found.isEmpty()) {
            return used(frame, response);
        }
        Invitation invitation = found.get();
        boolean closed =
                accounts.find(invitation.account()).filter(a -> !a.enabled()).isPresent();
        if (closed) {
            return used(frame, response);
        }
        PasswordProfile profile = policies.now().passwords();
        boolean again = invitation.account() != 0;
        String name = again
                ? accounts.find(invitation.account()).orElseThrow().person().name()
                : command.name();
        Map<String, String> faults = again
                ? NewAccountCommand.passwordFaults(profile, name, command.password(), command.repeated())
                : command.faults(invitation, profile);
        if (again
                && faults.isEmpty()
                && accounts.usedBefore(invitation.account(), command.password(), profile.history())) {
            faults.put("password", "new-account.password.used");
        }
        if (faults.isEmpty()) {
            try {
                Optional<Account> made = transaction.execute(status ->
                        invitations.redeem(token) ? Optional.of(redeemed(command, invitation)) : Optional.empty());
                return made == null || made.isEmpty()
                        ? used(frame, response)
                        : signedIn.as(made.get(), request, response);
            } catch (DuplicateKeyException taken) {
                faults.put("name", "new-account.name.taken");
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(frame, token, invitation, command, faults);
    }

    private Account redeemed(NewAccountCommand command, Invitation invitation) {
        if (invitation.account() == 0) {
            var person = accounts.create(
                    command.name(), command.displayName(), invitation.role(), invitation.unit(), command.password());
            trail.recordBy(
                    person.name(),
                    "account.create",
                    "account/" + person.name(),
                    Map.of("role", invitation.role().key(), "unit", invitation.unit(), "invitation", invitation.id()));
            return accounts.find(person.name()).orElseThrow();
        }
        Account account = accounts.find(invitation.account()).orElseThrow();
        String name = account.person().name();
        accounts.setPassword(account.id(), command.password());
        accounts.setSecondFactor(account.id(), null, 0);
        int ended = sessions.endAll(name);
        trail.recordBy(
                name,
                "account.reset",
                "account/" + name,
                Map.of("invitation", invitation.id(), "request", invitation.request(), "sessionsEnded", ended));
        return accounts.find(name).orElseThrow();
    }

    private JteModel page(
            Frame frame, String token, Invitation invitation, NewAccountCommand command, Map<String, String> faults) {
        Optional<Account> account = accounts.find(invitation.account());
        return templates.identityNewAccountPage(
                frame,
                new NewAccountForm(
                        token,
                        invitation.role(),
                        account.map(a -> a.person().name()).orElse(command.name()),
                        account.map(a -> a.person().displayName()).orElse(command.displayName()),
                        account.isPresent(),
                        policies.now().passwords(),
                        faults));
    }

    private JteModel used(Frame frame, HttpServletResponse response) {
        response.setStatus(HttpStatus.GONE.value());
        return templates.frameErrorPage(frame, "invitation", "");
    }

    /** Whoever invites must not end up with both accounts by a slip of the mouse. */
    private JteModel signedInAlready(Frame frame, HttpServletResponse response) {
        response.setStatus(HttpStatus.CONFLICT.value());
        return templates.frameErrorPage(frame, "invitation-signed-in", "");
    }
}
