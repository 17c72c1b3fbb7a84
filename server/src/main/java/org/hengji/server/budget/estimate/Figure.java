package org.hengji.server.budget.estimate;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.hengji.frameworks.CaseLoader;
import org.hengji.frameworks.Loaded;
import org.hengji.frameworks.TypedPlace;
import org.hengji.scoring.Problem;
import org.hengji.scoring.expression.Unit;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.FactDefinition.Bound;
import org.hengji.scoring.framework.FactDefinition.Domain;
import org.hengji.scoring.framework.FactDefinition.Kind;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.subject.Fact;
import org.hengji.scoring.subject.Fact.Value;

/** A number as a person types it: {@code 1,234.5} or {@code 12万}. */
public sealed interface Figure {

    /** @param value in the unit of the field */
    record Known(BigDecimal value) implements Figure {}

    record Blank() implements Figure {}

    record Bad(Problem problem) implements Figure {}

    /**
     * @param name of the field, for messages
     * @param unit 元, 万元, or empty for a plain number
     * @param places decimals that the field holds
     */
    static Figure read(Text name, String unit, int places, String typed) {
        if (typed.isBlank()) {
            return new Blank();
        }
        FactDefinition definition = new FactDefinition(
                "figure",
                name,
                Kind.DECIMAL,
                unit.isEmpty() ? Unit.NUMBER : Unit.named(unit).orElseThrow(),
                places,
                new Domain(Optional.of(new Bound(Rational.ZERO, false)), Optional.empty(), Optional.empty()),
                List.of(),
                false,
                Optional.empty());
        Loaded<List<Fact>> read = CaseLoader.facts(definition, "", List.of(new TypedPlace(typed.strip(), unit, "")));
        if (!read.problems().isEmpty()) {
            return new Bad(read.problems().get(0));
        }
        Optional<Rational> value = read.value()
                .flatMap(f -> f.stream().findFirst())
                .flatMap(f -> f.value() instanceof Value.Known known ? Optional.of(known.number()) : Optional.empty());
        if (value.isEmpty()) {
            return new Bad(Problem.of(
                    "figure.inexact",
                    "figure",
                    name.zh() + "写的是“" + typed + "”，是约数或范围，不能据此计算",
                    name.en() + " says \"" + typed + "\", which is about or a range; nothing can be computed from it",
                    "填写一个确定的数，例如 1,234.5",
                    "Type one number, e.g. 1,234.5"));
        }
        BigDecimal exact = value.get().toDecimal(places, RoundingMode.DOWN);
        if (!Rational.of(exact).equals(value.get())) {
            return new Bad(Problem.of(
                    "figure.places",
                    "figure",
                    name.zh() + "写的是“" + typed + "”，小数超过 " + places + " 位，存不下末尾的数",
                    name.en() + " says \"" + typed + "\", more than the " + places + " decimals that it holds",
                    "写到小数点后 " + places + " 位",
                    "Write " + places + " decimals at most"));
        }
        return new Known(exact);
    }
}
