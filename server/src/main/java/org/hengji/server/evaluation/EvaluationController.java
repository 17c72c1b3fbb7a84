package org.hengji.server.evaluation;

import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hengji.pages.Templates;
import org.hengji.scoring.number.Rational;
import org.hengji.server.access.OpenTo;
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

/** The list of evaluations, the score sheet, and trying out what would change it. */
@Controller
@OpenTo(OpenTo.Audience.BUSINESS)
class EvaluationController {

    private final Templates templates;
    private final Evaluations evaluations;
    private final Overview overview;
    private final ListExport export;

    EvaluationController(Templates templates, Evaluations evaluations, Overview overview, ListExport export) {
        this.templates = templates;
        this.evaluations = evaluations;
        this.overview = overview;
        this.export = export;
    }

    @GetMapping("/evaluations")
    JteModel list(Frame frame, HttpServletResponse response, @ModelAttribute ListQuery query) throws IOException {
        Listing<Overview.Body> listing = listing(frame);
        return export.answer(
                listing,
                query,
                frame.text("menu.evaluations"),
                frame,
                response,
                view -> templates.evaluationListPage(frame, view, listing.rows().isEmpty()));
    }

    private Listing<Overview.Body> listing(Frame frame) {
        String lang = frame.language().code();
        return new Listing<>(
                "bodies",
                "/evaluations",
                List.of(
                        Column.text("body", b -> b.strict().name().in(lang)),
                        Column.text("framework", b -> b.framework().in(lang)),
                        Column.<Overview.Body>text(
                                        "published",
                                        b -> Figures.range(
                                                b.publishedSheet(),
                                                b.publishedSheet().range()))
                                .drawn(b ->
                                        templates.evaluationTotal(b.published().id(), b.publishedSheet(), frame)),
                        Column.<Overview.Body>text(
                                        "strict",
                                        b -> Figures.range(
                                                b.strictSheet(), b.strictSheet().range()))
                                .drawn(b -> templates.evaluationTotal(b.strict().id(), b.strictSheet(), frame)),
                        Column.<Overview.Body>text("range", b -> "")
                                .drawn(b -> templates.evaluationBar(
                                        b.strictSheet().range(),
                                        Rational.of(60),
                                        Rational.of(100),
                                        b.publishedSheet().range().low(),
                                        Figures.range(
                                                b.strictSheet(), b.strictSheet().range()))),
                        Column.text(
                                "grade",
                                b -> Stream.concat(
                                                b.strictSheet().gradeRange().stream(),
                                                b.strictSheet().labels().stream())
                                        .map(g -> g.in(lang))
                                        .collect(Collectors.joining(" "))),
                        Column.count("differences", Overview.Body::differences)),
                b -> "/evaluations/" + b.strict().id(),
                overview.bodies());
    }

    @GetMapping("/evaluations/{id}")
    JteModel sheet(Frame frame, @PathVariable long id, @RequestParam(defaultValue = "") String open) {
        EvaluationRecord evaluation = find(id);
        EvaluationRecord other = evaluations.list().stream()
                .filter(e -> e.body().equals(evaluation.body()) && e.id() != id)
                .findFirst()
                .orElse(null);
        return templates.evaluationSheetPage(
                frame,
                evaluation,
                other,
                evaluations.framework(id),
                evaluations.sheet(evaluation),
                EntryController.opensFor(frame.person()),
                new SheetRows.Opened(open));
    }

    /** Bodies combined into a whole; an address without bodies means all of them. */
    @GetMapping("/evaluations/roll-up")
    JteModel rollUp(
            Frame frame,
            @RequestParam(defaultValue = "") String framework,
            @RequestParam(defaultValue = "") String chosen,
            @RequestParam(name = "body", required = false) Set<String> bodies,
            @RequestParam(defaultValue = "") String open) {
        Optional<Set<String>> wanted =
                chosen.isEmpty() && bodies == null ? Optional.empty() : Optional.of(bodies == null ? Set.of() : bodies);
        Optional<RollUp> rollUp = RollUp.of(evaluations, framework, wanted);
        if (rollUp.isEmpty() && !framework.isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return templates.evaluationRollUpPage(frame, rollUp.orElse(null), new SheetRows.Opened(open));
    }

    /** One indicator across all bodies. */
    @GetMapping("/compare")
    JteModel compare(Frame frame, @RequestParam String indicator) {
        Comparison comparison = Comparison.of(indicator, evaluations)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        return templates.evaluationComparisonPage(frame, comparison);
    }

    @GetMapping("/evaluations/{id}/what-if")
    JteModel whatIf(Frame frame, @PathVariable long id) {
        EvaluationRecord evaluation = find(id);
        WhatIf trial = WhatIf.of(evaluations.framework(id), evaluations.caseOf(id), evaluations.sheet(evaluation));
        return templates.evaluationWhatIfPage(frame, evaluation, trial, trial.with(Map.of()));
    }

    @PostMapping("/evaluations/{id}/what-if")
    JteModel tried(Frame frame, @PathVariable long id, @RequestParam Map<String, String> typed) {
        EvaluationRecord evaluation = find(id);
        WhatIf trial = WhatIf.of(evaluations.framework(id), evaluations.caseOf(id), evaluations.sheet(evaluation));
        return templates.evaluationWhatIfAnswer(frame, trial, trial.with(typed), true);
    }

    private EvaluationRecord find(long id) {
        return evaluations.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
