package org.hengji.server.evaluation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hengji.frameworks.CaseLoader;
import org.hengji.frameworks.Loaded;
import org.hengji.frameworks.TypedJudgement;
import org.hengji.frameworks.TypedPlace;
import org.hengji.scoring.Problem;
import org.hengji.scoring.ScoreSheet;
import org.hengji.scoring.ScoreSheet.Node;
import org.hengji.scoring.expression.Unit;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.subject.Case;
import org.hengji.scoring.subject.Fact;
import org.hengji.scoring.subject.Judgement;
import org.hengji.server.access.Person;
import org.hengji.server.evaluation.Cell.Column;
import org.hengji.server.evaluation.Drafts.Draft;
import org.hengji.server.frame.Frame;

/** The form of one person: the record with this person's drafts over it, what is wrong, and what it would give. */
public final class EntryGrid {

    private final Framework framework;
    private final Case recorded;
    private final ScoreSheet before;
    private final RecordedCells record;
    private final Map<String, Draft> drafts;
    private final Map<String, Change> lastChanges;
    private final List<Group> groups = new ArrayList<>();
    private final List<JudgementRow> judgements = new ArrayList<>();
    private final Map<String, List<Fact>> facts;
    private final Map<String, Judgement> judged;
    private final Map<String, FactChange> factChanges = new LinkedHashMap<>();
    private final Map<String, TypedJudgement> judgementChanges = new LinkedHashMap<>();
    private final Map<String, Problem> excesses = new LinkedHashMap<>();
    private final Trials trials;
    private ScoreSheet after;

    /** Who changed the record last at a fact or judgement, and when. */
    record Change(String by, Instant at) {}

    record FactChange(String state, List<TypedPlace> places) {}

    /** Somebody else changed the record after this draft began. */
    public record Conflict(String mine, String theirs, String before, String by, Instant at) {}

    /**
     * @param base what the record says or said when the draft began
     * @param problem null when nothing is wrong
     * @param conflict null when nobody else was here
     */
    public record Box(Cell cell, String text, String base, boolean drafted, Problem problem, Conflict conflict) {}

    /**
     * One place of a fact.
     *
     * @param state only in the first row of a fact, else null
     * @param read how the value counts in the declared unit, when that is not what stands there; else empty
     */
    public record FactRow(
            FactDefinition definition,
            int place,
            int places,
            Box value,
            Box unit,
            Box state,
            Box source,
            String read) {}

    /** The rows of one fact. */
    public record FactRows(FactDefinition definition, List<FactRow> rows) {}

    /** @param node null for facts that only other readings use */
    public record Group(Node node, List<FactRows> facts) {}

    /** @param heading the indicator whose items begin here, where it has no row of its own; else null */
    public record JudgementRow(Node node, Node heading, Rational max, Box award, Box reason, Box by, Box evidence) {

        public Stream<Box> boxes() {
            return Stream.of(award, reason, by, evidence);
        }
    }

    EntryGrid(
            Framework framework,
            Case recorded,
            ScoreSheet before,
            Map<String, Draft> drafts,
            Map<String, Change> lastChanges,
            Trials trials) {
        this.framework = framework;
        this.recorded = recorded;
        this.before = before;
        this.drafts = drafts;
        this.lastChanges = lastChanges;
        this.trials = trials;
        this.record = RecordedCells.of(framework, recorded);
        this.facts = new LinkedHashMap<>(recorded.facts());
        this.judged = new LinkedHashMap<>(recorded.judgements());
        Map<String, FactRows> rows = new LinkedHashMap<>();
        Map<String, List<Problem>> problems = new LinkedHashMap<>();
        for (FactDefinition definition : framework.facts().values()) {
            problems.put(definition.key(), read(definition));
        }
        for (Problem excess : CaseLoader.aboveWhole(framework, facts)) {
            // Where the record itself is at odds, nobody here has done it.
            if (factChanges.containsKey(excess.path())
                    || framework
                            .facts()
                            .get(excess.path())
                            .domain()
                            .atMost()
                            .filter(factChanges::containsKey)
                            .isPresent()) {
                excesses.put(excess.path(), excess);
            }
        }
        framework.facts().values().forEach(d -> rows.put(d.key(), rows(d, problems.get(d.key()))));
        group(rows);
        judge(CaseLoader.judgeable(framework, recorded));
    }

    // ---- For the page ------------------------------------------------------------------------------------------

    public List<Group> groups() {
        return groups;
    }

    public List<JudgementRow> judgements() {
        return judgements;
    }

    public ScoreSheet before() {
        return before;
    }

    /** Worked out when it is asked for: keeping a draft does not wait for it. */
    public ScoreSheet after() {
        if (after == null) {
            after = changes() == 0
                    ? before
                    : trials.score(
                            framework,
                            recorded,
                            before,
                            recorded.withFacts(facts).withJudgements(judged));
        }
        return after;
    }

