package org.hengji.checker.scores;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hengji.checker.Report;
import org.hengji.checker.reading.Figure;
import org.hengji.scoring.expression.Expression;
import org.hengji.scoring.framework.Indicator;
import org.hengji.scoring.framework.ScoringRule;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.subject.Fact;

/**
 * A share that a report prints of the fact above the line of a rule, beside what the rule gives.
 *
 * @param part the fact above the line
 * @param divisor the amount that gives the printed share; the part itself where the rule's divisor does
 * @param due the rule's own rate
 */
public record OtherDivisor(Indicator leaf, Figure printed, Figure part, Figure divisor, Rational due) {

    public boolean isDue() {
        return printed.agreement(due).agrees();
    }

    /** Shares 占… directly behind the fact, of rules that divide it by a sum. */
    public static List<OtherDivisor> of(Report report) {
        List<OtherDivisor> all = new ArrayList<>();
        Rescoring.of(report).ifPresent(r -> {
            for (Indicator lowest : FrameworkMatch.lowest(r.framework())) {
                for (Indicator leaf : Rescoring.leaves(lowest)) {
                    if (leaf.rule().orElse(null) instanceof ScoringRule.Tiers tiers
                            && tiers.of() instanceof Expression.Quotient q
                            && q.dividend() instanceof Expression.FactRef part
                            && !(q.divisor() instanceof Expression.FactRef)) {
                        shares(report, r, leaf, part.fact(), q.divisor(), all);
                    }
                }
            }
        });
        return all;
    }

    private static void shares(
            Report report, Rescoring r, Indicator leaf, String fact, Expression whole, List<OtherDivisor> all) {
        Optional<Rational> divisor = sum(r, whole);
        for (Figure part : r.facts().figures().getOrDefault(fact, List.of())) {
            if (divisor.isEmpty() || divisor.get().signum() == 0 || !part.isExact()) {
                continue;
            }
            Rational due = part.base().over(divisor.get());
            report.figures(part.passage()).stream()
                    .filter(f -> f.isPercent() && f.isExact() && f.from() > part.to())
                    .filter(f ->
                            f.sentence() == part.sentence() && between(part, f).indexOf('占') >= 0)
                    .findFirst()
                    .ifPresent(f -> {
                        if (f.agreement(due).agrees()) {
                            all.add(new OtherDivisor(leaf, f, part, part, due));
                        } else {
                            other(report, part, f).ifPresent(o -> all.add(new OtherDivisor(leaf, f, part, o, due)));
                        }
                    });
        }
    }

    private static String between(Figure part, Figure share) {
        return part.passage().text().substring(part.to(), share.from());
    }

    /** A count of the same paragraph that gives the printed share. */
    private static Optional<Figure> other(Report report, Figure part, Figure share) {
        return report.figures(part.passage()).stream()
                .filter(f ->
                        f != part && f.isLike(part) && f.isExact() && f.base().signum() > 0)
                .filter(f -> share.agreement(part.base().over(f.base())).agrees())
                .findFirst();
    }

    /** Of facts that are known exactly. */
    private static Optional<Rational> sum(Rescoring r, Expression whole) {
        if (whole instanceof Expression.FactRef fact) {
            List<Fact> facts = r.known().facts().getOrDefault(fact.fact(), List.of());
            return facts.size() == 1 && facts.get(0).value() instanceof Fact.Value.Known known
                    ? Optional.of(known.number())
                    : Optional.empty();
        }
        if (!(whole instanceof Expression.Sum)) {
            return Optional.empty();
        }
        Rational sum = Rational.ZERO;
        for (Expression part : whole.parts()) {
            Optional<Rational> value = sum(r, part);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            sum = sum.plus(value.get());
        }
        return Optional.of(sum);
    }
}
