package org.hengji.server.organisation;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
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
import org.hengji.server.access.Role;
import org.hengji.server.intake.Destination;
import org.hengji.server.intake.FormReceiver;
import org.hengji.server.intake.Incoming;
import org.hengji.server.intake.Taken;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Bodies out of a workbook (单位目录): each said from a day on, as on the page of the tree. */
@Component
@Order(50)
class UnitsReceiver extends FormReceiver {

    private static final Form FORM = Form.shipped("units").orElseThrow();
    /** Where the tree calls a field otherwise than the form. */
    private static final Map<String, String> COLUMNS = Map.of("nameZh", "name", "nameEn", "english", "unit", "code");

    private final Units units;
    private final Organising organising;

    UnitsReceiver(Units units, Organising organising) {
        super(FORM, Set.of(Role.SYSTEM_ADMINISTRATOR));
        this.units = units;
        this.organising = organising;
    }

    /** With the tree as it stands today. */
    @Override
    public void template(Destination destination, OutputStream out) throws IOException {
        Tree tree = units.tree();
        List<List<Value>> rows = new ArrayList<>();
        for (Unit unit : tree.units()) {
            if (unit.to().isEmpty()) {
                rows.add(List.of(
                        words(unit.code()),
                        words(unit.name().zh()),
                        words(
                                unit.name().en().equals(unit.name().zh())
                                        ? ""
                                        : unit.name().en()),
                        option(unit.kind().name()),
                        option(unit.level().name()),
                        option(unit.nature()),
                        code(tree, unit.parent()),
                        code(tree, unit.supervisor()),
                        new Value.Known(org.hengji.scoring.number.Rational.of(
                                unit.from().toEpochDay()))));
            }
        }
        FormWorkbook.write(FORM, Map.of("units", rows), out);
    }

    private static Value words(String text) {
        return text.isEmpty() ? new Value.Unknown() : new Value.Words(text);
    }

