package org.hengji.server.budget;

import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.hengji.documents.report.DocxWriter;
import org.hengji.documents.report.Paper;
import org.hengji.documents.report.PdfWriter;
import org.hengji.pages.Templates;
import org.hengji.scoring.Problem;
import org.hengji.scoring.framework.Text;
import org.hengji.server.access.OpenTo;
import org.hengji.server.access.Role;
import org.hengji.server.budget.estimate.Figure;
import org.hengji.server.budget.exante.Conclusion;
import org.hengji.server.budget.exante.Instrument;
import org.hengji.server.frame.Attachment;
import org.hengji.server.frame.Frame;
import org.hengji.server.listing.Column;
import org.hengji.server.listing.ListExport;
import org.hengji.server.listing.ListQuery;
import org.hengji.server.listing.Listing;
import org.hengji.server.organisation.OutOfScope;
import org.hengji.server.organisation.Unit;
import org.hengji.server.organisation.UnitKind;
import org.hengji.server.organisation.Units;
import org.hengji.server.procedure.Procedures;
import org.hengji.server.year.Years;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** 事前绩效评估: the application, the panel, an expert's sheet, the conclusion. */
@Controller
@OpenTo(OpenTo.Audience.BUSINESS)
class ExAnteController {

    private final Templates templates;
    private final ExAntes evaluations;
    private final Projects projects;
    private final Procedures procedures;
    private final Units units;
    private final Years years;
    private final ListExport export;

    ExAnteController(
            Templates templates,
            ExAntes evaluations,
            Projects projects,
            Procedures procedures,
            Units units,
            Years years,
            ListExport export) {
        this.templates = templates;
        this.evaluations = evaluations;
        this.projects = projects;
        this.procedures = procedures;
        this.units = units;
        this.years = years;
        this.export = export;
    }

    @GetMapping("/ex-ante")
    JteModel list(Frame frame, HttpServletResponse response, @ModelAttribute ListQuery query) throws IOException {
        Listing<ExAnte> listing = listing(frame);
        return export.answer(
                listing,
                query,
                frame.text("budget.tab.ex-ante"),
                frame,
                response,
                view -> templates.budgetExAnteListPage(
                        frame, view, listing.rows().isEmpty(), frame.person().role() == Role.EXPERT));
    }

    private Listing<ExAnte> listing(Frame frame) {
        String lang = frame.language().code();
        return new Listing<>(
                "ex-antes",
                "/ex-ante",
                List.of(
                        Column.text("project", e -> e.project().name()),
                        Column.text("unit", e -> units.name(e.project().unit()).in(lang)),
                        Column.text("year", e -> String.valueOf(e.year())),
                        Column.amount("amount", 2, e -> e.project().amount().movePointLeft(4)),
                        Column.text(
                                "conclusion",
                                e -> e.concluded()
                                        ? e.conclusion()
                                                .map(c -> c.text().in(lang))
                                                .orElse("")
                                        : frame.text("budget.change.open"))),
                e -> "/ex-ante/" + e.id(),
                evaluations.list());
    }

    @PostMapping("/projects/{id:\\d+}/ex-ante")
    @OpenTo(roles = Role.FILLER)
    String begin(@PathVariable long id) {
        Project project = projects.find(id).orElseThrow(OutOfScope::new);
        return "redirect:/ex-ante/" + evaluations.begin(project, years.current());
    }

    @GetMapping("/ex-ante/{id:\\d+}")
    JteModel evaluation(Frame frame, @PathVariable long id) {
        return page(frame, find(id), List.of());
    }

    private JteModel page(Frame frame, ExAnte evaluation, List<Problem> problems) {
        if (frame.person().role() == Role.EXPERT) {
            return templates.budgetExAnteSheetPage(frame, evaluation, seat(frame, evaluation), problems);
        }
        return templates.budgetExAntePage(
                frame,
                evaluation,
                units.name(evaluation.project().unit()),
                ExAnteScores.of(evaluation, frame.person()),
                procedures.panel(ExAnte.COURSE, evaluation.subject()),
                procedures.mayEdit(ExAnte.COURSE, evaluation.subject()),
                problems);
    }

