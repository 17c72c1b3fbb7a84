package org.hengji.server.budget;

import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hengji.pages.Templates;
import org.hengji.server.access.OpenTo;
import org.hengji.server.access.Role;
import org.hengji.server.frame.Frame;
import org.hengji.server.listing.Column;
import org.hengji.server.listing.ListExport;
import org.hengji.server.listing.ListQuery;
import org.hengji.server.listing.Listing;
import org.hengji.server.organisation.OutOfScope;
import org.hengji.server.organisation.Units;
import org.hengji.server.procedure.Document;
import org.hengji.server.procedure.Procedures;
import org.hengji.server.year.Years;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** 部门预算: the budgets on record, and one in its four steps. */
@Controller
@OpenTo(OpenTo.Audience.BUSINESS)
class BudgetsController {

    private static final int MOST_CELLS = 400;

    private final Templates templates;
    private final Budgets budgets;
    private final Members members;
    private final Units units;
    private final Years years;
    private final Procedures procedures;
    private final ListExport export;

    BudgetsController(
            Templates templates,
            Budgets budgets,
            Members members,
            Units units,
            Years years,
            Procedures procedures,
            ListExport export) {
        this.templates = templates;
        this.budgets = budgets;
        this.members = members;
        this.units = units;
        this.years = years;
        this.procedures = procedures;
        this.export = export;
    }

    @GetMapping("/budgets")
    JteModel list(Frame frame, HttpServletResponse response, @ModelAttribute ListQuery query) throws IOException {
        Listing<BudgetSummary> listing = listing(frame);
        return export.answer(
                listing,
                query,
                frame.text("budget.tab.budgets"),
                frame,
                response,
                view -> templates.budgetBudgetListPage(
                        frame, view, listing.rows().isEmpty(), members.withBudget(), years.current()));
    }

    private Listing<BudgetSummary> listing(Frame frame) {
        String lang = frame.language().code();
        return new Listing<>(
                "budgets",
                "/budgets",
                List.of(
                        Column.text("unit", b -> units.name(b.unit()).in(lang)),
                        Column.text("year", b -> String.valueOf(b.year())),
                        Column.text(
                                "step",
                                b -> b.document()
                                        .map(d -> d.step().name().in(lang))
                                        .orElse("")),
                        Column.text(
                                "state",
                                b -> b.document()
                                        .map(d -> frame.text("procedure.state."
                                                + d.state().name().toLowerCase(Locale.ROOT)))
                                        .orElse("")),
                        Column.date(
                                "due", b -> b.document().flatMap(Document::due).orElse(null))),
                b -> "/budgets/" + b.id(),
                budgets.list());
    }

    @PostMapping("/budgets")
    @OpenTo(roles = Role.FILLER)
    String begin(Frame frame, @RequestParam long unit, @RequestParam int year) {
        if (members.withBudget().stream().noneMatch(u -> u.id() == unit)) {
            throw new OutOfScope();
        }
        return "redirect:/budgets/" + budgets.begin(unit, year);
    }

    @GetMapping("/budgets/{id:\\d+}")
    JteModel budget(Frame frame, @PathVariable long id) {
        Budget budget = find(id);
        return templates.budgetBudgetPage(
                frame,
                budgets.sheet(budget),
                units.name(budget.unit()),
                procedures.panel(Budget.COURSE, budget.subject()),
                procedures.mayEdit(Budget.COURSE, budget.subject()),
                Map.of());
    }

    @PostMapping("/budgets/{id:\\d+}/cells")
    @OpenTo(roles = {Role.FILLER, Role.FINANCE_REVIEWER})
    JteModel enter(Frame frame, @PathVariable long id, @RequestParam MultiValueMap<String, String> sent) {
        Budget budget = find(id);
        List<String> addresses = sent.getOrDefault("cell", List.of());
        List<String> typed = sent.getOrDefault("typed", List.of());
        List<String> base = sent.getOrDefault("base", List.of());
        if (addresses.size() != typed.size() || typed.size() != base.size() || typed.size() > MOST_CELLS) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        List<Budgets.Typed> cells = new ArrayList<>();
        for (int i = 0; i < addresses.size(); i++) {
            cells.add(new Budgets.Typed(addresses.get(i), typed.get(i), base.get(i)));
        }
        Map<String, String> conflicts = budgets.enter(budget, cells).conflicts();
        return templates.budgetBudgetAnswer(
                frame, budgets.sheet(find(id)), procedures.mayEdit(Budget.COURSE, budget.subject()), conflicts);
    }

    /** A block copied in Excel or WPS: tabs between cells, lines between rows. */
    @PostMapping("/budgets/{id:\\d+}/paste")
    @OpenTo(roles = Role.FILLER)
    String paste(@PathVariable long id, @RequestParam String sheet, @RequestParam(defaultValue = "") String block) {
        if (!sheet.equals("lines") && !sheet.equals("reasons")) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        List<List<String>> rows = block.lines()
                .filter(line -> !line.isBlank())
                .map(line -> List.of(line.split("\t", -1)))
                .toList();
        int added = budgets.paste(find(id), sheet, rows);
        return "redirect:/budgets/" + id + "?pasted=" + added + "#" + sheet;
    }

    @PostMapping("/budgets/{id:\\d+}/rows/{row:\\d+}/remove")
    @OpenTo(roles = Role.FILLER)
    String removeRow(@PathVariable long id, @PathVariable long row) {
        budgets.removeRow(find(id), row);
        return "redirect:/budgets/" + id + "#lines";
    }

    private Budget find(long id) {
        return budgets.find(id).orElseThrow(OutOfScope::new);
    }
}