    private static Value option(String name) {
        return name.isEmpty()
                ? new Value.Unknown()
                : new Value.Option(name.toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private static Value code(Tree tree, OptionalLong unit) {
        return unit.isPresent()
                ? tree.find(unit.getAsLong()).map(u -> words(u.code())).orElse(new Value.Unknown())
                : new Value.Unknown();
    }

    @Override
    public Taken take(Incoming file) throws Refused, Cancelled {
        Rows rows = new Rows();
        ImportResult result = FormImport.read(file.source(), FORM, rows, row -> {}, file.progress());
        return new Taken(result, rows.added, rows.changed, rows.same, "/organisation");
    }

    private final class Rows implements RecordCheck {
        private final Map<String, ImportedRow> waiting = new LinkedHashMap<>();
        private long added;
        private long changed;
        private long same;

        @Override
        public void row(ImportedRow row, Faults faults) {
            waiting.put(FORM.text(row, "code"), row);
        }

        /** Superiors first, wherever in the file they stand. */
        @Override
        public void end(Faults faults) {
            // A superior may be among the rows that are wrong themselves; then what names it is not.
            boolean complete = faults.none();
            boolean moved = true;
            while (moved && !waiting.isEmpty()) {
                moved = false;
                for (ImportedRow row : List.copyOf(waiting.values())) {
                    if (!waits(row, "parent") && !waits(row, "supervisor")) {
                        waiting.remove(FORM.text(row, "code"));
                        keep(row, faults, complete);
                        moved = true;
                    }
                }
            }
            waiting.values().forEach(row -> faults.error(row, "parent", circle(row)));
        }

        private boolean waits(ImportedRow row, String column) {
            return waiting.containsKey(FORM.text(row, column));
        }

        private void keep(ImportedRow row, Faults faults, boolean complete) {
            Optional<Unit> known = units.byCode(FORM.text(row, "code"));
            Optional<Long> parent = named(row, "parent", faults, complete);
            Optional<Long> supervisor = named(row, "supervisor", faults, complete);
            if (parent.isEmpty() && !FORM.text(row, "parent").isEmpty()
                    || supervisor.isEmpty() && !FORM.text(row, "supervisor").isEmpty()) {
                return;
            }
            Organising.Described said = described(row, known, parent, supervisor);
            if (known.isPresent() && stands(said)) {
                same++;
                return;
            } else if (known.isPresent() && known.get().to().isPresent()) {
                faults.error(row, "code", ended(known.get()));
                return;
            }
            Organising.Result result = organising.describe(said);
            if (result instanceof Organising.Result.Refused refused) {
                refused.problems().forEach(p -> faults.error(row, COLUMNS.getOrDefault(p.path(), p.path()), p));
            } else if (known.isPresent()) {
                changed++;
            } else {
                added++;
            }
        }

        private Optional<Long> named(ImportedRow row, String column, Faults faults, boolean complete) {
            String code = FORM.text(row, column);
            Optional<Long> unit = units.byCode(code).map(Unit::id);
            if (unit.isEmpty() && !code.isEmpty() && complete) {
                faults.error(row, column, nobody(code));
            }
            return unit;
        }
    }

    private static Organising.Described described(
            ImportedRow row, Optional<Unit> known, Optional<Long> parent, Optional<Long> supervisor) {
        LocalDate from = ImportedRow.day(
                (Value.Known) row.values().get(FORM.tables().get(0).index("from")));
        return new Organising.Described(
                known.map(Unit::id).orElse(0L),
                FORM.text(row, "code"),
                FORM.text(row, "name"),
                FORM.text(row, "english"),
                UnitKind.valueOf(named(row, "kind")),
                Level.valueOf(named(row, "level")),
                named(row, "nature"),
                parent,
                supervisor,
                from);
    }

    private static String named(ImportedRow row, String column) {
        return FORM.text(row, column).toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** Whether it is so already from that day on, or was so in a span that began on it. */
    private boolean stands(Organising.Described said) {
        List<Unit> versions = units.versions(said.unit());
        Unit last = versions.get(versions.size() - 1);
        return versions.stream().anyMatch(v -> v.from().equals(said.from()) && says(v, said))
                || last.to().isEmpty() && said.from().isAfter(last.from()) && says(last, said);
    }

    private static boolean says(Unit unit, Organising.Described said) {
        String english = said.nameEn().isEmpty() ? said.nameZh() : said.nameEn();
        return unit.name().zh().equals(said.nameZh())
                && unit.name().en().equals(english)
                && unit.kind() == said.kind()
                && unit.level() == said.level()
                && unit.nature().equals(said.nature())
                && unit.parent().equals(optional(said.parent()))
                && unit.supervisor().equals(optional(said.supervisor()));
    }

    private static OptionalLong optional(Optional<Long> number) {
        return number.map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    private static Problem nobody(String code) {
        return Problem.of(
                "unit.nobody",
                "parent",
                "单位目录和这个文件里都没有代码“" + code + "”，这个单位没有着落",
                "Neither the tree nor this file has a body with the code " + code + ", so this one stands nowhere",
                "核对代码；上级还没有登记的，在文件里加上它的一行",
                "Check the code; add a row for the superior where it is not registered");
    }

    private static Problem circle(ImportedRow row) {
        String code = FORM.text(row, "code");
        return Problem.of(
                "unit.circle",
                "parent",
                "“" + code + "”的上级又在它自己下面，分不出谁在上面",
                "What " + code + " stands under stands under it in turn",
                "核对这几行的上级单位代码",
                "Check the superiors of these rows");
    }

    private static Problem ended(Unit unit) {
        return Problem.of(
                "unit.import-ended",
                "code",
                "“" + unit.name().zh() + "”已于 " + unit.to().orElseThrow() + " 撤销，导入不能恢复它",
                unit.name().en() + " ended on " + unit.to().orElseThrow() + "; an import does not bring it back",
                "从表中删去这一行；确实恢复设立的，用新的代码登记",
                "Remove the row; a body that is founded anew has a code of its own");
    }
}
