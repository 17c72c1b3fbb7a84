package org.hengji.scoring.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.scoring.Scoring;
import org.hengji.scoring.evaluation.Outline;
import org.hengji.scoring.evaluation.Outline.Entry;
import org.hengji.scoring.evaluation.Outline.Formula;
import org.hengji.scoring.evaluation.SettledPoints;
import org.hengji.scoring.expression.Condition;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Indicator;
import org.hengji.scoring.framework.ScoringRule;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.number.Rounding;
import org.hengji.scoring.subject.Case;

/**
 * A framework with its readings chosen, compiled to score many subjects of which every fact and judgement is known.
 *
 * <p>A subject is a row of longs, one for each of {@link #columns}; its points are longs too, one for each of
 * {@link #nodes} and the total after them, in units of the last printed place ({@link #places}). Rows whose numbers are
 * too large for longs are scored in rationals, and rows in which a rule does not apply by the general engine: points
 * never differ from {@link Scoring#score}. Immutable; scoring allocates nothing on the ordinary path.
 */
public final class BatchPlan {
    /** Points above this are no points of any framework; below, sums cannot overflow. */
    private static final long MOST_POINTS = 1L << 50;

    private final Framework framework;
    private final Map<String, String> readings;
    private final List<Entry> entries;
    private final Columns columns;
    private final List<Column> columnList;
    private final Row row;
    private final ExactRules exact;
    private final int places;
    private final Formula[] formulas;
    private final Inner[] inner;
    // The same for sums alone: all children one after another, and where each node's end
    private final int[] sumSlots;
    private final int[] sumChildren;
    private final int[] sumEnds;
    /** No inner node has a veto or children that could earn more than its weight. */
    private final boolean plainSums;

    // Leaves by kind, each beside the slot of its node: a loop a kind has one target for its calls
    private final int[] judgedColumns;
    private final long[] judgedMost;
    private final int[] judgedSlots;
    private final int[] flagColumns;
    private final long[] flagUnset;
    private final long[] flagGains;
    private final int[] flagSlots;
    private final Rule.Metric[] tiers;
    private final Stretch.Tiers[] tierBands;
    private final int[] tierSlots;
    private final Rule.Metric[] counts;
    private final Stretch.Slope[] countLines;
    private final int[] countSlots;
    private final Rule.Metric[] slopes;
    private final Stretch.Slope[] slopeLines;
    private final int[] slopeSlots;
    private final Rule.Metric[] stairs;
    private final Stretch.Stairs[] stairSteps;
    private final int[] stairSlots;
    private final Rule[] others;
    private final int[] otherSlots;

    /**
     * A node that adds up its children.
     *
     * @param most weight, where the children can earn more
     */
    private record Inner(int slot, int[] children, long most, Condition[] vetoes, Test[] tests) {}

    /**
     * @throws IllegalArgumentException when a rule cannot be scored in batches; the message names the node
     */
    public static BatchPlan of(Framework framework, Map<String, String> readings) {
        return new BatchPlan(framework, readings);
    }