    public Node now(Node node) {
        return after().node(node.id()).orElse(node);
    }

    public int changes() {
        return factChanges.size() + judgementChanges.size();
    }

    public long problems() {
        return boxes().filter(b -> b.problem() != null).count();
    }

    public long conflicts() {
        return boxes().filter(b -> b.conflict() != null).count();
    }

    /** Cells of this person that wait to be put into effect, right or wrong. */
    public int drafts() {
        return drafts.size();
    }

    public Optional<Instant> savedAt() {
        return drafts.values().stream().map(Draft::savedAt).max(Instant::compareTo);
    }

    /** Facts that have something of this person's in them; the rest of the page stays as it is. */
    public List<FactRows> touchedFacts(Set<String> sent) {
        return groups.stream()
                .flatMap(g -> g.facts().stream())
                .filter(f -> sent.contains(f.definition().key())
                        || f.rows().stream().anyMatch(r -> boxes(r).anyMatch(b -> b.drafted() || b.problem() != null)))
                .toList();
    }

    public List<JudgementRow> touchedJudgements(Set<String> sent) {
        return judgements.stream()
                .filter(j -> sent.contains(j.node().id()) || j.boxes().anyMatch(Box::drafted))
                .toList();
    }

    /** An entry of a list. */
    public record Choice(String value, String label) {}

    /** The list, and what was typed or pasted although the list does not have it. */
    public static List<Choice> with(List<Choice> choices, String typed) {
        return choices.stream().anyMatch(c -> c.value().equals(typed))
                ? choices
                : Stream.concat(choices.stream(), Stream.of(new Choice(typed, typed)))
                        .toList();
    }

    /** A text of a cell as a person reads it. */
    public static String shown(List<Choice> choices, String text) {
        String label = Stream.ofNullable(choices)
                .flatMap(List::stream)
                .filter(c -> c.value().equals(text))
                .map(Choice::label)
                .findFirst()
                .orElse(text);
        return label.isBlank() ? "–" : label;
    }

    public static List<Choice> yesOrNo(String yes, String no) {
        return List.of(new Choice("", ""), new Choice("true", yes), new Choice("false", no));
    }

    public static List<Choice> options(FactDefinition definition, String language) {
        return Stream.concat(
                        Stream.of(new Choice("", "")),
                        definition.options().stream()
                                .map(o -> new Choice(o.key(), o.name().in(language))))
                .toList();
    }

    /** Units that convert into the declared one. */
    public static List<Choice> unitChoices(FactDefinition definition) {
        return Unit.all().stream()
                .filter(u -> u.convertsTo(definition.unit()))
                .map(u -> new Choice(u.symbol(), u.symbol()))
                .toList();
    }

    public static List<Choice> states(Frame frame) {
        return Stream.of("known", "bounded", "contested", "not-applicable", "not-evidenced", "unknown")
                .map(s -> new Choice(s, frame.text("evaluation.state." + s)))
                .toList();
    }

    public static boolean mayEdit(Person person, Cell.Kind kind) {
        return DataEntry.mayEdit(person, kind);
    }

    /** For the lang attribute: people write in Chinese whatever the language of the page. */
    public static String language(String text, Frame frame) {
        return Original.isForeign(text, frame.language()) ? "zh-CN" : null;
    }

    // ---- For putting into effect -------------------------------------------------------------------------------

    Map<String, FactChange> factChanges() {
        return factChanges;
    }

    Map<String, TypedJudgement> judgementChanges() {
        return judgementChanges;
    }

    /** How the record reads at the cells, for the trail. */
    Map<String, String> recordedTexts(List<Cell> cells) {
        Map<String, String> texts = new LinkedHashMap<>();
        cells.forEach(c -> texts.put(c.place() + "." + c.column().key(), record.text(c)));
        return texts;
    }

    int recordedPlaces(String fact) {
        return record.places(fact);
    }

    String recordedText(Cell cell) {
        return record.text(cell);
    }

    boolean knows(Cell cell) {
        return cell.kind() == Cell.Kind.FACT
                ? framework.facts().containsKey(cell.key())
                : judgements.stream().anyMatch(j -> j.node().id().equals(cell.key()));
    }

    // ---- Reading -----------------------------------------------------------------------------------------------

    private String text(Cell cell) {
        Draft draft = drafts.get(cell.address());
        return draft == null ? record.text(cell) : draft.typed();
    }

    private boolean isDrafted(Cell cell) {
        return drafts.containsKey(cell.address());
    }

    private String unitText(FactDefinition definition, int place) {
        Cell cell = Cell.fact(definition.key(), place, Column.UNIT);
        return isDrafted(cell) ? text(cell) : definition.unit().symbol();
    }

