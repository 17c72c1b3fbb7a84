package org.hengji.server.evaluation;

import gg.jte.models.runtime.JteModel;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

/** The list of evaluations, the score sheet, and trying out what would change it. */
@Controller
@OpenTo(OpenTo.Audience.BUSINESS)
class EvaluationController {

    private final Templates templates;
    private final Evaluations evaluations;
    private final Overview overview;

    EvaluationController(Templates templates, Evaluations evaluations, Overview overview) {
        this.templates = templates;
        this.evaluations = evaluations;
        this.overview = overview;
    }

    @GetMapping("/evaluations")
    JteModel list(Frame frame) {
        return templates.evaluationListPage(frame, overview.bodies());
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
