package org.hengji.server.workplace;

import gg.jte.models.runtime.JteModel;
import org.hengji.pages.Templates;
import org.hengji.server.access.OpenTo;
import org.hengji.server.evaluation.Overview;
import org.hengji.server.frame.Frame;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** 工作台: where a day begins. */
@Controller
@OpenTo(OpenTo.Audience.SIGNED_IN)
class WorkplaceController {

    private final Templates templates;
    private final Overview overview;

    WorkplaceController(Templates templates, Overview overview) {
        this.templates = templates;
        this.overview = overview;
    }

    @GetMapping("/")
    JteModel home(Frame frame) {
        return templates.workplaceHomePage(frame, frame.person().role().administrator() ? null : overview.bodies());
    }
}