    /** A state that says no more than the value does follows the value, unless somebody chose it. */
    private String chosenState(FactDefinition definition) {
        Cell cell = Cell.fact(definition.key(), 1, Column.STATE);
        String state = text(cell);
        return isDrafted(cell)
                        || Set.of("contested", "not-applicable", "not-evidenced")
                                .contains(state)
                ? state
                : "";
    }

    private int places(FactDefinition definition) {
        if (!chosenState(definition).equals("contested")) {
            return 1;
        }
        int places = Math.max(1, record.places(definition.key()));
        for (Draft draft : drafts.values()) {
            if (draft.cell().kind() == Cell.Kind.FACT && draft.cell().key().equals(definition.key())) {
                places = Math.max(places, draft.cell().place());
            }
        }
        return places;
    }

    private List<Problem> read(FactDefinition definition) {
        boolean touched = drafts.values().stream()
                .anyMatch(
                        d -> d.cell().kind() == Cell.Kind.FACT && d.cell().key().equals(definition.key()));
        if (!touched) {
            return List.of();
        }
        List<TypedPlace> places = new ArrayList<>();
        for (int i = 1; i <= places(definition); i++) {
            places.add(new TypedPlace(
                    text(Cell.fact(definition.key(), i, Column.VALUE)),
                    unitText(definition, i),
                    text(Cell.fact(definition.key(), i, Column.SOURCE))));
        }
        Loaded<List<Fact>> read = CaseLoader.facts(definition, chosenState(definition), places);
        List<Fact> now = read.value().orElse(List.of());
        if (read.isSound() && !said(now).equals(said(recorded.facts().getOrDefault(definition.key(), List.of())))) {
            facts.put(definition.key(), now);
            List<TypedPlace> kept = places.stream()
                    .filter(p -> places.size() == 1 || !(p.value() + p.source()).isBlank())
                    .toList();
            factChanges.put(definition.key(), new FactChange(RecordedCells.state(now), kept));
        }
        return read.problems();
    }

    /** An unknown without a source says as much as no fact at all. */
    private static List<Fact> said(List<Fact> facts) {
        return facts.stream()
                .filter(f -> !(f.value() instanceof Fact.Value.Unknown)
                        || !f.source().isBlank())
                .toList();
    }

    private FactRows rows(FactDefinition definition, List<Problem> problems) {
        int places = places(definition);
        // One empty row more, for the next place.
        int shown = chosenState(definition).equals("contested")
                ? Math.max(2, isEmpty(definition, places) ? places : places + 1)
                : 1;
        List<Fact> read = facts.getOrDefault(definition.key(), List.of());
        List<FactRow> rows = new ArrayList<>();
        for (int i = 1; i <= shown; i++) {
            Box value = box(Cell.fact(definition.key(), i, Column.VALUE), definition, problems);
            Box unit = box(Cell.fact(definition.key(), i, Column.UNIT), definition, problems);
            rows.add(new FactRow(
                    definition,
                    i,
                    shown,
                    value,
                    unit,
                    i > 1 ? null : box(Cell.fact(definition.key(), i, Column.STATE), definition, problems),
                    box(Cell.fact(definition.key(), i, Column.SOURCE), definition, problems),
                    counted(definition, value, unit, problems.isEmpty() && i <= read.size() ? read.get(i - 1) : null)));
        }
        return new FactRows(definition, rows);
    }

    private boolean isEmpty(FactDefinition definition, int place) {
        return (text(Cell.fact(definition.key(), place, Column.VALUE))
                        + text(Cell.fact(definition.key(), place, Column.SOURCE)))
                .isBlank();
    }

    /** Converted amounts are said, so that nobody wonders which of 元 and 万元 was taken. */
    private static String counted(FactDefinition definition, Box value, Box unit, Fact fact) {
        if (fact == null
                || !value.drafted() && !unit.drafted()
                || !definition.kind().isNumeric()) {
            return "";
        }
        String counts = RecordedCells.value(definition, fact.value());
        boolean plain = value.text().matches("[\\d,.\\s]*")
                && unit.text().equals(definition.unit().symbol());
        return plain || counts.equals(value.text().strip())
                ? ""
                : counts + " " + definition.unit().symbol();
    }

    private Box box(Cell cell, FactDefinition definition, List<Problem> problems) {
        String path = cell.key() + "#" + cell.place();
        Problem problem = problems.stream()
                .filter(p -> p.path().startsWith(path) && column(p, path) == cell.column())
                .findFirst()
                .orElse(null);
        if (problem == null && cell.column() == Column.VALUE && cell.place() == 1) {
            problem = excesses.get(cell.key());
        }
        String text = text(cell);
        if (cell.column() == Column.UNIT) {
            text = unitText(definition, cell.place());
        } else if (cell.column() == Column.STATE && !isDrafted(cell) && problems.isEmpty()) {
            text = RecordedCells.state(facts.getOrDefault(cell.key(), List.of()));
        }
        return new Box(cell, text, base(cell), isDrafted(cell), problem, conflict(cell));
    }

