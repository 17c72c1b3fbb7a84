package org.hengji.server.target;

import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.hengji.pages.Templates;
import org.hengji.scoring.Problem;
import org.hengji.server.access.OpenTo;
import org.hengji.server.access.Role;
import org.hengji.server.draft.FormDrafts;
import org.hengji.server.frame.Frame;
import org.hengji.server.listing.Column;
import org.hengji.server.listing.ListExport;
import org.hengji.server.listing.ListQuery;
import org.hengji.server.listing.ListView;
import org.hengji.server.listing.Listing;
import org.hengji.server.year.Years;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 指标库: what a name typed into a sheet is suggested from, and what of it is no longer used. */
@Controller
@OpenTo(OpenTo.Audience.BUSINESS)
class LibraryController {

    private final Templates templates;
    private final IndicatorLibrary library;
    private final Years years;
    private final Proposals proposals;
    private final FormDrafts drafts;
    private final ListExport export;

    LibraryController(
            Templates templates,
            IndicatorLibrary library,
            Years years,
            Proposals proposals,
            FormDrafts drafts,
            ListExport export) {
        this.templates = templates;
        this.library = library;
        this.proposals = proposals;
        this.drafts = drafts;
        this.years = years;
        this.export = export;
    }

    @GetMapping("/indicators")
    JteModel indicators(
            Frame frame,
            HttpServletResponse response,
            @RequestParam(required = false) Integer year,
            @ModelAttribute ListQuery query)
            throws IOException {
        int shown = year == null ? years.current() : year;
        return export.answer(
                listing(frame, shown),
                query,
                frame.text("indicators.title"),
                frame,
                response,
                view -> page(frame, shown, view, Map.of(), List.of()));
    }

    private JteModel page(Frame frame, int year, ListView view, Map<String, String> typed, List<Problem> problems) {
        boolean mayRetire = frame.person().role() == Role.FINANCE_REVIEWER;
        return templates.targetLibraryPage(
                frame, year, view, mayRetire, mayRetire ? library.in(year) : List.of(), typed, problems);
    }

    @PostMapping("/indicators/retire")
    @OpenTo(roles = Role.FINANCE_REVIEWER)
    Object retire(Frame frame, HttpServletResponse response, @RequestParam Map<String, String> typed) {
        List<Problem> problems = proposals.retire(typed, frame.person());
        if (!problems.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            int year = years.current();
            return page(frame, year, listing(frame, year).view(ListQuery.NONE), typed, problems);
        }
        drafts.drop("library/retire");
        return "redirect:/indicators?year=" + typed.get("last").strip();
    }

    private Listing<IndicatorLibrary.Indicator> listing(Frame frame, int shown) {
        String lang = frame.language().code();
        return new Listing<>(
                "indicators",
                "/indicators?year=" + shown,
                List.of(
                        Column.text("name", IndicatorLibrary.Indicator::name),
                        Column.text("code", IndicatorLibrary.Indicator::code),
                        Column.text("version", IndicatorLibrary.Indicator::version),
                        Column.text("sector", i -> i.sector().in(lang)),
                        Column.text("kind", i -> i.kind().label().in(lang)),
                        Column.text("comparator", IndicatorLibrary.Indicator::comparator),
                        Column.text("unit", IndicatorLibrary.Indicator::unit),
                        Column.text("formula", IndicatorLibrary.Indicator::formula),
                        Column.text("source", IndicatorLibrary.Indicator::source),
                        Column.text("evidence", IndicatorLibrary.Indicator::evidence),
                        Column.text("functions", i -> String.join("、", i.functions())),
                        Column.text("core", i -> i.core() ? frame.text("indicators.core") : ""),
                        Column.text("years", i -> i.to() == 9999 ? i.from() + "–" : i.from() + "–" + i.to()),
                        Column.text("replaced-by", IndicatorLibrary.Indicator::replacedBy)),
                null,
                library.in(shown));
    }
}
