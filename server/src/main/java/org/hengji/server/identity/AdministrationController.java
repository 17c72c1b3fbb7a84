package org.hengji.server.identity;

import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.hengji.pages.Templates;
import org.hengji.server.access.OpenTo;
import org.hengji.server.access.Role;
import org.hengji.server.frame.Frame;
import org.hengji.server.listing.ListQuery;
import org.hengji.server.listing.ListView;
import org.hengji.server.listing.Listing;
import org.hengji.server.organisation.Units;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
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
    private final AccountLists lists;

    AdministrationController(
            Templates templates,
            Accounts accounts,
            Rights rights,
            Invitations invitations,
            Units units,
            AccountLists lists) {
        this.templates = templates;
        this.accounts = accounts;
        this.rights = rights;
        this.invitations = invitations;
        this.units = units;
        this.lists = lists;
    }

    /** With {@code format=xlsx} the file of the accounts that are seen. */
    @GetMapping("/administration")
    JteModel page(
            Frame frame,
            HttpServletResponse response,
            @RequestParam(defaultValue = "") String notice,
            @ModelAttribute ListQuery query)
            throws IOException {
        return lists.accounts(
                frame,
                response,
                query,
                accounts(frame),
                view -> page(frame, view, Administration.Form.EMPTY, null, notice));
    }

    @GetMapping("/administration/requests")
    JteModel requests(Frame frame, HttpServletResponse response, @ModelAttribute ListQuery query) throws IOException {
        return lists.requests(frame, response, query, "/administration");
    }

    private Listing<Account> accounts(Frame frame) {
        return lists.accounts(frame, "/administration", a -> "/administration/accounts/" + a.id(), null);
    }

    JteModel page(Frame frame, Administration.Form form, Administration.Issued issued, String notice) {
        return page(frame, accounts(frame).view(ListQuery.NONE), form, issued, notice);
    }

    private JteModel page(
            Frame frame, ListView shown, Administration.Form form, Administration.Issued issued, String notice) {
        return templates.identityAdministrationPage(
                frame,
                new Administration(
                        shown,
                        accounts.list().stream().allMatch(a -> a.person().role().administrator()),
                        rights.unfinished(),
                        invitations.open(),
                        units.tree(),
                        form,
                        issued,
                        NOTICES.contains(notice) ? "administration." + notice : null));
    }
}
