package org.hengji.server.identity;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import org.hengji.pages.Templates;
import org.hengji.server.access.OpenTo;
import org.hengji.server.access.Role;
import org.hengji.server.frame.Frame;
import org.hengji.server.identity.RightRequest.Kind;
import org.hengji.server.organisation.Units;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** What the system administrator asks for, and the links of what was approved. A demonstration has no accounts. */
@Controller
@ConditionalOnProperty(name = "hengji.mark", havingValue = "serve")
@OpenTo(roles = Role.SYSTEM_ADMINISTRATOR)
class RightsController {

    private final Templates templates;
    private final AdministrationController administration;
    private final Accounts accounts;
    private final Rights rights;
    private final Invitations invitations;
    private final Units units;

    RightsController(
            Templates templates,
            AdministrationController administration,
            Accounts accounts,
            Rights rights,
            Invitations invitations,
            Units units) {
        this.templates = templates;
        this.administration = administration;
        this.accounts = accounts;
        this.rights = rights;
        this.invitations = invitations;
        this.units = units;
    }

    @PostMapping("/administration")
    Object ask(@ModelAttribute RightCommand command, Frame frame, HttpServletResponse response) {
        Map<String, String> faults = command.faults(frame.person(), units.tree());
        if (!faults.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return administration.page(frame, new Administration.Form(command, faults), null, "");
        }
        Role role = command.chosen().orElseThrow();
        rights.ask(Kind.GRANT, command.person(), 0, role, command.belongs(), command.reason(), frame.person());
        return "redirect:/administration?notice=asked";
    }

    @GetMapping("/administration/accounts/{id}")
    Object account(@PathVariable long id, Frame frame) {
        return templates.identityAccountPage(frame, account(id), units.tree(), RightCommand.EMPTY, Map.of());
    }

    @PostMapping("/administration/accounts/{id}")
    Object askFor(
            @PathVariable long id,
            @RequestParam Kind kind,
            @ModelAttribute RightCommand command,
            Frame frame,
            HttpServletResponse response) {
        Account account = account(id);
        Map<String, String> faults = faults(kind, account, command, frame);
        if (!faults.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return templates.identityAccountPage(frame, account, units.tree(), command, faults);
        }
        boolean change = kind == Kind.CHANGE;
        rights.ask(
                kind,
                account.person().displayName(),
                id,
                change ? command.chosen().orElseThrow() : account.person().role(),
                change ? command.belongs() : account.person().unit(),
                command.reason(),
                frame.person());
        return "redirect:/administration?notice=asked";
    }

    private Map<String, String> faults(Kind kind, Account account, RightCommand command, Frame frame) {
        if (kind == Kind.GRANT || (kind == Kind.ENABLE) == account.enabled()) {
            return Map.of("kind", "account.ask.kind.wrong");
        } else if (account.person().name().equals(frame.person().name())) {
            return Map.of("kind", "account.ask.self");
        } else if (kind != Kind.CHANGE) {
            return command.reasonFaults();
        }
        // An administrator stays what he or she is: whoever was two of the three could undo what the other saw.
        boolean administrator = account.person().role().administrator()
                || command.chosen().map(Role::administrator).orElse(false);
        return administrator
                ? Map.of("role", "account.ask.administrator")
                : new RightCommand(
                                command.role(), command.unit(), account.person().displayName(), command.reason())
                        .faults(frame.person(), units.tree());
    }

    /** Answers with the page itself and not with a redirect: the link would have to be kept somewhere in between. */
    @PostMapping("/administration/requests/{id}/link")
    Object link(@PathVariable long id, Frame frame) {
        Optional<RightRequest> approved = rights.find(id).filter(r -> r.state() == RightRequest.State.APPROVED);
        if (approved.isEmpty()) {
            return "redirect:/administration?notice=gone";
        }
        String token = invitations.issue(approved.get(), frame.person().name());
        String link = ServletUriComponentsBuilder.fromCurrentContextPath()
                .path("/setup")
                .queryParam("token", token)
                .toUriString();
        return administration.page(
                frame,
                Administration.Form.EMPTY,
                new Administration.Issued(
                        link, approved.get().role(), approved.get().person()),
                "");
    }

    @PostMapping("/administration/requests/{id}/withdraw")
    String withdraw(@PathVariable long id, Frame frame) {
        boolean done = rights.withdraw(id, frame.person()) == Rights.Outcome.DONE;
        return "redirect:/administration?notice=" + (done ? "withdrawn" : "gone");
    }

    private Account account(long id) {
        return accounts.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
