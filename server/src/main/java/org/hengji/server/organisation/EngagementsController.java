package org.hengji.server.organisation;

import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hengji.pages.Templates;
import org.hengji.scoring.Problem;
import org.hengji.server.access.OpenTo;
import org.hengji.server.access.Role;
import org.hengji.server.frame.Frame;
import org.hengji.server.listing.Column;
import org.hengji.server.listing.ListExport;
import org.hengji.server.listing.ListQuery;
import org.hengji.server.listing.Listing;
import org.hengji.server.organisation.Engagements.Engagement;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 委托: who from outside sees which body, for what and until when. */
@Controller
@OpenTo(roles = {Role.DEPARTMENT_REVIEWER, Role.FINANCE_REVIEWER})
class EngagementsController {

    private final Templates templates;
    private final Engagements engagements;
    private final Units units;
    private final Scope scope;
    private final ListExport export;

    EngagementsController(Templates templates, Engagements engagements, Units units, Scope scope, ListExport export) {
        this.templates = templates;
        this.engagements = engagements;
        this.units = units;
        this.scope = scope;
        this.export = export;
    }

    @GetMapping("/engagements")
    JteModel list(Frame frame, HttpServletResponse response, @ModelAttribute ListQuery query) throws IOException {
        Listing<Engagement> listing = listing(frame);
        return export.answer(
                listing,
                query,
                frame.text("engagements.title"),
                frame,
                response,
                view -> templates.organisationEngagementsPage(
                        frame, view, listing.rows().isEmpty(), choices(), Map.of(), List.of()));
    }

    private Listing<Engagement> listing(Frame frame) {
        String lang = frame.language().code();
        LocalDate today = LocalDate.now();
        return new Listing<>(
                "engagements",
                "/engagements",
                List.of(
                        Column.text("person", Engagement::person),
                        Column.text("unit", e -> units.name(e.unit()).in(lang)),
                        Column.text("task", Engagement::task),
                        Column.date("starts", Engagement::starts),
                        Column.date("ends", Engagement::ends),
                        Column.text("state", e -> frame.text("engagements.state." + state(e, today))),
                        Column.<Engagement>text("act", e -> "")
                                .drawn(e ->
                                        templates.organisationEnding(frame, e, units.name(e.unit()), holds(e, today)))),
                null,
                engagements.list());
    }

    private static boolean holds(Engagement engagement, LocalDate today) {
        return !engagement.over() && !engagement.ends().isBefore(today);
    }

    private static String state(Engagement engagement, LocalDate today) {
        if (engagement.over()) {
            return "ended";
        }
        return engagement.ends().isBefore(today) ? "past" : engagement.starts().isAfter(today) ? "later" : "holds";
    }

    private List<Unit> choices() {
        return units.tree().units().stream()
                .filter(u -> scope.sees(u.id()) && u.kind().hasBudget())
                .toList();
    }

    @PostMapping("/engagements")
    Object engage(@RequestParam Map<String, String> typed, Frame frame, HttpServletResponse response) {
        String person = typed.getOrDefault("person", "").strip();
        String task = typed.getOrDefault("task", "").strip();
        long unit = typed.getOrDefault("unit", "").matches("\\d{1,18}") ? Long.parseLong(typed.get("unit")) : 0;
        List<Problem> problems = new ArrayList<>();
        if (!engagements.known(person)) {
            problems.add(Problem.of(
                    "engagement.person",
                    "person",
                    person.isEmpty() ? "没有写受托人的用户名。" : "“" + person + "”不是第三方或专家的账号。",
                    person.isEmpty()
                            ? "The account of the engaged person is missing."
                            : "\"" + person + "\" is no account of a third party or an expert.",
                    "先由系统管理员为其申请第三方或专家账号，再填写用户名。",
                    "Have the system administrator ask for an account of a third party or an expert, then give its"
                            + " name."));
        }
        if (task.isEmpty() || task.length() > 200) {
            problems.add(Problem.of(
                    "engagement.task",
                    "task",
                    task.isEmpty() ? "没有写委托事项。" : "委托事项有 " + task.length() + " 个字，最多 200 个。",
                    task.isEmpty()
                            ? "The task is missing."
                            : "The task has " + task.length() + " characters; 200 at most.",
                    "写明受托做什么，例如“2027 年部门整体绩效评价”。",
                    "Say what is to be done, such as the evaluation of 2027."));
        }
        LocalDate starts = day(typed.get("starts"), "starts", problems);
        LocalDate ends = day(typed.get("ends"), "ends", problems);
        if (starts != null && ends != null && ends.isBefore(starts)) {
            problems.add(Problem.of(
                    "engagement.days",
                    "ends",
                    "截止日期 " + ends + " 早于开始日期 " + starts + "。",
                    "The last day " + ends + " is before the first, " + starts + ".",
                    "核对合同期限；受托人只在这段时间看得到数据。",
                    "Check the term of the contract: data are seen within it only."));
        }
        scope.demand(unit);
        if (!problems.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            Listing<Engagement> listing = listing(frame);
            return templates.organisationEngagementsPage(
                    frame, listing.view(ListQuery.NONE), listing.rows().isEmpty(), choices(), typed, problems);
        }
        engagements.engage(person, unit, task, starts, ends, frame.person());
        return "redirect:/engagements";
    }

    @PostMapping("/engagements/{id}/end")
    String end(@PathVariable long id) {
        engagements.end(id);
        return "redirect:/engagements";
    }

    private static LocalDate day(String text, String field, List<Problem> problems) {
        try {
            return LocalDate.parse(text == null ? "" : text.strip());
        } catch (DateTimeException e) {
            problems.add(Problem.of(
                    "engagement." + field,
                    field,
                    text == null || text.isBlank() ? "没有写日期。" : "“" + text + "”不是日期。",
                    text == null || text.isBlank() ? "The day is missing." : "\"" + text + "\" is no day.",
                    "写成 2027-01-01 这样的年月日；数据只在合同期内可见。",
                    "Write it as 2027-01-01; data are seen within the term of the contract only."));
            return null;
        }
    }
}
