package org.hengji.server.evaluation;

import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.hengji.documents.Refused;
import org.hengji.documents.workbook.FrameworkWorkbook;
import org.hengji.pages.Templates;
import org.hengji.server.access.OpenTo;
import org.hengji.server.access.Role;
import org.hengji.server.frame.Attachment;
import org.hengji.server.frame.Frame;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;

/** 导入: a workbook to fill in, and what comes back of it. */
@Controller
@OpenTo(roles = {Role.FILLER, Role.THIRD_PARTY})
class ImportController {
    private final Templates templates;
    private final Evaluations evaluations;
    private final Imports imports;

    ImportController(Templates templates, Evaluations evaluations, Imports imports) {
        this.templates = templates;
        this.evaluations = evaluations;
        this.imports = imports;
    }

    @GetMapping("/evaluations/{id}/import")
    JteModel form(Frame frame, @PathVariable long id, @RequestParam(defaultValue = "false") boolean same) {
        return templates.evaluationImportPage(frame, find(id), null, null, false, same);
    }

    @GetMapping("/evaluations/{id}/workbook.xlsx")
    void workbook(
            HttpServletResponse response, @PathVariable long id, @RequestParam(defaultValue = "facts") String kind)
            throws IOException {
        EvaluationRecord evaluation = find(id);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        FrameworkWorkbook.write(known(kind), evaluations.framework(id), Optional.of(evaluations.caseOf(id)), bytes);
        send(response, evaluation.name().zh() + "-" + kind + ".xlsx", bytes.toByteArray());
    }

    @PostMapping("/evaluations/{id}/import")
    Object read(
            Frame frame,
            HttpServletResponse response,
            @PathVariable long id,
            @RequestParam(defaultValue = "facts") String kind,
            @RequestParam MultipartFile file)
            throws IOException {
        EvaluationRecord evaluation = find(id);
        try {
            Imports.Outcome outcome = imports.read(evaluation, known(kind), file, frame.person());
            if (outcome instanceof Imports.Outcome.Held held) {
                response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
                return templates.evaluationImportPage(frame, evaluation, held.result(), null, held.marked(), false);
            }
            int changes = ((Imports.Outcome.Taken) outcome).changes();
            return "redirect:/evaluations/" + id + (changes == 0 ? "/import?same=true" : "/edit");
        } catch (Refused e) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return templates.evaluationImportPage(frame, evaluation, null, e.problem(), false, false);
        }
    }

    @GetMapping("/evaluations/{id}/import/marked.xlsx")
    void marked(Frame frame, HttpServletResponse response, @PathVariable long id) throws IOException {
        Imports.Marked marked = imports.marked(find(id).id(), frame.person())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        send(response, marked.name().replaceFirst("(\\.[^.]*)?$", "（标注）.xlsx"), marked.content());
    }

    private static String known(String kind) {
        if (!FrameworkWorkbook.KINDS.contains(kind)) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        return kind;
    }

    private static void send(HttpServletResponse response, String name, byte[] bytes) throws IOException {
        try (OutputStream out = Attachment.open(response, Attachment.EXCEL, name)) {
            out.write(bytes);
        }
    }

    private EvaluationRecord find(long id) {
        return evaluations.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
