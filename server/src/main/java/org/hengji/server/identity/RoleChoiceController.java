package org.hengji.server.identity;

import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.hengji.pages.Templates;
import org.hengji.server.access.OpenTo;
import org.hengji.server.access.Person;
import org.hengji.server.access.Role;
import org.hengji.server.frame.Frame;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Signing in to a demonstration is choosing a role. This class does not exist in a server that is run for real. */
@Controller
@ConditionalOnProperty(name = "hengji.mark", havingValue = "demo")
@OpenTo(OpenTo.Audience.EVERYONE)
class RoleChoiceController {

    private final Templates templates;
    private final SignedIn signedIn;

    RoleChoiceController(Templates templates, SignedIn signedIn) {
        this.templates = templates;
        this.signedIn = signedIn;
    }

    @GetMapping("/sign-in")
    JteModel choose(Frame frame) {
        return templates.identityRoleChoicePage(frame, Role.values());
    }

    @PostMapping("/sign-in")
    String signIn(@RequestParam Role role, Frame frame, HttpServletRequest request, HttpServletResponse response) {
        return signedIn.as(new Person("demo-" + role.key(), frame.text("role." + role.key()), role), request, response);
    }
}
