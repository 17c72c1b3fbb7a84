package org.hengji.scoring.batch;

import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.scoring.evaluation.Outline.Entry;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.FactDefinition.Kind;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.number.Rounding;
import org.hengji.scoring.subject.Case;
import org.hengji.scoring.subject.Fact;
import org.hengji.scoring.subject.Judgement;

/** Between values by name, rows of longs and cases. */
final class Row {
    private static final long[] TENS = new long[19];

    static {
        TENS[0] = 1;
        for (int i = 1; i < TENS.length; i++) {
            TENS[i] = TENS[i - 1] * 10;
        }
    }

    private final Column[] columns;
    private final FactDefinition[] facts;
    private final Rounding[] roundings;

    Row(List<Column> columns, Framework framework, List<Entry> entries) {
        this.columns = columns.toArray(Column[]::new);
        this.facts = columns.stream().map(c -> framework.facts().get(c.name())).toArray(FactDefinition[]::new);
        Map<String, Rounding> byNode = new LinkedHashMap<>();
        entries.forEach(e -> e.rounding()
                .ifPresent(r -> byNode.put(Column.JUDGEMENT + e.definition().id(), r)));
        this.roundings = columns.stream().map(c -> byNode.get(c.name())).toArray(Rounding[]::new);
    }

    void bind(Map<String, Rational> values, long[] row, int offset) {
        for (int i = 0; i < columns.length; i++) {
            Rational value = values.get(columns[i].name());
            if (value == null) {
                throw new IllegalArgumentException(
                        columns[i].name() + " has no value; a batch scores only what is wholly known");
            }
            row[offset + i] = scaled(value, i);
        }
    }

    private long scaled(Rational value, int column) {
        Column to = columns[column];
        Rational counted = value;
        if (to.kind() == Column.Kind.JUDGED && roundings[column] != null) {
            counted = roundings[column].apply(value); // all that the engine does with points given by a person
        }
        BigInteger n = counted.numerator();
        BigInteger d = counted.denominator();
        if (n.bitLength() < 64 && d.bitLength() < 63) {
            long ten = to.places() < TENS.length ? TENS[to.places()] : 0;
            long divisor = d.longValue();
            if (ten > 0 && ten % divisor == 0) {
                long factor = ten / divisor;
                long scaled = n.longValue() * factor;
                if (Math.multiplyHigh(n.longValue(), factor) == scaled >> 63) {
                    return option(scaled, to);
                }
            }
        }
        Rational scaled = counted.over(Rational.unit(to.places()));
        if (!scaled.isWhole() || scaled.numerator().bitLength() > 63) {
            throw new IllegalArgumentException(to.name() + " is " + value.toText() + ", but its column holds "
                    + to.places() + " decimal places of at most 63 bits");
        }
        return option(scaled.numerator().longValue(), to);
    }

    private static long option(long value, Column to) {
        boolean chosen = to.kind() == Column.Kind.OPTION || to.kind() == Column.Kind.CHOSEN;
        if (chosen && (value < 0 || value >= to.options().size())) {
            throw new IllegalArgumentException(to.name() + " is " + value + ", but has options 0 to "
                    + (to.options().size() - 1));
        }
        return value;
    }

    Case subject(Map<String, String> readings, long[] row, int offset) {
        Map<String, List<Fact>> known = new LinkedHashMap<>();
        Map<String, Judgement> judgements = new LinkedHashMap<>();
        for (int i = 0; i < columns.length; i++) {
            Column column = columns[i];
            long value = row[offset + i];
            switch (column.kind()) {
                case NUMBER, OPTION -> known.put(column.name(), List.of(new Fact(column.name(), value(i, value), "")));
                case JUDGED ->
                    judge(
                            judgements,
                            column,
                            new Judgement.Award.Points(Rational.of(value).times(Rational.unit(column.places()))));
                case CHOSEN ->
                    judge(
                            judgements,
                            column,
                            new Judgement.Award.Outcome(column.options().get((int) value)));
            }
        }
        return new Case(
                "row",
                Text.of("批量数据", "row of a batch"),
                known,
                judgements,
                Map.of(),
                List.of(),
                readings,
                Map.of(),
                Map.of());
    }

    private Fact.Value value(int column, long value) {
        Column of = columns[column];
        if (of.kind() == Column.Kind.NUMBER) {
            return new Fact.Value.Known(Rational.of(value).times(Rational.unit(of.places())));
        }
        return facts[column].kind() == Kind.BOOLEAN
                ? new Fact.Value.Flag(value == 1)
                : new Fact.Value.Option(of.options().get((int) value));
    }

    private static void judge(Map<String, Judgement> into, Column column, Judgement.Award award) {
        String node = column.node();
        into.put(node, new Judgement(node, award, "row", "row", false, Optional.of("row")));
    }
}
