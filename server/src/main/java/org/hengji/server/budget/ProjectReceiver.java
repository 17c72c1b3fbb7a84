package org.hengji.server.budget;

import java.io.IOException;
import java.io.OutputStream;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hengji.documents.Refused;
import org.hengji.documents.workbook.Form;
import org.hengji.documents.workbook.FormImport;
import org.hengji.documents.workbook.FormWorkbook;
import org.hengji.documents.workbook.ImportResult;
import org.hengji.documents.workbook.ImportedRow;
import org.hengji.documents.workbook.Progress.Cancelled;
import org.hengji.documents.workbook.RecordCheck;
import org.hengji.scoring.Problem;
import org.hengji.scoring.subject.Fact.Value;
import org.hengji.server.access.Person;
import org.hengji.server.access.Role;
import org.hengji.server.intake.Destination;
import org.hengji.server.intake.Incoming;
import org.hengji.server.intake.Receiver;
import org.hengji.server.intake.Taken;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Projects out of a workbook (项目库登记表). */
@Component
@Order(10)
class ProjectReceiver implements Receiver {

    private static final Form FORM = Form.shipped("projects").orElseThrow();

    private final Projects projects;
    private final Members members;

    ProjectReceiver(Projects projects, Members members) {
        this.projects = projects;
        this.members = members;
    }

    @Override
    public String kind() {
        return FORM.id();
    }

    @Override
    public Set<Role> roles() {
        return Members.WRITERS;
    }

    @Override
    public List<Destination> destinations() {
        return members.withBudget().stream()
                .map(u -> new Destination(String.valueOf(u.id()), u.name(), "/projects"))
                .toList();
    }

    @Override
    public void template(Destination destination, OutputStream out) throws IOException {
        FormWorkbook.write(FORM, Map.of(), out);
    }

    @Override
    public Taken take(Incoming file) throws Refused, Cancelled {
        Library library = new Library(Long.parseLong(file.destination().key()), file.by());
        ImportResult result = FormImport.read(file.source(), FORM, library, row -> {}, file.progress());
        return new Taken(result, library.added, library.changed, library.same, "/projects");
    }

    /** Rows against the library of one unit, and into it. */
    private final class Library implements RecordCheck {
        private final long unit;
        private final Person by;
        private final List<ImportedRow> rows = new ArrayList<>();
        private long added;
        private long changed;
        private long same;

        Library(long unit, Person by) {
            this.unit = unit;
            this.by = by;
        }

        @Override
        public void row(ImportedRow row, Faults faults) {
            rows.add(row);
        }

        @Override
        public void end(Faults faults) {
            // A first-level project may be among the rows that are wrong themselves; then what names it is not.
            boolean complete = faults.none();
            // First levels first: the others name them.
            rows.stream()
                    .sorted(Comparator.comparing((ImportedRow r) -> form(r).isFirstLevel() ? 0 : 1)
                            .thenComparing(ImportedRow::row))
                    .forEach(row -> keep(row, faults, complete));
        }

        private void keep(ImportedRow row, Faults faults, boolean complete) {
            ProjectForm form = form(row);
            Optional<Project> known = projects.byCode(form.code());
            if (known.isPresent() && says(known.get(), form)) {
                same++;
                return;
            } else if (known.isPresent()
                    && (known.get().unit() != unit || known.get().state() != Project.State.DRAFT)) {
                faults.error(row, "code", kept(known.get()));
                return;
            }
            Projects.Saved saved = known.isPresent()
                    ? projects.change(known.get(), form, known.get().revision(), by)
                    : projects.add(unit, form, by);
            if (saved instanceof Projects.Saved.Refused refused) {
                refused.problems().forEach((field, problem) -> {
                    if (complete || !field.equals("parent")) {
                        faults.error(row, FORM.tables().get(0).column(field).isPresent() ? field : "code", problem);
                    }
                });
            } else if (known.isPresent()) {
                changed++;
            } else {
                added++;
            }
        }

        private boolean says(Project known, ProjectForm form) {
            String parent = known.parent().isPresent()
                    ? projects.find(known.parent().getAsLong())
                            .map(Project::code)
                            .orElse("")
                    : "";
            return known.unit() == unit && ProjectForm.of(known, parent).saysTheSameAs(form);
        }
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
