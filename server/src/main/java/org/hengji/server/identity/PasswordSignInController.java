package org.hengji.server.identity;

import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import org.hengji.pages.Templates;
import org.hengji.server.access.OpenTo;
import org.hengji.server.access.Person;
import org.hengji.server.frame.Frame;
import org.hengji.server.trail.Trail;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Signing in with name and password, and making an account from a one-time link. */
@Controller
@ConditionalOnProperty(name = "hengji.mark", havingValue = "serve")
@OpenTo(OpenTo.Audience.EVERYONE)
class PasswordSignInController {

    private final Templates templates;
    private final Accounts accounts;
    private final Invitations invitations;
    private final Throttle throttle;
    private final SignedIn signedIn;
    private final Trail trail;
    private final TransactionTemplate transaction;

    PasswordSignInController(
            Templates templates,
            Accounts accounts,
            Invitations invitations,
            Throttle throttle,
            SignedIn signedIn,
            Trail trail,
            TransactionTemplate transaction) {
        this.templates = templates;
        this.accounts = accounts;
        this.invitations = invitations;
        this.throttle = throttle;
        this.signedIn = signedIn;
        this.trail = trail;
        this.transaction = transaction;
    }

    @GetMapping("/sign-in")
    JteModel page(Frame frame) {
        return templates.identitySignInPage(frame, "", null);
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
            return templates.identitySignInPage(frame, name, "sign-in.wait");
        }
        Optional<Person> person = accounts.authenticate(name, password);
        transaction.executeWithoutResult(status -> {
            if (person.isPresent()) {
                throttle.succeeded(name, address);
                trail.recordBy(
                        person.get().name(),
                        "sign-in.succeed",
                        "account/" + person.get().name(),
                        null);
            } else {
                throttle.failed(name, address);
                trail.recordBy("-", "sign-in.fail", "account/" + name, null);
            }
        });
        if (person.isEmpty()) {
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            return templates.identitySignInPage(frame, name, "sign-in.wrong");
        }
        return signedIn.as(person.get(), request, response);
    }

    @GetMapping("/setup")
    Object setup(@RequestParam(defaultValue = "") String token, Frame frame, HttpServletResponse response) {
        if (frame.person() != null) {
            return signedInAlready(frame, response);
        }
        return invitations
                .find(token)
                .map(invitation -> templates.identityNewAccountPage(
                        frame, new NewAccountForm(token, invitation.role(), "", invitation.invitee(), Map.of())))
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
        Optional<Invitation> invitation = invitations.find(token);
        if (invitation.isEmpty()) {
            return used(frame, response);
        }
        Map<String, String> faults = command.faults(invitation.get().issuer());
        if (faults.isEmpty()) {
            try {
                Optional<Person> made = transaction.execute(status ->
                        invitations.redeem(token) ? Optional.of(create(command, invitation.get())) : Optional.empty());
                return made == null || made.isEmpty()
                        ? used(frame, response)
                        : signedIn.as(made.get(), request, response);
            } catch (DuplicateKeyException taken) {
                faults.put("name", "new-account.name.taken");
            }
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return templates.identityNewAccountPage(
                frame,
                new NewAccountForm(token, invitation.get().role(), command.name(), command.displayName(), faults));
    }

    private Person create(NewAccountCommand command, Invitation invitation) {
        Person person = accounts.create(
                command.name(), command.displayName(), invitation.role(), invitation.unit(), command.password());
        trail.recordBy(
                person.name(),
                "account.create",
                "account/" + person.name(),
                Map.of("role", invitation.role().key(), "invitation", invitation.id()));
        return person;
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
