package org.hengji.server.budget;

import java.io.IOException;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.documents.CellSource;
import org.hengji.documents.Refused;
import org.hengji.documents.workbook.Form;
import org.hengji.documents.workbook.FormImport;
import org.hengji.documents.workbook.ImportResult;
import org.hengji.documents.workbook.ImportedRow;
import org.hengji.documents.workbook.Progress;
import org.hengji.scoring.Problem;
import org.hengji.scoring.subject.Fact.Value;
import org.hengji.server.access.Person;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import org.springframework.web.multipart.MultipartFile;

/** Projects out of a workbook: all of it or nothing. */
@Service
class ProjectImports {

    static final Form FORM = Form.shipped("projects").orElseThrow();

    private final Projects projects;

    ProjectImports(Projects projects) {
        this.projects = projects;
    }

    /** What came of a workbook. */
    sealed interface Outcome {
        record Taken(int added, int changed) implements Outcome {}

        record Held(ImportResult result) implements Outcome {}

        /** @param problems by row of the file */
        record Refused(Map<Integer, List<Problem>> problems) implements Outcome {}
    }

    @Transactional
    Outcome read(long unit, MultipartFile file, Person by) throws Refused, IOException {
        String name = Optional.ofNullable(file.getOriginalFilename()).orElse("projects.xlsx");
        int dot = name.lastIndexOf('.');
        Path kept = Files.createTempFile(
                "projects-", dot < 0 ? ".xlsx" : name.substring(dot).replaceAll("[^.A-Za-z0-9]", ""));
        try {
            file.transferTo(kept);
            List<ImportedRow> rows = new ArrayList<>();
            try (CellSource source = CellSource.open(kept, FormImport.LIMITS)) {
                ImportResult result = FormImport.read(source, FORM, rows::add, Progress.NONE);
                return result.isSound() ? take(unit, rows, by) : new Outcome.Held(result);
            } catch (Progress.Cancelled e) {
                throw new IllegalStateException(e); // Nobody watches this reading.
            }
        } finally {
            Files.deleteIfExists(kept);
        }
    }

    private Outcome take(long unit, List<ImportedRow> rows, Person by) {
        Map<Integer, List<Problem>> problems = new HashMap<>();
        int added = 0;
        int changed = 0;
        // First levels first: the others name them.
        List<ImportedRow> ordered = rows.stream()
                .sorted(Comparator.comparing((ImportedRow r) -> form(r).isFirstLevel() ? 0 : 1)
                        .thenComparing(ImportedRow::row))
                .toList();
        for (ImportedRow row : ordered) {
            ProjectForm form = form(row);
            Optional<Project> known = projects.byCode(form.code());
            if (known.isPresent() && (known.get().unit() != unit || known.get().state() != Project.State.DRAFT)) {
                problems.put(row.row(), List.of(kept(known.get())));
                continue;
            }
            Projects.Saved saved = known.isPresent()
                    ? projects.change(known.get(), form, known.get().revision(), by)
                    : projects.add(unit, form, by);
            if (saved instanceof Projects.Saved.Refused refused) {
                problems.put(row.row(), List.copyOf(refused.problems().values()));
            } else if (known.isPresent()) {
                changed++;
            } else {
                added++;
            }
        }
        if (problems.isEmpty()) {
            return new Outcome.Taken(added, changed);
        }
        TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
        return new Outcome.Refused(problems);
    }

    private static Problem kept(Project known) {
        return Problem.of(
                "project.import-kept",
                "code",
                "项目“" + known.code() + "”已经入库或属于别的单位，导入不能修改它",
                "Project " + known.code() + " is in the library or another unit's, so an import does not change it",
                "从表中删去这一行；需要修改的，在项目页上办理",
                "Remove the row; change the project on its page");
    }

    private static ProjectForm form(ImportedRow row) {
        Map<String, String> said = new HashMap<>();
        List<Form.Column> columns = FORM.tables().get(0).columns();
        for (int i = 0; i < columns.size(); i++) {
            Value value = row.values().get(i);
            said.put(
                    columns.get(i).key(),
                    value instanceof Value.Known known && columns.get(i).key().equals("amount")
                            ? known.number()
                                    .toDecimal(6, RoundingMode.UNNECESSARY)
                                    .stripTrailingZeros()
                                    .toPlainString()
                            : ImportedRow.text(value));
        }
        return new ProjectForm(
                said.get("code"),
                said.get("category"),
                said.get("name"),
                said.get("level").equals("first") ? "1" : "2",
                said.get("parent"),
                said.get("division"),
                said.get("responsible"),
                said.get("from"),
                said.get("to"),
                said.get("novel"),
                said.get("funding"),
                said.get("amount"),
                said.get("basis"),
                said.get("content"),
                said.get("workstreams"));
    }
}
