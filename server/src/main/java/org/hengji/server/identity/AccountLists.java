package org.hengji.server.identity;

import gg.jte.Content;
import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.hengji.pages.Templates;
import org.hengji.server.frame.Frame;
import org.hengji.server.frame.Minute;
import org.hengji.server.listing.Column;
import org.hengji.server.listing.ListExport;
import org.hengji.server.listing.ListQuery;
import org.hengji.server.listing.ListView;
import org.hengji.server.listing.Listing;
import org.hengji.server.organisation.Tree;
import org.hengji.server.organisation.Units;
import org.springframework.stereotype.Component;

/** Accounts and requests for rights, as the system and the security administrator both see them. */
@Component
class AccountLists {

    private final Accounts accounts;
    private final Rights rights;
    private final Units units;
    private final Templates templates;
    private final ListExport export;

    AccountLists(Accounts accounts, Rights rights, Units units, Templates templates, ListExport export) {
        this.accounts = accounts;
        this.rights = rights;
        this.units = units;
        this.templates = templates;
        this.export = export;
    }

    /**
     * @param link where a row leads; null for nowhere
     * @param act what may be done with an account, at the end of its row; null for nothing
     */
    Listing<Account> accounts(
            Frame frame, String path, Function<Account, String> link, Function<Account, Content> act) {
        Tree tree = units.tree();
        List<Column<Account>> columns = new ArrayList<>(List.of(
                Column.text("name", a -> a.person().name()),
                Column.text("person", a -> a.person().displayName()),
                Column.text("role", a -> frame.text("role." + a.person().role().key())),
                Column.text("unit", a -> unit(tree, a.person().unit(), frame)),
                Column.text(
                        "second-factor",
                        a -> frame.text(
                                a.secondFactor()
                                        ? "administration.second-factor.on"
                                        : "administration.second-factor.off")),
                Column.text(
                        "state",
                        a -> frame.text(
                                a.enabled() ? "administration.state.enabled" : "administration.state.disabled")),
                Column.moment("created", a -> Minute.of(a.createdAt()))));
        if (act != null) {
            columns.add(Column.<Account>text("act", a -> "").drawn(act));
        }
        return new Listing<>("accounts", path, columns, link, accounts.list());
    }

    /** The page, or the file, of everything that was ever asked for, the latest first. */
    JteModel requests(Frame frame, HttpServletResponse response, ListQuery query, String base) throws IOException {
        Listing<RightRequest> listing = requests(frame, base + "/requests");
        return export.answer(
                listing,
                query,
                frame.text("rights.requests"),
                frame,
                response,
                view -> templates.identityRequestsPage(
                        frame, view, listing.rows().isEmpty(), base));
    }

    /** The page, or the file, of the accounts. */
    JteModel accounts(
            Frame frame,
            HttpServletResponse response,
            ListQuery query,
            Listing<Account> accounts,
            Function<ListView, JteModel> page)
            throws IOException {
        return export.answer(accounts, query, frame.text("accounts.file"), frame, response, page);
    }

    private Listing<RightRequest> requests(Frame frame, String path) {
        Tree tree = units.tree();
        return new Listing<>(
                "requests",
                path,
                List.of(
                        Column.text("person", RightRequest::person),
                        Column.text("account", RightRequest::accountName),
                        Column.text(
                                "kind", r -> frame.text("right.kind." + r.kind().key())),
                        Column.text("role", r -> frame.text("role." + r.role().key())),
                        Column.text("unit", r -> unit(tree, r.unit(), frame)),
                        Column.text("reason", RightRequest::reason),
                        Column.moment("asked", r -> Minute.of(r.askedAt())),
                        Column.text("asked-by", RightRequest::askedByName),
                        Column.text(
                                "state",
                                r -> frame.text("right.state." + r.state().key())),
                        Column.moment("decided", r -> r.decidedAt() == null ? "" : Minute.of(r.decidedAt())),
                        Column.text("decided-by", RightRequest::decidedByName),
                        Column.text("comment", RightRequest::comment)),
                null,
                rights.latest(Integer.MAX_VALUE));
    }

    private static String unit(Tree tree, long unit, Frame frame) {
        return tree.find(unit).map(u -> u.name().in(frame.language().code())).orElse("");
    }
}
