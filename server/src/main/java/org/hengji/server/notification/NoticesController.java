package org.hengji.server.notification;

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
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** 通知: what one is told, and what of it one has read. */
@Controller
@OpenTo(OpenTo.Audience.BUSINESS)
class NoticesController {

    private static final int MOST = 200;

    private final Templates templates;
    private final Notices notices;
    private final ListExport export;

    NoticesController(Templates templates, Notices notices, ListExport export) {
        this.templates = templates;
        this.notices = notices;
        this.export = export;
    }

    @GetMapping("/notices")
    JteModel list(Frame frame, HttpServletResponse response, @ModelAttribute ListQuery query) throws IOException {
        List<Notice> latest = notices.latest(MOST);
        Listing<Notice> listing = new Listing<>(
                "notices",
                "/notices",
                List.of(
                        Column.text("what", n -> n.title().in(frame.language().code())),
                        Column.moment("at", Notice::time),
                        Column.text("by", Notice::by),
                        Column.text(
                                "state",
                                n -> frame.text(n.read() ? "notification.is-read" : "notification.is-unread"))),
                n -> "/notices/" + n.id(),
                latest);
        long unread = latest.stream().filter(n -> !n.read()).count();
        return export.answer(
                listing,
                query,
                frame.text("notification.title"),
                frame,
                response,
                view -> templates.notificationNoticesPage(
                        frame,
                        view,
                        latest.isEmpty(),
                        unread == 0 ? 0 : latest.get(0).id()));
    }

    /** Reading it is going there. */
    @GetMapping("/notices/{id}")
    String follow(@PathVariable long id) {
        return "redirect:" + notices.follow(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    @PostMapping("/notices/read")
    String read(@RequestParam long upTo) {
        notices.markRead(upTo);
        return "redirect:/notices";
    }
}
