package org.hengji.server.notification;

import gg.jte.models.runtime.JteModel;
import org.hengji.pages.Templates;
import org.hengji.server.access.OpenTo;
import org.hengji.server.frame.Frame;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
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

    NoticesController(Templates templates, Notices notices) {
        this.templates = templates;
        this.notices = notices;
    }

    @GetMapping("/notices")
    JteModel list(Frame frame) {
        return templates.notificationNoticesPage(frame, notices.latest(MOST));
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