    private BatchPlan(Framework framework, Map<String, String> readings) {
        this.framework = framework;
        this.readings = Map.copyOf(readings);
        Outline outline = Outline.of(framework, readings);
        this.entries = outline.entries();
        this.places = entries.stream()
                .flatMap(e -> e.rounding().stream())
                .mapToInt(Rounding::places)
                .reduce(framework.rounding().places(), Math::max);
        this.columns = new Columns(framework, outline, places);
        this.columnList = columns.all();
        this.row = new Row(columnList, framework, entries);
        this.exact = new ExactRules(columns);
        Compiler compiler = new Compiler(columns, places);
        this.formulas = new Formula[entries.size()];
        Leaves<Rule.Judged> byJudgement = new Leaves<>();
        Leaves<Rule.Choice> byFlag = new Leaves<>();
        Leaves<Rule.Metric> byTiers = new Leaves<>();
        Leaves<Rule.Metric> bySlope = new Leaves<>();
        Leaves<Rule.Metric> byCount = new Leaves<>();
        Leaves<Rule.Metric> byStairs = new Leaves<>();
        Leaves<Rule> byOther = new Leaves<>();
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).formula().isEmpty()) {
                continue;
            }
            formulas[i] = entries.get(i).formula().get();
            Rule rule = compiler.leaf(entries.get(i), formulas[i]);
            for (Condition veto : zeroing(entries.get(i).definition().vetoes())) {
                rule = new Rule.Vetoed(
                        rule, compiler.test(veto, entries.get(i).definition().id()));
            }
            if (rule instanceof Rule.Judged j) {
                byJudgement.add(j, i);
            } else if (rule instanceof Rule.Choice c && c.isFlag()) {
                byFlag.add(c, i);
            } else if (rule instanceof Rule.Metric m && m.stretch instanceof Stretch.Tiers) {
                byTiers.add(m, i);
            } else if (rule instanceof Rule.Metric m
                    && m.stretch instanceof Stretch.Slope s
                    && m.isWhole()
                    && s.over() == 1) {
                byCount.add(m, i);
            } else if (rule instanceof Rule.Metric m && m.stretch instanceof Stretch.Slope) {
                bySlope.add(m, i);
            } else if (rule instanceof Rule.Metric m && m.stretch instanceof Stretch.Stairs) {
                byStairs.add(m, i);
            } else {
                byOther.add(rule, i);
            }
        }
        this.judgedColumns = byJudgement.rules.stream().mapToInt(j -> j.column).toArray();
        this.judgedMost = byJudgement.rules.stream().mapToLong(j -> j.most).toArray();
        this.judgedSlots = byJudgement.slots();
        this.flagColumns = byFlag.rules.stream().mapToInt(Rule.Choice::column).toArray();
        this.flagUnset = byFlag.rules.stream().mapToLong(f -> f.pointsOf(0)).toArray();
        this.flagGains = byFlag.rules.stream()
                .mapToLong(f -> f.pointsOf(1) - f.pointsOf(0))
                .toArray();
        this.flagSlots = byFlag.slots();
        this.tiers = byTiers.rules.toArray(Rule.Metric[]::new);
        this.tierBands = Arrays.stream(tiers).map(m -> m.stretch).toArray(Stretch.Tiers[]::new);
        this.tierSlots = byTiers.slots();
        this.counts = byCount.rules.toArray(Rule.Metric[]::new);
        this.countLines = Arrays.stream(counts).map(m -> m.stretch).toArray(Stretch.Slope[]::new);
        this.countSlots = byCount.slots();
        this.slopes = bySlope.rules.toArray(Rule.Metric[]::new);
        this.slopeLines = Arrays.stream(slopes).map(m -> m.stretch).toArray(Stretch.Slope[]::new);
        this.slopeSlots = bySlope.slots();
        this.stairs = byStairs.rules.toArray(Rule.Metric[]::new);
        this.stairSteps = Arrays.stream(stairs).map(m -> m.stretch).toArray(Stretch.Stairs[]::new);
        this.stairSlots = byStairs.slots();
        this.others = byOther.rules.toArray(Rule[]::new);
        this.otherSlots = byOther.slots();
        this.inner = inner(compiler);
        this.sumSlots = Arrays.stream(inner).mapToInt(Inner::slot).toArray();
        this.sumChildren = Arrays.stream(inner)
                .flatMapToInt(n -> Arrays.stream(n.children))
                .toArray();
        this.sumEnds = new int[inner.length];
        for (int i = 0, end = 0; i < inner.length; i++) {
            end += inner[i].children.length;
            sumEnds[i] = end;
        }
        this.plainSums = Arrays.stream(inner).allMatch(n -> n.most == Long.MAX_VALUE && n.tests.length == 0);
    }

    /** Leaves of one kind while they are gathered. */
    private static final class Leaves<R extends Rule> {
        final List<R> rules = new ArrayList<>();
        final List<Integer> slots = new ArrayList<>();

        void add(R rule, int slot) {
            rules.add(rule);
            slots.add(slot);
        }

        int[] slots() {
            return slots.stream().mapToInt(s -> s).toArray();
        }
    }

    private static List<Condition> zeroing(List<ScoringRule.Veto> vetoes) {
        return vetoes.stream()
                .filter(v -> v.effect() instanceof ScoringRule.Effect.Zero)
                .map(ScoringRule.Veto::when)
                .toList();
    }

    private Inner[] inner(Compiler compiler) {
        List<Inner> deepestFirst = new ArrayList<>();
        for (int i = entries.size() - 1; i >= 0; i--) {
            Entry entry = entries.get(i);
            if (entry.formula().isEmpty()) {
                Indicator definition = entry.definition();
                boolean sums = definition.combine() instanceof Indicator.Combine.Sum
                        && definition.grades().isEmpty();
                if (!sums || entry.rounding().filter(r -> r.places() < places).isPresent()) {
                    throw Compiler.refused(definition.id(), "it is more than the sum of its parts");
                }
                deepestFirst.add(inner(
                        i,
                        compiler.weight(entry),
                        entry.max(),
                        zeroing(definition.vetoes()),
                        definition.id(),
                        compiler));
            }
        }
        if (!(framework.combine() instanceof Indicator.Combine.Sum)) {
            throw Compiler.refused("the total", "it is more than the sum of its parts");
        }
        Rational most = framework.total().over(Rational.unit(places));
        deepestFirst.add(inner(
                entries.size(),
                most.floor().longValueExact(),
                framework.total(),
                zeroing(framework.vetoes()),
                "the total",
                compiler));
        return deepestFirst.toArray(Inner[]::new);
    }

    private Inner inner(int slot, long weight, Rational max, List<Condition> vetoes, String id, Compiler compiler) {
        int parent = slot == entries.size() ? -1 : slot;
        List<Integer> children = new ArrayList<>();
        Rational weights = Rational.ZERO;
        boolean uncapped = false;
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).parent() == parent) {
                children.add(i);
                weights = weights.plus(entries.get(i).max());
                uncapped |= entries.get(i).uncapped();
            }
        }
        return new Inner(
                slot,
                children.stream().mapToInt(c -> c).toArray(),
                uncapped || weights.compareTo(max) > 0 ? weight : Long.MAX_VALUE,
                vetoes.toArray(Condition[]::new),
                vetoes.stream().map(v -> compiler.test(v, id)).toArray(Test[]::new));
    }

    /** What a row holds, in this order: facts as the framework declares them, then judgements in order of its nodes. */
    public List<Column> columns() {
        return columnList;
    }

    /** Names of the columns. */
    public String[] inputs() {
        return columnList.stream().map(Column::name).toArray(String[]::new);
    }

    /** Ids of all nodes, depth first, as their points are written; the total comes after them. */
    public List<String> nodes() {
        return entries.stream().map(e -> e.definition().id()).toList();
    }

    /** Longs that {@link #score} writes: one a node, and the total. */
    public int size() {
        return entries.size() + 1;
    }

    /** Decimal places of points: they are in units of 10 to minus this. */
    public int places() {
        return places;
    }

    /**
     * Scores one row.
     *
     * @return false when the general engine has no printable points for this row (a denominator of zero that the
     *     framework calls not computable, or rescaled points with more decimal places): what was written then counts for
     *     nothing, and {@code Scoring.score(framework, subject(row, offset))} tells more
     * @throws IllegalArgumentException when a column holds what it cannot hold
     */
    public boolean score(long[] row, int offset, long[] points, int at) {
        long beyond = 0;
        for (int i = 0; i < judgedColumns.length; i++) {
            long p = Math.min(row[offset + judgedColumns[i]], judgedMost[i]);
            points[at + judgedSlots[i]] = p;
            beyond |= p;
        }
        long flags = 0;
        for (int i = 0; i < flagColumns.length; i++) {
            long flag = row[offset + flagColumns[i]];
            flags |= flag;
            points[at + flagSlots[i]] = flagUnset[i] + flagGains[i] * flag;
        }
        if (flags >>> 1 != 0) {
            throw new IllegalArgumentException("a column with two options holds neither 0 nor 1");
        }
        for (int i = 0; i < tiers.length; i++) {
            Rule.Metric m = tiers[i];
            long d = m.divisor(row, offset);
            long p = d > 0 ? tierBands[i].points(m.dividend(row, offset), d) : m.withoutRatio(d);
            points[at + tierSlots[i]] = p;
            beyond |= p;
        }
        for (int i = 0; i < counts.length; i++) {
            long p = countLines[i].ofWhole(counts[i].dividend(row, offset));
            points[at + countSlots[i]] = p;
            beyond |= p;
        }
        for (int i = 0; i < slopes.length; i++) {
            Rule.Metric m = slopes[i];
            long d = m.divisor(row, offset);
            long p = d > 0 ? slopeLines[i].points(m.dividend(row, offset), d) : m.withoutRatio(d);
            points[at + slopeSlots[i]] = p;
            beyond |= p;
        }
        for (int i = 0; i < stairs.length; i++) {
            Rule.Metric m = stairs[i];
            long d = m.divisor(row, offset);
            long p = d > 0 ? stairSteps[i].points(m.dividend(row, offset), d) : m.withoutRatio(d);
            points[at + stairSlots[i]] = p;
            beyond |= p;
        }
        for (int i = 0; i < others.length; i++) {
            long p = others[i].points(row, offset);
            points[at + otherSlots[i]] = p;
            beyond |= p;
        }
        if (beyond < 0 && !repair(row, offset, points, at)) {
            return generally(row, offset, points, at);
        }
        addUp(row, offset, points, at);
        return true;
    }

    private void addUp(long[] row, int offset, long[] points, int at) {
        if (plainSums) {
            int child = 0;
            for (int i = 0; i < sumSlots.length; i++) {
                long sum = 0;
                for (int end = sumEnds[i]; child < end; child++) {
                    sum += points[at + sumChildren[child]];
                }
                points[at + sumSlots[i]] = sum;
            }
            return;
        }
        for (Inner node : inner) {
            long sum = 0;
            for (int child : node.children) {
                sum += points[at + child];
            }
            sum = Math.min(sum, node.most);
            for (int v = 0; v < node.tests.length; v++) {
                int holds = node.tests[v].holds(row, offset);
                if (holds > 0 || holds < 0 && exact.holds(node.vetoes[v], row, offset)) {
                    sum = 0;
                }
            }
            points[at + node.slot] = sum;
        }
    }

    /** Fills in what longs could not tell; false when a rule does not apply, so that weights may move. */
    private boolean repair(long[] row, int offset, long[] points, int at) {
        try {
            for (int i = 0; i < formulas.length; i++) {
                if (formulas[i] != null && points[at + i] < 0) {
                    points[at + i] = exactly(i, row, offset);
                }
            }
            return true;
        } catch (ExactRules.NoPoints e) {
            return false;
        }
    }

    private long exactly(int leaf, long[] row, int offset) throws ExactRules.NoPoints {
        Entry entry = entries.get(leaf);
        String id = entry.definition().id();
        Rational points = exact.points(formulas[leaf], columns.judgementOf(id), row, offset);
        for (Condition veto : zeroing(entry.definition().vetoes())) {
            points = exact.holds(veto, row, offset) ? Rational.ZERO : points;
        }
        if (entry.rounding().isPresent()) {
            points = entry.rounding().get().apply(points);
        }
        if (!entry.uncapped()) {
            points = points.min(entry.max());
        }
        Rational units = points.over(Rational.unit(places));
        boolean fits = units.isWhole() && units.abs().compareTo(Rational.of(MOST_POINTS)) < 0;
        if (!fits || points.signum() < 0) {
            throw new ArithmeticException(id + " earns " + points.toText() + ", which no sheet can print");
        }
        return units.numerator().longValueExact();
    }

    private boolean generally(long[] row, int offset, long[] points, int at) {
        Optional<SettledPoints> settled = SettledPoints.of(framework, subject(row, offset));
        if (settled.isEmpty()) {
            return false;
        }
        for (int i = 0; i < entries.size(); i++) {
            Rational earned =
                    settled.get().nodes().get(entries.get(i).definition().id());
            if (!print(earned, points, at + i)) {
                return false;
            }
        }
        return print(settled.get().total(), points, at + entries.size());
    }

    private boolean print(Rational earned, long[] points, int at) {
        Rational units = earned.over(Rational.unit(places));
        if (units.isWhole()) {
            points[at] = units.numerator().longValueExact();
        }
        return units.isWhole();
    }

    /**
     * Fills a row from values by name: numbers in the unit of their declaration, 0 or 1 for booleans, the place of the
     * option for choices, points for judgements.
     *
     * @throws IllegalArgumentException when a value is missing or does not fit its column; the message names it
     */
    public void bind(Map<String, Rational> values, long[] row, int offset) {
        this.row.bind(values, row, offset);
    }

    /** The case that a row stands for, to have it explained. */
    public Case subject(long[] row, int offset) {
        return this.row.subject(readings, row, offset);
    }
}
