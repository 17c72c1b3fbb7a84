package org.hengji.server.evaluation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hengji.frameworks.CaseLoader;
import org.hengji.frameworks.Loaded;
import org.hengji.scoring.Problem;
import org.hengji.scoring.ScoreSheet;
import org.hengji.scoring.ScoreSheet.Node;
import org.hengji.scoring.Scoring;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.subject.Case;
import org.hengji.scoring.subject.Fact;
import org.hengji.scoring.subject.Fact.Value;

/** Trying out other facts and readings; nothing is saved. */
public final class WhatIf {

    private final Framework framework;
    private final Case subject;
    private final ScoreSheet before;

    private WhatIf(Framework framework, Case subject, ScoreSheet before) {
        this.framework = framework;
        this.subject = subject;
        this.before = before;
    }

    /** A fact as a field. The text counts as changed when it differs from {@code shown}. */
    public record Field(FactDefinition definition, String shown) {}

    public record Section(Node node, List<Field> fields) {}

    /** An indicator whose points moved. */
    public record Moved(Node from, Node to) {}

    /** What a trial gives: the sheet, what moved, and what was refused by fact. */
    public record Answer(ScoreSheet sheet, List<Moved> moved, Map<String, Problem> refused, int changes) {}

    static WhatIf of(Framework framework, Case subject, ScoreSheet before) {
        return new WhatIf(framework, subject, before);
    }

    public ScoreSheet before() {
        return before;
    }

    public Framework framework() {
        return framework;
    }

    public String reading(String key) {
        return subject.readings()
                .getOrDefault(key, framework.readings().get(key).byDefault());
    }

    /** Every fact that the framework declares and an indicator uses, under the first that uses it. */
    public List<Section> sections() {
        Set<String> placed = new LinkedHashSet<>();
        List<Section> sections = new ArrayList<>();
        for (SheetRows.Row row : SheetRows.of(before)) {
            List<Field> fields = row.node().explanation().inputs().stream()
                    .map(input -> framework.facts().get(input.fact()))
                    .filter(definition -> definition != null && placed.add(definition.key()))
                    .map(definition -> new Field(definition, shown(definition)))
                    .toList();
            if (!fields.isEmpty()) {
                sections.add(new Section(row.node(), fields));
            }
        }
        return sections;
    }

    Answer with(Map<String, String> typed) {
        Map<String, Problem> refused = new LinkedHashMap<>();
        Map<String, List<Fact>> facts = new LinkedHashMap<>(subject.facts());
        int changes = 0;
        for (FactDefinition definition : framework.facts().values()) {
            String text = typed.get("fact." + definition.key());
            if (text == null || text.strip().equals(shown(definition))) {
                continue;
            }
            Loaded<Fact> fact =
                    CaseLoader.fact(definition, text, definition.unit().symbol(), "what-if");
            if (fact.isSound()) {
                facts.put(definition.key(), List.of(fact.value().orElseThrow()));
                changes++;
            } else {
                refused.put(
                        definition.key(),
                        fact.problems().isEmpty() ? null : fact.problems().get(0));
            }
        }
        Case changed = subject.withFacts(facts);
        for (var reading : framework.readings().values()) {
            String option = typed.get("reading." + reading.key());
            if (option != null && reading.options().containsKey(option) && !option.equals(reading(reading.key()))) {
                changed = changed.withReading(reading.key(), option);
                changes++;
            }
        }
        ScoreSheet after = changes == 0 ? before : Scoring.score(framework, changed);
        return new Answer(after, moved(before, after), refused, changes);
    }

    static List<Moved> moved(ScoreSheet before, ScoreSheet after) {
        List<Moved> moved = new ArrayList<>();
        for (Node node : before.nodes()) {
            after.node(node.id())
                    .filter(n -> !n.item() && n.level() > 1 && !n.range().equals(node.range()))
                    .ifPresent(n -> moved.add(new Moved(node, n)));
        }
        return moved;
    }

    private String shown(FactDefinition definition) {
        return subject.facts().getOrDefault(definition.key(), List.of()).stream()
                .map(fact -> text(definition, fact.value()))
                .filter(text -> !text.isEmpty())
                .distinct()
                .collect(Collectors.joining(" | "));
    }

    private static String text(FactDefinition definition, Value value) {
        boolean date = definition.kind() == FactDefinition.Kind.DATE;
        if (value instanceof Value.Known known) {
            return date
                    ? LocalDate.ofEpochDay(known.number().floor().longValue()).toString()
                    : Figures.plain(known.number());
        } else if (value instanceof Value.Bounded bounded) {
            return bounded.low()
                            .map(b -> (b.open() ? ">" : "≥") + Figures.plain(b.value()))
                            .orElse("")
                    + bounded.high()
                            .map(b -> (b.open() ? "<" : "≤") + Figures.plain(b.value()))
                            .orElse("");
        } else if (value instanceof Value.Flag flag) {
            return String.valueOf(flag.holds());
        } else if (value instanceof Value.Option option) {
            return option.key();
        } else if (value instanceof Value.Words words) {
            return words.text();
        }
        return "";
    }
}