    @PostMapping("/ex-ante/{id:\\d+}")
    @OpenTo(roles = Role.FILLER)
    String describe(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String responsible,
            @RequestParam(defaultValue = "") String planned) {
        Optional<LocalDate> day;
        try {
            day = planned.isBlank() ? Optional.empty() : Optional.of(LocalDate.parse(planned.strip()));
        } catch (DateTimeParseException e) {
            day = Optional.empty();
        }
        evaluations.describe(find(id), reason.strip(), responsible.strip(), day);
        return "redirect:/ex-ante/" + id;
    }

    @PostMapping("/ex-ante/{id:\\d+}/seats")
    @OpenTo(roles = Role.DEPARTMENT_REVIEWER)
    Object seat(Frame frame, HttpServletResponse response, @PathVariable long id, @RequestParam String person) {
        ExAnte evaluation = find(id);
        return answer(frame, response, evaluation, evaluations.seat(evaluation, person.strip(), frame.person()));
    }

    @PostMapping("/ex-ante/{id:\\d+}/sheet")
    @OpenTo(roles = Role.EXPERT)
    Object score(
            Frame frame,
            HttpServletResponse response,
            @PathVariable long id,
            @RequestParam Map<String, String> sent,
            @RequestParam(defaultValue = "false") boolean submit) {
        ExAnte evaluation = find(id);
        Instrument instrument = Instrument.current();
        Map<String, String> ticks = new LinkedHashMap<>();
        for (String address : instrument.addresses()) {
            instrument.tick(sent.getOrDefault(address, "")).ifPresent(t -> ticks.put(address, t.key()));
        }
        Map<String, String> remarks = new LinkedHashMap<>();
        for (Instrument.Head head : instrument.heads()) {
            String remark = sent.getOrDefault("remark." + head.key(), "").strip();
            if (!remark.isEmpty()) {
                remarks.put(head.key(), remark.substring(0, Math.min(2000, remark.length())));
            }
        }
        Optional<Problem> problem = evaluations.score(evaluation, seat(frame, evaluation), ticks, remarks, submit);
        return answer(frame, response, find(id), problem);
    }

    @PostMapping("/ex-ante/{id:\\d+}/conclusion")
    @OpenTo(roles = Role.DEPARTMENT_REVIEWER)
    Object conclude(
            Frame frame, HttpServletResponse response, @PathVariable long id, @RequestParam Map<String, String> sent) {
        ExAnte evaluation = find(id);
        Figure figure = Figure.read(Text.of("建议金额", "Suggested amount"), "万元", 6, sent.getOrDefault("suggested", ""));
        if (figure instanceof Figure.Bad bad) {
            return answer(frame, response, evaluation, Optional.of(bad.problem()));
        }
        Optional<BigDecimal> suggested =
                figure instanceof Figure.Known known ? Optional.of(Money.ofWan(known.value())) : Optional.empty();
        Map<String, String> opinions = new LinkedHashMap<>();
        for (Instrument.Head head : Instrument.current().heads()) {
            opinions.put(
                    head.key(), sent.getOrDefault("opinion." + head.key(), "").strip());
        }
        Optional<Conclusion> conclusion = java.util.Arrays.stream(Conclusion.values())
                .filter(c -> c.key().equals(sent.getOrDefault("conclusion", "")))
                .findFirst();
        evaluations.conclude(
                evaluation,
                conclusion,
                suggested,
                sent.getOrDefault("opinion", "").strip(),
                opinions);
        return "redirect:/ex-ante/" + id;
    }

    /** The same as the page shows, for other programs. */
    @GetMapping("/ex-ante/{id:\\d+}/scores.json")
    @OpenTo(
            roles = {
                Role.FILLER,
                Role.DIVISION_HEAD,
                Role.UNIT_APPROVER,
                Role.DEPARTMENT_REVIEWER,
                Role.FINANCE_REVIEWER
            })
    @ResponseBody
    Map<String, Object> data(Frame frame, @PathVariable long id) {
        ExAnte evaluation = find(id);
        ExAnteScores scores = ExAnteScores.of(evaluation, frame.person());
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("project", evaluation.project().code());
        data.put("submitted", scores.in());
        data.put("seats", scores.names());
        data.put(
                "heads",
                scores.heads().stream()
                        .map(h -> {
                            Map<String, Object> head = new LinkedHashMap<>();
                            head.put("head", h.key());
                            Map<String, String> points = new LinkedHashMap<>();
                            h.seats().forEach((seat, p) -> points.put(String.valueOf(seat), p.toText()));
                            head.put("points", points);
                            h.mean().ifPresent(m -> head.put("mean", m.toText()));
                            head.put("remarks", h.remarks());
                            return head;
                        })
                        .toList());
        scores.tally().ifPresent(t -> data.put("total", t.total().toText()));
        return data;
    }

