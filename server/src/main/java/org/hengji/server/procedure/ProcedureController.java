package org.hengji.server.procedure;

import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Optional;
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

/** The acts on a document, from the panel on its page, and the comparison of two of its versions. */
@Controller
@OpenTo(OpenTo.Audience.BUSINESS)
class ProcedureController {

    private static final int LONGEST_COMMENT = 2000;

    private final Templates templates;
    private final Procedures procedures;
    private final Versions versions;

    ProcedureController(Templates templates, Procedures procedures, Versions versions) {
        this.templates = templates;
        this.procedures = procedures;
        this.versions = versions;
    }

    /** When it is refused, or somebody was faster, what was typed stands on the answer, ready to be sent again. */
    @PostMapping("/procedures/{id}/{act}")
    Object act(
            Frame frame,
            HttpServletResponse response,
            @PathVariable long id,
            @PathVariable String act,
            @RequestParam long revision,
            @RequestParam(defaultValue = "") String comment,
            @RequestParam(defaultValue = "") String step,
            @RequestParam(defaultValue = "") String person) {
        Act wanted = Arrays.stream(Act.values())
                .filter(known -> known.key().equals(act))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        if (comment.length() > LONGEST_COMMENT) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        Intent intent = new Intent(
                wanted,
                new Hand(frame.person().name(), frame.person().role()),
                comment.replace("\r\n", "\n"),
                Optional.of(step).filter(s -> !s.isBlank()),
                Optional.of(person).filter(s -> !s.isBlank()));
        Acted acted = procedures.act(id, intent, revision);
        if (acted instanceof Acted.Done done) {
            return "redirect:" + done.document().path();
        }
        response.setStatus(HttpStatus.CONFLICT.value());
        return templates.procedureAnswerPage(
                frame, procedures.panel(procedures.get(id)), wanted, acted, intent.comment());
    }

    /** Without numbers: the present version beside the one that was sent on before it. */
    @GetMapping("/procedures/{id}/versions")
    JteModel versions(
            Frame frame,
            @PathVariable long id,
            @RequestParam(required = false) Long from,
            @RequestParam(required = false) Long to) {
        Document document = procedures.get(id);
        return templates.procedureVersionsPage(frame, versions.compare(document, from, to));
    }
}
