package org.hengji.server.organisation;

import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.hengji.pages.Templates;
import org.hengji.scoring.Problem;
import org.hengji.server.access.OpenTo;
import org.hengji.server.access.Person;
import org.hengji.server.access.Role;
import org.hengji.server.draft.FormDrafts;
import org.hengji.server.frame.Frame;
import org.hengji.server.listing.Column;
import org.hengji.server.listing.ListExport;
import org.hengji.server.listing.ListQuery;
import org.hengji.server.listing.ListView;
import org.hengji.server.listing.Listing;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** 主要职能 of a unit, for whoever sees it; kept by the unit itself. */
@Controller
@OpenTo(OpenTo.Audience.BUSINESS)
public class FunctionsController {

    private final Templates templates;
    private final Functions functions;
    private final Units units;
    private final Scope scope;
    private final FormDrafts drafts;
    private final ListExport export;

    FunctionsController(
            Templates templates, Functions functions, Units units, Scope scope, FormDrafts drafts, ListExport export) {
        this.templates = templates;
        this.functions = functions;
        this.units = units;
        this.scope = scope;
        this.drafts = drafts;
        this.export = export;
    }

    /**
     * What the page shows besides the list.
     *
     * @param year whose end is shown
     * @param block the form's lines; from its day
     * @param overtaken whether somebody else changed the list while this person wrote
     */
    public record Page(
            Unit unit,
            int year,
            List<Functions.Version> versions,
            boolean mayKeep,
            String block,
            String from,
            long seen,
            boolean overtaken,
            List<Problem> problems) {

        /** As addresses and drafts name it. */
        public String path() {
            return "/organisation/" + unit.id() + "/functions";
        }
    }

    @GetMapping("/organisation/{id:\\d+}/functions")
    JteModel page(
            Frame frame,
            HttpServletResponse response,
            @PathVariable long id,
            @RequestParam(required = false) Integer year,
            @ModelAttribute ListQuery query)
            throws IOException {
        Unit unit = find(id);
        int shown = year == null ? frame.whereabouts().year() : year;
        return export.answer(
                listing(unit, shown),
                query,
                unit.name().in(frame.language().code()) + " " + frame.text("functions.title"),
                frame,
                response,
                view -> templates.organisationFunctionsPage(frame, fresh(unit, shown, false), view));
    }

    @PostMapping("/organisation/{id:\\d+}/functions")
    @OpenTo(roles = Role.FILLER)
    Object keep(
            Frame frame,
            HttpServletResponse response,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String functions,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "0") long seen,
            @RequestParam(required = false) Integer year) {
        Unit unit = find(id);
        int shown = year == null ? frame.whereabouts().year() : year;
        Page page = fresh(unit, shown, false);
        LocalDate day;
        try {
            day = LocalDate.parse(from.strip());
        } catch (DateTimeException notADay) {
            return refused(frame, response, page, functions, from, List.of(noDay(from)));
        }
        Functions.Kept kept = this.functions.keep(unit.id(), day, functions, seen);
        if (kept instanceof Functions.Kept.Overtaken) {
            response.setStatus(HttpStatus.CONFLICT.value());
            return templates.organisationFunctionsPage(frame, fresh(unit, shown, true), view(unit, shown));
        } else if (kept instanceof Functions.Kept.Refused refused) {
            return refused(frame, response, page, functions, from, refused.problems());
        }
        drafts.drop("functions/" + unit.id());
        return "redirect:" + page.path() + "?year=" + Math.max(shown, day.getYear());
    }

    private JteModel refused(
            Frame frame, HttpServletResponse response, Page page, String block, String from, List<Problem> problems) {
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return templates.organisationFunctionsPage(
                frame,
                new Page(
                        page.unit(),
                        page.year(),
                        page.versions(),
                        page.mayKeep(),
                        block,
                        from,
                        page.seen(),
                        false,
                        problems),
                view(page.unit(), page.year()));
    }

    private Page fresh(Unit unit, int year, boolean overtaken) {
        List<Functions.Version> versions = functions.versions(unit.id());
        String block = versions.isEmpty()
                ? ""
                : String.join("\n", versions.get(versions.size() - 1).texts());
        String from = versions.isEmpty()
                ? year + "-01-01"
                : versions.get(versions.size() - 1).from().toString();
        return new Page(
                unit,
                year,
                versions,
                Person.current().filter(p -> p.role() == Role.FILLER).isPresent(),
                block,
                from,
                functions.revision(unit.id()),
                overtaken,
                List.of());
    }

    private ListView view(Unit unit, int year) {
        return listing(unit, year).view(ListQuery.NONE);
    }

    private Listing<Functions.Line> listing(Unit unit, int year) {
        return new Listing<>(
                "functions",
                "/organisation/" + unit.id() + "/functions?year=" + year,
                List.of(
                        Column.figure("number", 0, line -> BigDecimal.valueOf(line.number())),
                        Column.text("text", Functions.Line::text),
                        Column.date("since", Functions.Line::since),
                        Column.date("until", line -> line.until().orElse(null))),
                null,
                functions.lines(unit.id(), year));
    }

    private Unit find(long id) {
        return units.find(id)
                .filter(unit -> unit.kind().hasBudget() && scope.sees(id))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static Problem noDay(String typed) {
        return Problem.of(
                "functions.day",
                "from",
                typed.isBlank() ? "没有写生效日期，不知道哪一年的报告用这份职能" : "“" + typed + "”不是日期",
                typed.isBlank() ? "The day is missing, so it is not known whose report has them" : typed + " is no day",
                "写成 2027-01-01 这样的年月日",
                "Write it as 2027-01-01");
    }
}
