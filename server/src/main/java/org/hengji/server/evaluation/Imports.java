package org.hengji.server.evaluation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hengji.documents.CellSource;
import org.hengji.documents.Refused;
import org.hengji.documents.workbook.CaseImport;
import org.hengji.documents.workbook.FormImport;
import org.hengji.documents.workbook.ImportResult;
import org.hengji.documents.workbook.MarkedCopy;
import org.hengji.documents.workbook.Progress;
import org.hengji.scoring.Problem;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.subject.Case;
import org.hengji.server.access.Person;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.multipart.MultipartFile;

/**
 * Workbooks that come back. A sound one becomes drafts of the person who sent it, to be looked at and put into effect in
 * the form; of one with errors nothing is taken, and its copy goes back with the bad cells marked.
 */
@Service
class Imports {
    private final JdbcClient database;
    private final Evaluations evaluations;
    private final DataEntry entry;

    Imports(JdbcClient database, Evaluations evaluations, DataEntry entry) {
        this.database = database;
        this.evaluations = evaluations;
        this.entry = entry;
    }

    /** What came of a workbook. */
    sealed interface Outcome {
        /** @param changes facts and judgements that are drafts now; 0 when the workbook says what the record says */
        record Taken(int changes) implements Outcome {}

        /** @param marked whether a marked copy can be fetched */
        record Held(ImportResult result, boolean marked) implements Outcome {}
    }

    @Transactional
    public Outcome read(EvaluationRecord evaluation, String kind, MultipartFile file, Person person)
            throws Refused, IOException {
        Path kept = Files.createTempFile("import-", extension(file.getOriginalFilename()));
        try {
            file.transferTo(kept);
            String name = Optional.ofNullable(file.getOriginalFilename()).orElse("workbook.xlsx");
            try {
                return read(evaluation, kind, name, kept, person);
            } catch (Refused e) {
                throw named(e, kept.getFileName().toString(), name);
            }
        } finally {
            Files.deleteIfExists(kept);
        }
    }

    Outcome read(EvaluationRecord evaluation, String kind, String name, Path file, Person person)
            throws Refused, IOException {
        Framework framework = evaluations.framework(evaluation.id());
        Case before = evaluations.caseOf(evaluation.id());
        try (CellSource source = CellSource.open(file, FormImport.LIMITS)) {
            CaseImport read = CaseImport.read(source, kind, framework, before, Progress.NONE);
            forget(evaluation, person);
            if (!read.result().isSound()) {
                return new Outcome.Held(read.result(), keepMarked(evaluation, person, file, name, read.result()));
            }
            return new Outcome.Taken(draft(evaluation, person, framework, before, read));
        } catch (Progress.Cancelled e) {
            throw new IllegalStateException(e); // Nobody watches this reading.
        }
    }

    /** The person knows the file by the name that he or she gave it. */
    private static Refused named(Refused e, String kept, String sent) {
        Problem p = e.problem();
        return new Refused(new Problem(
                p.code(), named(p.message(), kept, sent), p.path(), p.place(), named(p.remedy(), kept, sent)));
    }

    private static Text named(Text text, String kept, String sent) {
        return Text.of(text.zh().replace(kept, sent), text.en().replace(kept, sent));
    }

    private static String extension(String name) {
        int dot = name == null ? -1 : name.lastIndexOf('.');
        return dot < 0 ? ".xlsx" : name.substring(dot).replaceAll("[^.A-Za-z0-9]", "");
    }

    private int draft(EvaluationRecord evaluation, Person person, Framework framework, Case before, CaseImport read) {
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
        return changed.size();
    }

    private void forget(EvaluationRecord evaluation, Person person) {
        database.sql("delete from import_marked where evaluation = ? and person = ?")
                .params(evaluation.id(), person.name())
                .update();
    }

    private boolean keepMarked(EvaluationRecord evaluation, Person person, Path kept, String name, ImportResult result)
            throws IOException {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        if (!MarkedCopy.write(kept, result, copy)) {
            return false;
        }
        database.sql("insert into import_marked (evaluation, person, name, content) values (?, ?, ?, ?)")
                .params(evaluation.id(), person.name(), name, copy.toByteArray())
                .update();
        return true;
    }

    record Marked(String name, byte[] content) {}

    Optional<Marked> marked(long evaluation, Person person) {
        return database.sql("select name, content from import_marked where evaluation = ? and person = ?")
                .params(evaluation, person.name())
                .query((r, n) -> new Marked(r.getString(1), r.getBytes(2)))
                .optional();
    }
}
