package org.hengji.server.checking;

import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hengji.annotated.AnnotatedReport;
import org.hengji.annotated.Opinion;
import org.hengji.checker.Verdict;
import org.hengji.checker.rendering.VerdictJson;
import org.hengji.documents.DocumentReader;
import org.hengji.documents.Limits;
import org.hengji.documents.Refused;
import org.hengji.documents.report.DocxWriter;
import org.hengji.documents.report.Paper;
import org.hengji.frameworks.Packs;
import org.hengji.pages.Templates;
import org.hengji.scoring.CanonicalJson;
import org.hengji.server.access.OpenTo;
import org.hengji.server.access.Person;
import org.hengji.server.frame.Attachment;
import org.hengji.server.frame.Frame;
import org.hengji.server.frame.Minute;
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
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;

/** 报告审核: upload, list, annotated report, decisions, exports. */
@Controller
@OpenTo(OpenTo.Audience.BUSINESS)
class CheckingController {
    private static final int LONGEST_REASON = 2000;
    private final Templates templates;
    private final Checking checking;
    private final CheckRun run;
    private final ListExport export;

    CheckingController(Templates templates, Checking checking, CheckRun run, ListExport export) {
        this.templates = templates;
        this.checking = checking;
        this.run = run;
        this.export = export;
    }

    @GetMapping("/checks")
    JteModel list(Frame frame, HttpServletResponse response, @ModelAttribute ListQuery query) throws IOException {
        Listing<Checking.Summary> listing = listing(frame);
        return export.answer(
                listing,
                query,
                frame.text("checking.batches"),
                frame,
                response,
                view -> templates.checkingListPage(frame, view, listing.rows().isEmpty(), Packs.all(), ""));
    }

    private JteModel list(Frame frame, String problem) {
        Listing<Checking.Summary> listing = listing(frame);
        return templates.checkingListPage(
                frame, listing.view(ListQuery.NONE), listing.rows().isEmpty(), Packs.all(), problem);
    }

    private Listing<Checking.Summary> listing(Frame frame) {
        return new Listing<>(
                "batches",
                "/checks",
                List.of(
                        Column.moment("at", b -> Minute.of(b.at())),
                        Column.text("by", Checking.Summary::uploadedName),
                        Column.count("reports", Checking.Summary::reports),
                        Column.text(
                                "state",
                                b -> b.finished() == b.reports()
                                        ? frame.text("checking.finished")
                                        : frame.text("checking.progress", b.finished(), b.reports())),
                        Column.count("score-changing", Checking.Summary::scoreChanging),
                        Column.count("findings", Checking.Summary::findings)),
                b -> "/checks/" + b.id(),
                checking.list(frame.person()));
    }

    @PostMapping("/checks")
    Object upload(
            Frame frame,
            @RequestParam(name = "files", required = false) List<MultipartFile> sent,
            @RequestParam(defaultValue = "") String framework,
            HttpServletResponse response)
            throws IOException {
        // A browser sends one nameless empty part when nothing was chosen.
        List<MultipartFile> files = sent == null
                ? List.of()
                : sent.stream()
                        .filter(f -> !f.isEmpty()
                                || (f.getOriginalFilename() != null
                                        && !f.getOriginalFilename().isEmpty()))
                        .toList();
        if (files.isEmpty() || files.size() > Upload.MOST_FILES) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return list(
                    frame,
                    files.isEmpty()
                            ? frame.text("checking.upload.none")
                            : frame.text("checking.upload.many", files.size(), Upload.MOST_FILES));
        }
        if (files.stream().anyMatch(f -> f.getSize() > Upload.MOST_BYTES)) {
            throw new MaxUploadSizeExceededException(Upload.MOST_BYTES);
        }
        if (!framework.isEmpty() && Packs.find(framework).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        long batch = checking.open(frame.person(), Optional.of(framework).filter(f -> !f.isEmpty()));
        try {
            Upload.Names names = new Upload.Names();
            for (int i = 0; i < files.size(); i++) {
                MultipartFile file = files.get(i);
                checking.add(
                        batch, i, new Checking.UploadedFile(names.of(file.getOriginalFilename()), file.getBytes()));
            }
        } catch (IOException | RuntimeException e) {
            checking.discard(batch);
            throw e;
        }
        checking.close(batch);
        run.submit(batch);
        return "redirect:/checks/" + batch;
    }

    @GetMapping("/checks/{id}")
    JteModel batch(Frame frame, @PathVariable long id) {
        return templates.checkingBatchPage(frame, new FrameWording(frame), find(id, frame.person()));
    }

    /** Asked for again and again while a batch runs; when it is done the page is loaded anew. */
    @GetMapping("/checks/{id}/progress")
    JteModel progress(Frame frame, @PathVariable long id, HttpServletResponse response) {
        CheckBatch batch = find(id, frame.person());
        if (batch.isFinished()) {
            response.setHeader("HX-Refresh", "true");
        }
        return templates.checkingProgress(frame, batch);
    }

    @PostMapping("/checks/{id}/cancel")
    String cancel(Frame frame, @PathVariable long id) {
        checking.cancel(find(id, frame.person()).id());
        return "redirect:/checks/" + id;
    }

    @GetMapping("/checks/{id}/reports/{report}")
    JteModel report(Frame frame, @PathVariable long id, @PathVariable long report) throws Refused {
        CheckedReport checked = find(id, report, frame.person());
        return templates.checkingReportPage(
                frame, new FrameWording(frame), checked, annotated(checked), decides(frame.person()));
    }