    @GetMapping("/ex-ante/{id:\\d+}/scores.xlsx")
    @OpenTo(
            roles = {
                Role.FILLER,
                Role.DIVISION_HEAD,
                Role.UNIT_APPROVER,
                Role.DEPARTMENT_REVIEWER,
                Role.FINANCE_REVIEWER
            })
    void file(Frame frame, HttpServletResponse response, @PathVariable long id) throws IOException {
        ExAnte evaluation = find(id);
        ExAnteScores scores = ExAnteScores.of(evaluation, frame.person());
        String lang = frame.language().code();
        try (OutputStream out = Attachment.open(
                        response, Attachment.EXCEL, evaluation.project().code() + "-ex-ante.xlsx");
                Workbook workbook = new Workbook(out, "Hengji", "1.0")) {
            Worksheet sheet = workbook.newWorksheet(frame.text("budget.tab.ex-ante"));
            sheet.value(0, 0, frame.text("budget.head"));
            int column = 1;
            for (int seat : scores.seats()) {
                sheet.value(
                        0,
                        column++,
                        scores.names().getOrDefault(seat, frame.text("budget.expert", String.valueOf(seat))));
            }
            sheet.value(0, column, frame.text("budget.mean"));
            int row = 1;
            for (ExAnteScores.Head head : scores.heads()) {
                sheet.value(row, 0, head.name().in(lang));
                column = 1;
                for (int seat : scores.seats()) {
                    sheet.value(row, column++, ExAnteScores.points(head.seats().get(seat)));
                }
                if (head.mean().isPresent()) {
                    sheet.value(row, column, ExAnteScores.points(head.mean().get()));
                }
                row++;
            }
        }
    }

    @GetMapping("/ex-ante/{id:\\d+}/report.{format:docx|pdf}")
    @OpenTo(
            roles = {
                Role.FILLER,
                Role.DIVISION_HEAD,
                Role.UNIT_APPROVER,
                Role.DEPARTMENT_REVIEWER,
                Role.FINANCE_REVIEWER
            })
    void report(Frame frame, HttpServletResponse response, @PathVariable long id, @PathVariable String format)
            throws IOException {
        Paper paper = paper(frame, id);
        boolean word = format.equals("docx");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (word) {
            DocxWriter.write(paper, PdfWriter.pages(paper), bytes);
        } else {
            PdfWriter.write(paper, bytes);
        }
        String name = paper.title().replaceAll("[\\s\\\\/:*?\"<>|]", "") + (paper.isDraft() ? "（草稿）" : "");
        try (OutputStream out =
                Attachment.open(response, word ? Attachment.WORD : Attachment.PDF, name + "." + format)) {
            bytes.writeTo(out);
        }
    }

    private Paper paper(Frame frame, long id) {
        ExAnte evaluation = find(id);
        List<Unit> path = units.tree().path(evaluation.project().unit());
        // The department has it evaluated; a body that belongs to none does so itself.
        String department = path.stream()
                .filter(u -> u.kind() == UnitKind.DEPARTMENT)
                .findFirst()
                .map(Unit::name)
                .orElseGet(() -> units.name(evaluation.project().unit()))
                .zh();
        return ExAntePaper.of(evaluation, department, frame.person());
    }

    private Object answer(Frame frame, HttpServletResponse response, ExAnte evaluation, Optional<Problem> problem) {
        if (problem.isEmpty()) {
            return "redirect:/ex-ante/" + evaluation.id();
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(frame, evaluation, List.of(problem.get()));
    }

    private static ExAnte.Seat seat(Frame frame, ExAnte evaluation) {
        return evaluation.seatOf(frame.person().name()).orElseThrow(OutOfScope::new);
    }

    private ExAnte find(long id) {
        return evaluations.find(id).orElseThrow(OutOfScope::new);
    }
}
