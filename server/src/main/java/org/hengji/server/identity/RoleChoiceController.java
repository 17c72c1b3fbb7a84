package org.hengji.server.identity;

import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.hengji.pages.Templates;
import org.hengji.server.access.OpenTo;
import org.hengji.server.access.Person;
import org.hengji.server.access.Role;
import org.hengji.server.frame.Frame;
import org.hengji.server.organisation.Tree;
import org.hengji.server.organisation.Units;
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
    private final Units units;

    RoleChoiceController(Templates templates, SignedIn signedIn, Units units) {
        this.templates = templates;
        this.signedIn = signedIn;
        this.units = units;
    }

    @GetMapping("/sign-in")
    JteModel choose(Frame frame) {
        return templates.identityRoleChoicePage(frame, Role.values(), units.tree());
    }

    @PostMapping("/sign-in")
    String signIn(
            @RequestParam Role role,
            @RequestParam(defaultValue = "0") long unit,
            Frame frame,
            HttpServletRequest request,
            HttpServletResponse response) {
        Tree tree = units.tree();
        boolean chosen = role.belongsToUnit() && tree.find(unit).isPresent();
        long belongs =
                chosen ? unit : role.belongsToUnit() ? tree.roots().get(0).id() : 0;
        String shown = frame.text("role." + role.key());
        Person person = chosen
                ? Person.ofDemonstration(role, unit, shown)
                : new Person("demo-" + role.key(), shown, role, belongs);
        return signedIn.as(person, request, response);
    }
}
