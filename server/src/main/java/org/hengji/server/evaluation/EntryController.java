package org.hengji.server.evaluation;

import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hengji.pages.Templates;
import org.hengji.server.access.OpenTo;
import org.hengji.server.access.Person;
import org.hengji.server.access.Role;
import org.hengji.server.frame.Frame;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The form in which facts and judgements are entered. */
@Controller
@OpenTo(roles = {Role.FILLER, Role.THIRD_PARTY, Role.EXPERT})
class EntryController {

    private static final int MOST_CELLS = 300;

    private final Templates templates;
    private final Evaluations evaluations;
    private final DataEntry entry;

    EntryController(Templates templates, Evaluations evaluations, DataEntry entry) {
        this.templates = templates;
        this.evaluations = evaluations;
        this.entry = entry;
    }

    /** Whether this form would open for the person. */
    static boolean opensFor(Person person) {
        return person != null
                && List.of(EntryController.class.getAnnotation(OpenTo.class).roles())
                        .contains(person.role());
    }

    @GetMapping("/evaluations/{id}/edit")
    JteModel form(Frame frame, @PathVariable long id) {
        EvaluationRecord evaluation = find(id);
        return templates.evaluationEntryPage(frame, evaluation, entry.grid(evaluation, frame.person()), false);
    }

    @PostMapping("/evaluations/{id}/edit")
    JteModel save(Frame frame, @PathVariable long id, @RequestParam MultiValueMap<String, String> sent) {
        EvaluationRecord evaluation = find(id);
        List<DataEntry.Typed> cells = new ArrayList<>();
        List<String> addresses = sent.getOrDefault("cell", List.of());
        List<String> typed = sent.getOrDefault("typed", List.of());
        List<String> base = sent.getOrDefault("base", List.of());
        if (addresses.size() != typed.size() || typed.size() != base.size() || typed.size() > MOST_CELLS) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        for (int i = 0; i < addresses.size(); i++) {
            cells.add(new DataEntry.Typed(cell(addresses.get(i)), typed.get(i), base.get(i)));
        }
        entry.save(evaluation, frame.person(), cells);
        return answer(frame, evaluation, cells.stream().map(c -> c.cell().key()).collect(Collectors.toSet()));
    }

    @PostMapping("/evaluations/{id}/edit/choice")
    JteModel choose(Frame frame, @PathVariable long id, @RequestParam String cell, @RequestParam String keep) {
        EvaluationRecord evaluation = find(id);
        Cell chosen = cell(cell);
        entry.choose(evaluation, frame.person(), chosen, keep.equals("mine"));
        return answer(frame, evaluation, Set.of(chosen.key()));
    }

    @PostMapping("/evaluations/{id}/edit/discard")
    String discard(Frame frame, @PathVariable long id) {
        entry.discard(find(id), frame.person());
        return "redirect:/evaluations/" + id + "/edit";
    }

    @PostMapping("/evaluations/{id}/edit/apply")
    JteModel apply(Frame frame, @PathVariable long id, HttpServletResponse response) {
        EvaluationRecord evaluation = find(id);
        DataEntry.Outcome outcome = entry.apply(id, frame.person());
        if (outcome instanceof DataEntry.Outcome.Held held) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return templates.evaluationEntryPage(frame, evaluation, held.grid(), true);
        }
        DataEntry.Outcome.Done done = (DataEntry.Outcome.Done) outcome;
        return templates.evaluationEntryAppliedPage(
                frame,
                evaluation,
                done.before(),
                done.after(),
                WhatIf.moved(done.before(), done.after()),
                done.changes());
    }

    private JteModel answer(Frame frame, EvaluationRecord evaluation, Set<String> sent) {
        return templates.evaluationEntryAnswer(frame, entry.grid(evaluation, frame.person()), sent);
    }

    private static Cell cell(String address) {
        return Cell.parse(address).orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
    }

    private EvaluationRecord find(long id) {
        return evaluations.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