    private static Column column(Problem problem, String path) {
        String rest = problem.path().substring(path.length());
        return switch (rest) {
            case ".unit" -> Column.UNIT;
            case ".state" -> Column.STATE;
            case ".source" -> Column.SOURCE;
            default -> Column.VALUE;
        };
    }

    private String base(Cell cell) {
        Draft draft = drafts.get(cell.address());
        return draft == null ? record.text(cell) : draft.base();
    }

    private Conflict conflict(Cell cell) {
        Draft draft = drafts.get(cell.address());
        String theirs = record.text(cell);
        if (draft == null || theirs.equals(draft.base()) || theirs.equals(draft.typed())) {
            return null;
        }
        Change change = lastChanges.getOrDefault(cell.key(), new Change("", Instant.EPOCH));
        return new Conflict(draft.typed(), theirs, draft.base(), change.by(), change.at());
    }

    private void judge(Map<String, Rational> weights) {
        Map<String, Node> owners = new LinkedHashMap<>();
        for (SheetRows.Row row : SheetRows.of(before)) {
            row.items().stream()
                    .filter(item -> !weights.containsKey(row.node().id()))
                    .forEach(item -> owners.put(item.id(), row.node()));
        }
        Node last = null;
        for (var weight : weights.entrySet()) {
            Node node = before.node(weight.getKey()).orElse(null);
            if (node != null) {
                Node owner = owners.get(node.id());
                judgements.add(judgement(node, owner == last ? null : owner, weight.getValue()));
                last = owner;
            }
        }
    }

    private JudgementRow judgement(Node node, Node heading, Rational max) {
        List<Cell> cells = RecordedCells.cells(node.id());
        List<Problem> problems = List.of();
        if (cells.stream().anyMatch(this::isDrafted)) {
            TypedJudgement typed =
                    new TypedJudgement(text(cells.get(0)), text(cells.get(1)), text(cells.get(2)), text(cells.get(3)));
            Judgement was = recorded.judgements().get(node.id());
            if (typed.isEmpty()) {
                if (judged.remove(node.id()) != null) {
                    judgementChanges.put(node.id(), typed);
                }
            } else {
                Loaded<Judgement> read = CaseLoader.judgement(framework, recorded, node.id(), typed);
                problems = read.problems();
                if (read.isSound() && !read.value().orElseThrow().equals(was)) {
                    judged.put(node.id(), read.value().orElseThrow());
                    judgementChanges.put(node.id(), typed);
                }
            }
        }
        List<Problem> found = problems;
        List<Box> boxes = cells.stream()
                .map(c -> new Box(
                        c,
                        text(c),
                        base(c),
                        isDrafted(c),
                        found.stream()
                                .filter(p -> p.path()
                                        .equals(node.id() + "." + c.column().key()))
                                .findFirst()
                                .orElse(null),
                        conflict(c)))
                .toList();
        return new JudgementRow(node, heading, max, boxes.get(0), boxes.get(1), boxes.get(2), boxes.get(3));
    }

    private void group(Map<String, FactRows> rows) {
        Set<String> placed = new LinkedHashSet<>();
        Node indicator = null;
        for (SheetRows.Row row : SheetRows.of(before)) {
            indicator = row.node().item() && indicator != null ? indicator : row.node();
            List<FactRows> facts = row.node().explanation().inputs().stream()
                    .filter(input -> rows.containsKey(input.fact()) && placed.add(input.fact()))
                    .map(input -> rows.get(input.fact()))
                    .toList();
            if (facts.isEmpty()) {
                continue;
            }
            Group last = groups.isEmpty() ? null : groups.get(groups.size() - 1);
            if (last != null && last.node() == indicator) {
                groups.set(
                        groups.size() - 1,
                        new Group(
                                indicator,
                                Stream.concat(last.facts().stream(), facts.stream())
                                        .toList()));
            } else {
                groups.add(new Group(indicator, facts));
            }
        }
        List<FactRows> others = rows.values().stream()
                .filter(r -> !placed.contains(r.definition().key()))
                .toList();
        if (!others.isEmpty()) {
            groups.add(new Group(null, others));
        }
    }

    private Stream<Box> boxes() {
        return Stream.concat(
                groups.stream()
                        .flatMap(g -> g.facts().stream())
                        .flatMap(f -> f.rows().stream())
                        .flatMap(EntryGrid::boxes),
                judgements.stream().flatMap(JudgementRow::boxes));
    }

    private static Stream<Box> boxes(FactRow row) {
        return Stream.of(row.value(), row.unit(), row.state(), row.source()).filter(b -> b != null);
    }
}
