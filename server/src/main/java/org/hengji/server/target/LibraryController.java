package org.hengji.server.target;

import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.hengji.pages.Templates;
import org.hengji.server.access.OpenTo;
import org.hengji.server.frame.Frame;
import org.hengji.server.listing.Column;
import org.hengji.server.listing.ListExport;
import org.hengji.server.listing.ListQuery;
import org.hengji.server.listing.Listing;
import org.hengji.server.year.Years;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** 指标库: what a name typed into a sheet is suggested from. */
@Controller
@OpenTo(OpenTo.Audience.BUSINESS)
class LibraryController {

    private final Templates templates;
    private final IndicatorLibrary library;
    private final Years years;
    private final ListExport export;

    LibraryController(Templates templates, IndicatorLibrary library, Years years, ListExport export) {
        this.templates = templates;
        this.library = library;
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
        String lang = frame.language().code();
        Listing<IndicatorLibrary.Indicator> listing = new Listing<>(
                "indicators",
                "/indicators?year=" + shown,
                List.of(
                        Column.text("name", IndicatorLibrary.Indicator::name),
                        Column.text("code", IndicatorLibrary.Indicator::code),
                        Column.text("sector", i -> i.sector().in(lang)),
                        Column.text("kind", i -> i.kind().label().in(lang)),
                        Column.text("comparator", IndicatorLibrary.Indicator::comparator),
                        Column.text("unit", IndicatorLibrary.Indicator::unit),
                        Column.text("formula", IndicatorLibrary.Indicator::formula),
                        Column.text("source", IndicatorLibrary.Indicator::source),
                        Column.text("evidence", IndicatorLibrary.Indicator::evidence),
                        Column.text("functions", i -> String.join("、", i.functions())),
                        Column.text("core", i -> i.core() ? frame.text("indicators.core") : ""),
                        Column.text("years", i -> i.to() == 9999 ? i.from() + "–" : i.from() + "–" + i.to())),
                null,
                library.in(shown));
        return export.answer(
                listing,
                query,
                frame.text("indicators.title"),
                frame,
                response,
                view -> templates.targetLibraryPage(frame, shown, view));
    }
}
