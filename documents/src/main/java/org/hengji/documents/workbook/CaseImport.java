package org.hengji.documents.workbook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.hengji.documents.CellSource;
import org.hengji.documents.Refused;
import org.hengji.documents.workbook.Form.Table;
import org.hengji.documents.workbook.Progress.Cancelled;
import org.hengji.frameworks.CaseLoader;
import org.hengji.frameworks.Loaded;
import org.hengji.frameworks.TypedJudgement;
import org.hengji.frameworks.TypedPlace;
import org.hengji.scoring.Problem;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.subject.Case;
import org.hengji.scoring.subject.Fact;
import org.hengji.scoring.subject.Fact.Value;
import org.hengji.scoring.subject.Judgement;

/**
 * Facts and judgements read from a workbook, by the same readers as the entry grid.
 *
 * @param subject the case with what the workbook says in place of what it said before; complete only if the result is
 *     sound
 * @param changes by key of the fact and id of the judged node
 */
public record CaseImport(ImportResult result, Case subject, Changes changes) {

    /**
     * @param kind {@code facts} or {@code score-sheet}
     * @param before what is recorded so far; its own indicators, readings and overrides stay
     */
    public static CaseImport read(CellSource source, String kind, Framework framework, Case before, Progress progress)
            throws Refused, Cancelled {
        Form form = FrameworkForm.of(kind, framework);
        Facts facts = new Facts(form.tables().get(0), framework);
        Judgements judgements = new Judgements(framework, before);
        ImportResult result = FormImport.read(
                source,
                form,
                FrameworkForm.template(kind, framework),
                Map.of(FrameworkForm.FACTS, facts, FrameworkForm.JUDGEMENTS, judgements),
                row -> {},
                progress);
        Case after = before.withFacts(facts.read).withJudgements(judgements.read);
        return new CaseImport(result, after, Changes.between(contents(before), contents(after)));
    }

    /** What was said, by key: what is unknown is not said. */
    private static Map<String, String> contents(Case subject) {
        Map<String, String> contents = new LinkedHashMap<>();
        subject.facts().forEach((key, facts) -> {
            List<Fact> said = facts.stream()
                    .filter(f -> !(f.value() instanceof Value.Unknown))
                    .toList();
            if (!said.isEmpty()) {
                contents.put(key, said.toString());
            }
        });
        subject.judgements().forEach((id, judgement) -> contents.put(id, judgement.toString()));
        return contents;
    }

    private static String words(RowCheck.TypedRow row, int column) {
        return ImportedRow.text(row.values().get(column));
    }

    /** Rows of one fact belong together, wherever they stand. */
    private static final class Facts implements RowCheck {
        private record Place(int row, String state, TypedPlace typed) {}

        private final Framework framework;
        private final Map<String, List<Place>> places = new LinkedHashMap<>();
        private final Map<String, List<Fact>> read = new LinkedHashMap<>();

        Facts(Table table, Framework framework) {
            this.framework = framework;
        }

        @Override
        public void row(TypedRow row, Reporter report) {
            String key = words(row, FrameworkForm.KEY);
            String value = words(row, FrameworkForm.VALUE);
            String state = words(row, FrameworkForm.STATE);
            String source = words(row, FrameworkForm.SOURCE);
            if (key.isEmpty() || (value + state + source).isEmpty()) {
                return;
            } else if (!framework.facts().containsKey(key)) {
                report.error(
                        row.row(),
                        FrameworkForm.KEY,
                        "fact.unknown",
                        Text.of("指标体系里没有标识为“" + key + "”的数据项", "The framework has no fact " + key),
                        Text.of(
                                "标识由系统填写，不要改；从下拉框选，或重新生成工作簿",
                                "Keys are filled in; choose one from the list or make the workbook anew"));
                return;
            }
            places.computeIfAbsent(key, k -> new ArrayList<>())
                    .add(new Place(row.row(), state, new TypedPlace(value, words(row, FrameworkForm.UNIT), source)));
        }