    private AnnotatedReport annotated(CheckedReport report) throws Refused {
        return AnnotatedReport.of(
                DocumentReader.read(report.name(), checking.content(report.id()), Limits.USUAL), report.decided());
    }

    /** What is decided answers with the finding as it is then; without the script it is a page like any other. */
    @PostMapping("/checks/{id}/reports/{report}/decisions")
    Object decide(
            Frame frame,
            @PathVariable long id,
            @PathVariable long report,
            @RequestParam String finding,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam String kind,
            @RequestHeader(name = "HX-Request", required = false) String partial) {
        if (!decides(frame.person())) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        CheckedReport checked = find(id, report, frame.person());
        known(checked, finding);
        Optional<Decision.Kind> chosen = kind(kind);
        String given = reason.strip();
        if (given.length() > LONGEST_REASON) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        boolean missing = chosen.filter(k -> k == Decision.Kind.WAIVED).isPresent() && given.isEmpty();
        if (!missing) {
            checking.decide(checked, finding, chosen, given, frame.person());
            checked = find(id, report, frame.person());
        }
        if (partial == null) {
            return "redirect:/checks/" + id + "/reports/" + report + "#" + finding;
        }
        return templates.checkingDecided(
                frame,
                new FrameWording(frame),
                checked,
                known(checked, finding),
                missing ? frame.text("checking.decide.reason.missing") : "");
    }

    private static Optional<Decision.Kind> kind(String key) {
        if (key.equals("undecided")) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(Decision.Kind.values())
                .filter(k -> k.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST)));
    }

    private static Verdict.Judged known(CheckedReport report, String finding) {
        return report.decided().findings().stream()
                .filter(f -> f.id().equals(finding))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    @GetMapping("/checks/{id}/findings.xlsx")
    void findings(Frame frame, @PathVariable long id, HttpServletResponse response) throws IOException {
        CheckBatch batch = find(id, frame.person());
        try (OutputStream out = Attachment.open(
                response, Attachment.EXCEL, frame.text("checking.export.findings") + "-" + id + ".xlsx")) {
            FindingsWorkbook.write(new FrameWording(frame), batch, out);
        }
    }

    @GetMapping("/checks/{id}/diagnostic.json")
    void diagnostic(Frame frame, @PathVariable long id, HttpServletResponse response) throws IOException {
        CheckBatch batch = find(id, frame.person());
        try (OutputStream out = Attachment.open(response, "application/json", "diagnostic-" + id + ".json")) {
            out.write(CanonicalJson.write(batch.reports().stream()
                            .filter(r -> r.verdict().isPresent())
                            .map(r -> VerdictJson.of(r.decided()))
                            .toList())
                    .getBytes(StandardCharsets.UTF_8));
        }
    }

    @GetMapping("/checks/{id}/reports/{report}/opinion.docx")
    void opinion(Frame frame, @PathVariable long id, @PathVariable long report, HttpServletResponse response)
            throws IOException {
        CheckedReport checked = find(id, report, frame.person());
        String name = frame.text("checking.opinion") + "-" + checked.name().replaceFirst("\\.[^.]*$", "") + ".docx";
        try (OutputStream out = Attachment.open(response, Attachment.WORD, name)) {
            DocxWriter.write(opinion(frame, checked), Map.of(), out);
        }
    }

    /** What goes back to the unit first, then what is right, what nobody has decided, and what was waived and why. */
    private static Paper opinion(Frame frame, CheckedReport checked) {
        FrameWording w = new FrameWording(frame);
        Map<String, Decision> decisions = checked.decisions();
        Verdict verdict = checked.decided();
        List<Opinion.Group> groups = new ArrayList<>();
        for (Decision.Kind kind : List.of(Decision.Kind.RETURNED, Decision.Kind.CONFIRMED)) {
            groups.add(new Opinion.Group(
                    w.text("checking.opinion." + kind.key()),
                    w.text("checking.opinion.settle"),
                    of(verdict, decisions, kind)
                            .map(f ->
                                    Opinion.toSettle(w, f, decisions.get(f.id()).reason()))
                            .toList()));
        }
        groups.add(new Opinion.Group(
                w.text("checking.opinion.undecided"),
                w.text("checking.opinion.settle"),
                verdict.findings().stream()
                        .filter(f -> !decisions.containsKey(f.id()))
                        .map(f -> Opinion.toSettle(w, f, ""))
                        .toList()));
        groups.add(new Opinion.Group(
                w.text("checking.opinion.waived"),
                w.text("checking.export.reason"),
                of(verdict, decisions, Decision.Kind.WAIVED)
                        .map(f -> new Opinion.Item(
                                f,
                                List.of(decisions.get(f.id()).reason() + "（"
                                        + decisions.get(f.id()).by() + "）")))
                        .toList()));
        return new Opinion(
                        w,
                        verdict,
                        checked.name(),
                        checked.digest(),
                        Optional.of(frame.person().displayName()),
                        LocalDate.now(ZoneId.of("Asia/Shanghai")))
                .paper(groups);
    }

    private static Stream<Verdict.Judged> of(Verdict verdict, Map<String, Decision> decisions, Decision.Kind kind) {
        return verdict.findings().stream()
                .filter(f ->
                        decisions.containsKey(f.id()) && decisions.get(f.id()).kind() == kind);
    }

    private static boolean decides(Person person) {
        return Checking.DECIDE.contains(person.role());
    }

    private CheckBatch find(long id, Person person) {
        return checking.find(id, person).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private CheckedReport find(long batch, long report, Person person) {
        return checking.report(batch, report, person)
                .filter(r -> r.verdict().filter(Verdict::isRead).isPresent())
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
