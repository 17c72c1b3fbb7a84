package org.hengji.server.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hengji.frameworks.TypedJudgement;
import org.hengji.frameworks.TypedPlace;
import org.hengji.scoring.ScoreSheet;
import org.hengji.server.access.Person;
import org.hengji.server.access.Role;
import org.hengji.server.evaluation.Cell.Kind;
import org.hengji.server.trail.Trail;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Entering facts and judgements (数据填报): drafts as they are typed, and the step that makes them the record. */
@Service
class DataEntry {

    private final Evaluations evaluations;
    private final Drafts drafts;
    private final Trail trail;
    private final Trials trials;

    DataEntry(Evaluations evaluations, Drafts drafts, Trail trail, Trials trials) {
        this.evaluations = evaluations;
        this.drafts = drafts;
        this.trail = trail;
        this.trials = trials;
    }

    /** One cell as the page sent it: what was typed, and what the record said when the person began. */
    record Typed(Cell cell, String text, String base) {}

    /** What came of putting drafts into effect. */
    sealed interface Outcome {
        record Done(ScoreSheet before, ScoreSheet after, int changes) implements Outcome {}

        /** Nothing was changed: first mend what is wrong, or choose where somebody else was faster. */
        record Held(EntryGrid grid) implements Outcome {}
    }

    /** Experts judge and leave the facts to others. */
    static boolean mayEdit(Person person, Kind kind) {
        return kind == Kind.JUDGEMENT || person.role() != Role.EXPERT;
    }

    @Transactional(readOnly = true)
    EntryGrid grid(EvaluationRecord evaluation, Person person) {
        Map<String, EntryGrid.Change> changes = new LinkedHashMap<>();
        evaluations.edits(evaluation.id()).forEach(e -> changes.put(e.fact(), new EntryGrid.Change(e.by(), e.at())));
        evaluations
                .judgementEdits(evaluation.id())
                .forEach(e -> changes.put(e.indicator(), new EntryGrid.Change(e.by(), e.at())));
        return new EntryGrid(
                evaluations.framework(evaluation.id()),
                evaluations.caseOf(evaluation.id()),
                evaluations.sheet(evaluation),
                drafts.of(evaluation.id(), person.name()),
                changes,
                trials);
    }

    /** Keeps what was typed, right or wrong: nothing that somebody typed is lost because it is not accepted yet. */
    @Transactional
    void save(EvaluationRecord evaluation, Person person, List<Typed> cells) {
        EntryGrid grid = grid(evaluation, person);
        for (Typed typed : cells) {
            // PostgreSQL has no place for the character 0.
            String text = typed.text().replace("\0", "");
            if (!grid.knows(typed.cell()) || !mayEdit(person, typed.cell().kind())) {
                continue;
            } else if (text.equals(grid.recordedText(typed.cell()))) {
                drafts.drop(evaluation.id(), person.name(), List.of(typed.cell()));
            } else {
                drafts.save(evaluation.id(), person.name(), typed.cell(), text, typed.base());
            }
        }
    }

    /** Settles a cell that two persons changed. */
    @Transactional
    void choose(EvaluationRecord evaluation, Person person, Cell cell, boolean mine) {
        if (mine) {
            drafts.rebase(
                    evaluation.id(),
                    person.name(),
                    cell,
                    grid(evaluation, person).recordedText(cell));
        } else {
            drafts.drop(evaluation.id(), person.name(), List.of(cell));
        }
    }

    @Transactional
    void discard(EvaluationRecord evaluation, Person person) {
        drafts.dropAll(evaluation.id(), person.name());
    }

    /** Cells that the person has typed into and not yet put into effect. */
    int waiting(long id, Person person) {
        return drafts.of(id, person.name()).size();
    }

    /** All or nothing, and in the trail, one entry for each fact and judgement that changes. */
    @Transactional
    Outcome apply(long id, Person person) {
        EvaluationRecord evaluation = evaluations.lock(id);
        EntryGrid grid = grid(evaluation, person);
        if (grid.problems() > 0 || grid.conflicts() > 0) {
            return new Outcome.Held(grid);
        }
        long revision = evaluation.revision() + 1;
        grid.factChanges().forEach((fact, change) -> {
            evaluations.write(id, fact, change.state(), change.places(), person.displayName(), revision);
            trail.record(
                    "fact.change",
                    "evaluation/" + id + "/" + fact,
                    grid.recordedTexts(RecordedCells.cells(fact, Math.max(1, grid.recordedPlaces(fact)))),
                    said(change));
        });
        grid.judgementChanges().forEach((indicator, typed) -> {
            evaluations.write(id, indicator, typed, person.displayName(), revision);
            trail.record(
                    "judgement.change",
                    "evaluation/" + id + "/" + indicator,
                    grid.recordedTexts(RecordedCells.cells(indicator)),
                    said(typed));
        });
        if (grid.changes() > 0) {
            evaluations.advance(id);
        }
        drafts.dropAll(id, person.name());
        return new Outcome.Done(grid.before(), grid.after(), grid.changes());
    }

    private static Map<String, String> said(EntryGrid.FactChange change) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("1.state", change.state());
        IntStream.rangeClosed(1, change.places().size()).forEach(i -> {
            TypedPlace place = change.places().get(i - 1);
            texts.put(i + ".value", place.value());
            texts.put(i + ".unit", place.unit());
            texts.put(i + ".source", place.source());
        });
        return texts;
    }

    private static Map<String, String> said(TypedJudgement typed) {
        return Map.of(
                "1.award",
                typed.award(),
                "1.reason",
                typed.reason(),
                "1.by",
                typed.by(),
                "1.evidence",
                typed.evidence());
    }
}