        @Override
        public void end(Reporter report) {
            places.forEach((key, all) -> {
                FactDefinition definition = framework.facts().get(key);
                String state = all.stream()
                        .map(Place::state)
                        .filter(s -> !s.isEmpty())
                        .findFirst()
                        .orElse("");
                boolean alone = all.size() == 1 || state.equals("contested");
                if (!alone) {
                    report.error(
                            all.get(1).row(),
                            FrameworkForm.STATE,
                            "fact.twice",
                            Text.of(
                                    "“" + definition.name().zh() + "”填了 " + all.size() + " 处，状态不是“数据不一致”",
                                    "The fact " + key + " stands " + all.size()
                                            + " times, and its state is not contested"),
                            Text.of("只留一处；几处数值确实不同的，状态选“数据不一致”", "Keep one place, or choose 数据不一致"));
                    return;
                }
                Loaded<List<Fact>> loaded = CaseLoader.facts(
                        definition,
                        state,
                        all.stream()
                                .map(Place::typed)
                                .map(p -> labelled(definition, p))
                                .toList());
                loaded.problems().forEach(p -> locate(p, key, all, report));
                loaded.value().ifPresent(f -> read.put(key, f));
            });
            CaseLoader.aboveWhole(framework, read).forEach(p -> {
                List<Place> all = places.getOrDefault(p.path(), List.of());
                if (!all.isEmpty()) {
                    report.error(all.get(0).row(), FrameworkForm.VALUE, p.code(), p.message(), p.remedy());
                }
            });
        }

        /** Full-width digits, and the words that the drop-downs show. */
        private static TypedPlace labelled(FactDefinition definition, TypedPlace place) {
            String value = definition.kind().isNumeric() ? TypedColumn.halfWidth(place.value()) : place.value();
            return new TypedPlace(value, place.unit(), place.source());
        }

        private static void locate(Problem problem, String key, List<Place> all, Reporter report) {
            String rest = problem.path().startsWith(key + "#") ? problem.path().substring(key.length() + 1) : "1.value";
            int dot = rest.indexOf('.');
            int number = rest.substring(0, dot < 0 ? rest.length() : dot).matches("\\d+")
                    ? Integer.parseInt(rest.substring(0, dot < 0 ? rest.length() : dot))
                    : 1;
            int column = switch (dot < 0 ? "value" : rest.substring(dot + 1)) {
                case "unit" -> FrameworkForm.UNIT;
                case "state" -> FrameworkForm.STATE;
                case "source" -> FrameworkForm.SOURCE;
                default -> FrameworkForm.VALUE;
            };
            Place place = all.get(Math.min(Math.max(number, 1), all.size()) - 1);
            report.error(place.row(), column, problem.code(), problem.message(), problem.remedy());
        }
    }

    private static final class Judgements implements RowCheck {
        private final Framework framework;
        private final Case before;
        private final Map<String, Judgement> read = new LinkedHashMap<>();

        Judgements(Framework framework, Case before) {
            this.framework = framework;
            this.before = before;
        }

        @Override
        public void row(TypedRow row, Reporter report) {
            String id = words(row, FrameworkForm.KEY);
            TypedJudgement typed = new TypedJudgement(
                    words(row, FrameworkForm.AWARD),
                    words(row, FrameworkForm.REASON),
                    words(row, FrameworkForm.BY),
                    words(row, FrameworkForm.EVIDENCE));
            if (id.isEmpty() || typed.isEmpty()) {
                return;
            }
            TypedJudgement plain = new TypedJudgement(
                    Outcomes.key(framework, id, TypedColumn.halfWidth(typed.award())),
                    typed.reason(),
                    typed.by(),
                    typed.evidence());
            Loaded<Judgement> loaded = CaseLoader.judgement(framework, before, id, plain);
            BiConsumer<Integer, Problem> at =
                    (column, p) -> report.error(row.row(), column, p.code(), p.message(), p.remedy());
            loaded.problems().forEach(p -> at.accept(column(p, id), p));
            if (loaded.problems().isEmpty()) {
                loaded.value().ifPresent(j -> read.put(id, j));
            }
        }

        private static int column(Problem problem, String id) {
            return switch (problem.path().startsWith(id + ".") ? problem.path().substring(id.length() + 1) : "") {
                case "reason" -> FrameworkForm.REASON;
                case "by" -> FrameworkForm.BY;
                default -> FrameworkForm.AWARD;
            };
        }
    }
}
