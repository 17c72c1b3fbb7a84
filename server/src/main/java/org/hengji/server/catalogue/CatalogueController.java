package org.hengji.server.catalogue;

import gg.jte.models.runtime.JteModel;
import org.hengji.frameworks.Packs;
import org.hengji.pages.Templates;
import org.hengji.server.access.OpenTo;
import org.hengji.server.frame.Frame;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** 指标体系: the list of frameworks, and one of them in full. */
@Controller
@OpenTo(OpenTo.Audience.BUSINESS)
class CatalogueController {
    private final Templates templates;

    CatalogueController(Templates templates) {
        this.templates = templates;
    }

    @GetMapping("/frameworks")
    JteModel list(Frame frame) {
        return templates.catalogueListPage(frame, Packs.all());
    }

    @GetMapping("/frameworks/{id}/{version}")
    JteModel framework(Frame frame, @PathVariable String id, @PathVariable String version) {
        return templates.catalogueFrameworkPage(
                frame,
                Packs.find(id + "@" + version).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND)));
    }
}
