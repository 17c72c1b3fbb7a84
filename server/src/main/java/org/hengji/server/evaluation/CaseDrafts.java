package org.hengji.server.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hengji.documents.CellSource;
import org.hengji.documents.Refused;
import org.hengji.documents.workbook.CaseImport;
import org.hengji.documents.workbook.Progress;
import org.hengji.documents.workbook.Progress.Cancelled;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.subject.Case;
import org.hengji.server.access.Person;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Workbooks of facts: what a sound one says becomes drafts of who brings it, to be put into effect in the form. */
@Service
class CaseDrafts {
    private final Evaluations evaluations;
    private final DataEntry entry;

    CaseDrafts(Evaluations evaluations, DataEntry entry) {
        this.evaluations = evaluations;
        this.entry = entry;
    }

    CaseImport read(EvaluationRecord evaluation, String kind, CellSource source, Progress progress)
            throws Refused, Cancelled {
        return CaseImport.read(
                source, kind, evaluations.framework(evaluation.id()), evaluations.caseOf(evaluation.id()), progress);
    }

    /** Drafts what differs from the record; only of a sound reading. */
    @Transactional
    public void draft(EvaluationRecord evaluation, CaseImport read, Person person) {
        Framework framework = evaluations.framework(evaluation.id());
        Case before = evaluations.caseOf(evaluation.id());
        RecordedCells said = RecordedCells.of(framework, read.subject());
        RecordedCells recorded = RecordedCells.of(framework, before);
        Set<String> changed = new LinkedHashSet<>(read.changes().added());
        changed.addAll(read.changes().changed());
        List<DataEntry.Typed> cells = new ArrayList<>();
        for (String key : changed) {
            List<Cell> all = framework.facts().containsKey(key)
                    ? RecordedCells.cells(key, Math.max(1, Math.max(said.places(key), recorded.places(key))))
                    : RecordedCells.cells(key);
            all.forEach(cell -> cells.add(new DataEntry.Typed(cell, said.text(cell), recorded.text(cell))));
        }
        entry.save(evaluation, person, cells);
    }
}
