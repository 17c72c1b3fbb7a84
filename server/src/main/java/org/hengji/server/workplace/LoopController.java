package org.hengji.server.workplace;

import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.hengji.pages.Templates;
import org.hengji.server.access.OpenTo;
import org.hengji.server.frame.Frame;
import org.hengji.server.listing.Column;
import org.hengji.server.listing.ListExport;
import org.hengji.server.listing.ListQuery;
import org.hengji.server.listing.Listing;
import org.hengji.server.workplace.Ring.Link;
import org.hengji.server.year.Years;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** The loop of every unit in reach, of which the workplace shows the first few. */
@Controller
@OpenTo(OpenTo.Audience.BUSINESS)
class LoopController {

    private final Templates templates;
    private final Rings rings;
    private final Years years;
    private final ListExport export;

    LoopController(Templates templates, Rings rings, Years years, ListExport export) {
        this.templates = templates;
        this.rings = rings;
        this.years = years;
        this.export = export;
    }

    @GetMapping("/loop")
    JteModel loop(
            Frame frame,
            HttpServletResponse response,
            @RequestParam(required = false) Integer year,
            @ModelAttribute ListQuery query)
            throws IOException {
        int shown = year == null ? years.current() : year;
        List<Column<Ring>> columns = new ArrayList<>();
        columns.add(Column.text("unit", ring -> ring.name().in(frame.language().code())));
        for (Link link : Link.values()) {
            columns.add(Column.<Ring>text(
                            link.key(),
                            ring -> frame.text("workplace.joint."
                                    + ring.links().get(link).state().key()))
                    .drawn(ring -> templates.workplaceJoint(frame, ring.links().get(link))));
        }
        columns.add(Column.figure("missing", 0, ring -> BigDecimal.valueOf(ring.missing())));
        Listing<Ring> listing =
                new Listing<>("loop", "/loop?year=" + shown, columns, null, rings.of(frame.person(), shown));
        return export.answer(
                listing,
                query,
                frame.text("workplace.loop", String.valueOf(shown)),
                frame,
                response,
                view -> templates.workplaceLoopPage(frame, shown, years.known(), view));
    }
}
