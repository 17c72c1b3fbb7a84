package org.hengji.server.catalogue;

import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.hengji.frameworks.Packs;
import org.hengji.pages.Templates;
import org.hengji.scoring.framework.Framework;
import org.hengji.server.access.OpenTo;
import org.hengji.server.frame.Frame;
import org.hengji.server.listing.Column;
import org.hengji.server.listing.ListExport;
import org.hengji.server.listing.ListQuery;
import org.hengji.server.listing.Listing;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** 指标体系: the list of frameworks, and one of them in full. */
@Controller
@OpenTo(OpenTo.Audience.BUSINESS)
class CatalogueController {
    private final Templates templates;
    private final Releases releases;
    private final ListExport export;

    CatalogueController(Templates templates, Releases releases, ListExport export) {
        this.templates = templates;
        this.releases = releases;
        this.export = export;
    }

    @GetMapping("/frameworks")
    JteModel list(Frame frame, HttpServletResponse response, @ModelAttribute ListQuery query) throws IOException {
        Map<String, LocalDate> published = releases.days();
        Listing<Framework> listing = new Listing<>(
                "frameworks",
                "/frameworks",
                List.of(
                        Column.text("name", f -> f.name().in(frame.language().code())),
                        Column.text("reference", CatalogueController::reference),
                        Column.date("from", f -> f.validFrom().orElse(null)),
                        Column.date("since", f -> published.get(reference(f))),
                        Column.text(
                                "sources",
                                f -> f.sources().stream()
                                        .findFirst()
                                        .map(source -> source.document())
                                        .orElse("")),
                        Column.text("total", f -> FrameworkRows.plain(f.total())),
                        Column.figure(
                                "indicators",
                                0,
                                f -> BigDecimal.valueOf(
                                        FrameworkRows.of(f).rows().size())),
                        Column.figure(
                                "facts", 0, f -> BigDecimal.valueOf(f.facts().size())),
                        Column.figure(
                                "readings",
                                0,
                                f -> BigDecimal.valueOf(f.readings().size()))),
                f -> "/frameworks/" + f.id() + "/" + f.version(),
                Packs.all());
        return export.answer(
                listing,
                query,
                frame.text("menu.frameworks"),
                frame,
                response,
                view -> templates.catalogueListPage(frame, view));
    }

    private static String reference(Framework framework) {
        return framework.id() + "@" + framework.version();
    }

    @GetMapping("/frameworks/{id}/{version}")
    JteModel framework(Frame frame, @PathVariable String id, @PathVariable String version) {
        return templates.catalogueFrameworkPage(
                frame,
                Packs.find(id + "@" + version).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
    }
}
