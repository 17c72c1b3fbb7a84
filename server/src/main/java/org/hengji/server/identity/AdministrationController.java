package org.hengji.server.identity;

import gg.jte.models.runtime.JteModel;
import org.hengji.pages.Templates;
import org.hengji.server.access.OpenTo;
import org.hengji.server.access.Role;
import org.hengji.server.frame.Frame;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 系统管理: who has an account, and who has been invited to make one. */
@Controller
@OpenTo(roles = Role.SYSTEM_ADMINISTRATOR)
class AdministrationController {

    private final Templates templates;
    private final Accounts accounts;
    private final Invitations invitations;

    AdministrationController(Templates templates, Accounts accounts, Invitations invitations) {
        this.templates = templates;
        this.accounts = accounts;
        this.invitations = invitations;
    }

    @GetMapping("/administration")
    JteModel page(Frame frame, @RequestParam(defaultValue = "") String notice) {
        return page(frame, Administration.Form.EMPTY, null, notice);
    }

    JteModel page(Frame frame, Administration.Form form, Administration.Issued issued, String notice) {
        return templates.identityAdministrationPage(
                frame,
                new Administration(
                        accounts.list(),
                        invitations.open(),
                        form,
                        issued,
                        notice.equals("withdrawn") || notice.equals("gone") ? "administration." + notice : null));
    }
}
