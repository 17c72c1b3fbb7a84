package org.hengji.server.identity;

import gg.jte.models.runtime.JteModel;
import java.util.List;
import java.util.Set;
import org.hengji.pages.Templates;
import org.hengji.server.access.OpenTo;
import org.hengji.server.access.Role;
import org.hengji.server.frame.Frame;
import org.hengji.server.organisation.Units;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 系统管理: who has an account, and what has been asked for. */
@Controller
@OpenTo(roles = Role.SYSTEM_ADMINISTRATOR)
class AdministrationController {

    private static final Set<String> NOTICES = Set.of("asked", "withdrawn", "gone");

    private final Templates templates;
    private final Accounts accounts;
    private final Rights rights;
    private final Invitations invitations;
    private final Units units;

    AdministrationController(
            Templates templates, Accounts accounts, Rights rights, Invitations invitations, Units units) {
        this.templates = templates;
        this.accounts = accounts;
        this.rights = rights;
        this.invitations = invitations;
        this.units = units;
    }

    @GetMapping("/administration")
    JteModel page(Frame frame, @RequestParam(defaultValue = "") String notice) {
        return page(frame, Administration.Form.EMPTY, null, notice);
    }

    JteModel page(Frame frame, Administration.Form form, Administration.Issued issued, String notice) {
        List<RightRequest> unfinished = rights.unfinished();
        return templates.identityAdministrationPage(
                frame,
                new Administration(
                        accounts.list(),
                        unfinished,
                        invitations.open(),
                        units.tree(),
                        form,
                        issued,
                        NOTICES.contains(notice) ? "administration." + notice : null));
    }
}
