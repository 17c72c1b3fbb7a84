package org.hengji.server.identity;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.hengji.server.access.OpenTo;
import org.hengji.server.access.Role;
import org.hengji.server.frame.Frame;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Inviting people, and taking it back. A demonstration has no accounts, so there it does not exist. */
@Controller
@ConditionalOnProperty(name = "hengji.mark", havingValue = "serve")
@OpenTo(roles = Role.SYSTEM_ADMINISTRATOR)
class InvitationController {

    private final AdministrationController administration;
    private final Invitations invitations;

    InvitationController(AdministrationController administration, Invitations invitations) {
        this.administration = administration;
        this.invitations = invitations;
    }

    /** Answers with the page itself and not with a redirect: the link would have to be kept somewhere in between. */
    @PostMapping("/administration")
    Object issue(@ModelAttribute InvitationCommand command, Frame frame, HttpServletResponse response) {
        Map<String, String> faults = command.faults(frame.person());
        if (!faults.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return administration.page(
                    frame, new Administration.Form(command.role(), command.invitee(), faults), null, "");
        }
        Role role = command.chosen().orElseThrow();
        String token = invitations.issue(role, command.invitee(), frame.person());
        String link = ServletUriComponentsBuilder.fromCurrentContextPath()
                .path("/setup")
                .queryParam("token", token)
                .toUriString();
        return administration.page(
                frame, Administration.Form.EMPTY, new Administration.Issued(link, role, command.invitee()), "");
    }

    @PostMapping("/administration/invitations/{id}/withdraw")
    String withdraw(@PathVariable long id) {
        return "redirect:/administration?notice=" + (invitations.withdraw(id) ? "withdrawn" : "gone");
    }
}
