package org.hengji.server.reporting;

import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hengji.documents.report.DocxWriter;
import org.hengji.documents.report.Paper;
import org.hengji.documents.report.PdfWriter;
import org.hengji.documents.report.Template;
import org.hengji.pages.Templates;
import org.hengji.server.access.OpenTo;
import org.hengji.server.access.Person;
import org.hengji.server.access.Role;
import org.hengji.server.evaluation.EvaluationRecord;
import org.hengji.server.evaluation.Evaluations;
import org.hengji.server.frame.Attachment;
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

/** 报告: the list, one report with its preview, paragraphs to edit, and the files to take away. */
@Controller
@OpenTo(OpenTo.Audience.BUSINESS)
class ReportingController {
    private static final List<Role> WRITERS =
            List.of(Role.FILLER, Role.DIVISION_HEAD, Role.UNIT_APPROVER, Role.DEPARTMENT_REVIEWER, Role.THIRD_PARTY);

    private final Templates templates;
    private final Reports reports;
    private final Evaluations evaluations;
    private final ListExport export;

    ReportingController(Templates templates, Reports reports, Evaluations evaluations, ListExport export) {
        this.templates = templates;
        this.reports = reports;
        this.evaluations = evaluations;
        this.export = export;
    }

    /** One report that can be written, and how far it is. */
    private record Line(EvaluationRecord evaluation, ReportDraft report) {}

    @GetMapping("/reports")
    JteModel list(Frame frame, HttpServletResponse response, @ModelAttribute ListQuery query) throws IOException {
        String lang = frame.language().code();
        List<Line> lines = new ArrayList<>();
        for (EvaluationRecord evaluation : evaluations.list()) {
            reports.kinds(evaluation).stream()
                    .map(Template::id)
                    .map(kind -> reports.find(evaluation, kind, false).orElseThrow())
                    .forEach(report -> lines.add(new Line(evaluation, report)));
        }
        Listing<Line> listing = new Listing<>(
                "reports",
                "/reports",
                List.of(
                        Column.text("report", l -> l.report().template().name().in(lang)),
                        Column.text("body", l -> l.evaluation().name().in(lang)),
                        Column.text(
                                "case",
                                l -> frame.text(
                                        "reporting.case." + l.evaluation().kind())),
                        Column.count("gaps", l -> l.report().paper().gaps().size()),
                        Column.count("edits", l -> l.report().edits().size()),
                        Column.text(
                                "state",
                                l -> l.report().paper().isDraft()
                                        ? frame.text(
                                                "reporting.gaps",
                                                l.report().paper().gaps().size())
                                        : frame.text("reporting.complete"))),
                l -> "/reports/" + l.evaluation().id() + "/"
                        + l.report().template().id(),
                lines);
        return export.answer(
                listing,
                query,
                frame.text("menu.reports"),
                frame,
                response,
                view -> templates.reportingListPage(frame, view, lines.isEmpty()));
    }

    @GetMapping("/reports/{id}/{kind}")
    JteModel report(
            Frame frame,
            @PathVariable long id,
            @PathVariable String kind,
            @RequestParam(defaultValue = "") String edit,
            @RequestParam(defaultValue = "false") boolean saved) {
        ReportDraft report = find(id, kind, false);
        return page(frame, report, edit.isEmpty() ? null : editor(report, edit, null, null), saved);
    }

    /** Both texts stay in view when somebody else saved first; nothing that was typed is lost. */
    @PostMapping("/reports/{id}/{kind}/paragraphs")
    @OpenTo(roles = {Role.FILLER, Role.DIVISION_HEAD, Role.UNIT_APPROVER, Role.DEPARTMENT_REVIEWER, Role.THIRD_PARTY})
    Object save(
            Frame frame,
            HttpServletResponse response,
            @PathVariable long id,
            @PathVariable String kind,
            @RequestParam String paragraph,
            @RequestParam(defaultValue = "") String text,
            @RequestParam long seen,
            @RequestParam(defaultValue = "false") boolean takeBack) {
        ReportDraft report = find(id, kind, false);
        String written = text.replace("\r\n", "\n").strip();
        Optional<String> kept = takeBack || written.equals(report.draftOf(paragraph)) || written.isEmpty()
                ? Optional.empty()
                : Optional.of(written);
        Reports.Saved saved = reports.save(report.evaluation(), kind, paragraph, kept, seen, frame.person());
        if (saved instanceof Reports.Saved.NoParagraph) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        } else if (saved instanceof Reports.Saved.Overtaken overtaken) {
            response.setStatus(HttpStatus.CONFLICT.value());
            return page(frame, report, editor(report, paragraph, written, overtaken.theirs()), false);
        } else if (saved instanceof Reports.Saved.TooLong) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return page(frame, report, editor(report, paragraph, written, null), false);
        }
        return "redirect:/reports/" + id + "/" + kind + "?saved=true#p-" + paragraph;
    }

    private Editor editor(ReportDraft report, String paragraph, String typed, Edit theirs) {
        String stands = report.paragraph(paragraph)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND))
                .text();
        long seen = reports.last(report.evaluation().id(), report.template().id(), paragraph)
                .map(Edit::id)
                .orElse(0L);
        return new Editor(
                paragraph,
                typed == null ? stands : typed,
                report.draftOf(paragraph),
                seen,
                theirs,
                typed != null && typed.length() > Reports.MOST_CHARACTERS);
    }

    private JteModel page(Frame frame, ReportDraft report, Editor editor, boolean saved) {
        return templates.reportingReportPage(
                frame,
                report,
                reports.history(report.evaluation().id(), report.template().id()),
                editor,
                writes(frame.person()),
                saved);
    }

    static boolean writes(Person person) {
        return person != null && WRITERS.contains(person.role());
    }

    @GetMapping("/reports/{id}/{kind}/report.docx")
    void word(
            HttpServletResponse response,
            @PathVariable long id,
            @PathVariable String kind,
            @RequestParam(defaultValue = "false") boolean open)
            throws IOException {
        ReportDraft report = find(id, kind, open);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DocxWriter.write(report.paper(), PdfWriter.pages(report.paper()), bytes);
        send(response, report, "docx", Attachment.WORD, bytes.toByteArray());
    }

    @GetMapping("/reports/{id}/{kind}/report.pdf")
    void pdf(
            HttpServletResponse response,
            @PathVariable long id,
            @PathVariable String kind,
            @RequestParam(defaultValue = "false") boolean open)
            throws IOException {
        ReportDraft report = find(id, kind, open);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PdfWriter.write(report.paper(), bytes);
        send(response, report, "pdf", Attachment.PDF, bytes.toByteArray());
    }

    private static void send(
            HttpServletResponse response, ReportDraft report, String extension, String type, byte[] bytes)
            throws IOException {
        Paper paper = report.paper();
        String name = paper.title().replaceAll("[\\s\\\\/:*?\"<>|]", "")
                + (paper.isDraft() ? "（草稿）" : "")
                + (paper.publicCopy() ? "（公开版）" : "")
                + "."
                + extension;
        try (OutputStream out = Attachment.open(response, type, name)) {
            out.write(bytes);
        }
    }

    private ReportDraft find(long id, String kind, boolean publicCopy) {
        return evaluations
                .find(id)
                .flatMap(e -> reports.find(e, kind, publicCopy))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
