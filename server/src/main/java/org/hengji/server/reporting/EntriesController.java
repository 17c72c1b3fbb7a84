package org.hengji.server.reporting;

import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hengji.pages.Templates;
import org.hengji.scoring.Problem;
import org.hengji.server.access.OpenTo;
import org.hengji.server.access.Role;
import org.hengji.server.draft.FormDrafts;
import org.hengji.server.evaluation.EvaluationRecord;
import org.hengji.server.evaluation.Evaluations;
import org.hengji.server.frame.Frame;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Figures, texts and rows that a report asks for and no framework does. */
@Controller
@RequestMapping("/reports/{id}/{kind}/entries")
@OpenTo(roles = {Role.FILLER, Role.DIVISION_HEAD, Role.UNIT_APPROVER, Role.DEPARTMENT_REVIEWER, Role.THIRD_PARTY})
class EntriesController {

    private final Templates templates;
    private final Evaluations evaluations;
    private final Reports reports;
    private final ReportEntries entries;
    private final FormDrafts drafts;
    private final JsonMapper json;

    EntriesController(
            Templates templates,
            Evaluations evaluations,
            Reports reports,
            ReportEntries entries,
            FormDrafts drafts,
            JsonMapper json) {
        this.templates = templates;
        this.evaluations = evaluations;
        this.reports = reports;
        this.entries = entries;
        this.drafts = drafts;
        this.json = json;
    }

    @GetMapping
    JteModel form(
            Frame frame,
            @PathVariable long id,
            @PathVariable String kind,
            @RequestParam(defaultValue = "false") boolean saved) {
        Reports.Questions questions = questions(id, kind);
        Entries shown = entries.of(id).over(questions.said());
        return page(frame, questions, shown, shown, Map.of(), saved);
    }

    /** What is wrong stays in its field with the reason beside it; everything else is kept. */
    @PostMapping
    Object save(
            Frame frame,
            HttpServletResponse response,
            @PathVariable long id,
            @PathVariable String kind,
            @RequestParam Map<String, String> form) {
        Reports.Questions questions = questions(id, kind);
        Entries sent = Entries.sent(form, questions.asked());
        Map<String, Problem> problems = entries.save(
                questions.evaluation(),
                kind,
                questions.asked(),
                questions.said(),
                sent,
                seen(form.getOrDefault("seen", "{}"), questions),
                frame.person());
        if (problems.isEmpty()) {
            drafts.drop(draft(id, kind));
            return "redirect:/reports/" + id + "/" + kind + "/entries?saved=true";
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        Entries stands = entries.of(id).over(questions.said());
        return page(frame, questions, stands.with(problems.keySet(), sent), stands, problems, false);
    }

    private JteModel page(
            Frame frame,
            Reports.Questions questions,
            Entries shown,
            Entries stands,
            Map<String, Problem> problems,
            boolean saved) {
        return templates.reportingEntriesPage(
                frame,
                new EntryPage(
                        questions.evaluation(),
                        questions.template(),
                        questions.asked(),
                        shown,
                        json.writeValueAsString(stands.typed()),
                        problems,
                        saved));
    }

    static String draft(long id, String kind) {
        return "report/" + id + "/" + kind;
    }

    private Entries seen(String text, Reports.Questions questions) {
        try {
            Map<String, String> seen = json.readValue(text, new TypeReference<LinkedHashMap<String, String>>() {});
            return Entries.sent(seen, questions.asked());
        } catch (JacksonException e) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
    }

    private Reports.Questions questions(long id, String kind) {
        return evaluations
                .find(id)
                .flatMap((EvaluationRecord e) -> reports.questions(e, kind))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
