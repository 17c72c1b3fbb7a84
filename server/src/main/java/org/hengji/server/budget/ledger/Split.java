package org.hengji.server.budget.ledger;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hengji.scoring.Problem;
import org.hengji.server.budget.Money;

/**
 * What becomes of a project that needs less than it was given: a part stays, parts go to named other uses, the rest goes
 * back to finance. 141.12 = 12.40 kept + 128.72 moved + 0 recalled, in 万元.
 *
 * @param original what there was to share out, in 元
 */
public record Split(String from, BigDecimal original, BigDecimal kept, List<Moved> moved, BigDecimal recalled) {

    /** @param purpose what the money is for now */
    public record Moved(String to, BigDecimal amount, String purpose) {}

    public Split {
        moved = List.copyOf(moved);
    }

    public BigDecimal movedTotal() {
        return moved.stream().map(Moved::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What is shared out too little, positive, or too much, negative. */
    public BigDecimal difference() {
        return original.subtract(kept).subtract(movedTotal()).subtract(recalled);
    }

    public Optional<Problem> objection() {
        if (difference().signum() == 0) {
            return Optional.empty();
        }
        String sum = Money.exactWan(kept) + " + " + Money.exactWan(movedTotal()) + " + " + Money.exactWan(recalled)
                + " = " + Money.exactWan(original.subtract(difference()));
        String word = difference().signum() > 0 ? "少" : "多";
        String english = difference().signum() > 0 ? "too little" : "too much";
        String gap = Money.exactWan(difference().abs());
        return Optional.of(Problem.of(
                "split.balance",
                "split",
                "保留 + 调出 + 收回：" + sum + " 万元，比原预算 " + Money.exactWan(original) + " 万元" + word + " " + gap
                        + " 万元，钱的去向对不上",
                "Kept + moved + recalled: " + sum + " 万元, " + gap + " 万元 " + english + " against the original "
                        + Money.exactWan(original) + " 万元",
                "改正保留、调出或收回的金额，使三者之和等于原预算",
                "Mend what is kept, moved or recalled so that the three add up to the original"));
    }

    /** The entries that carry it out; only of a split that balances. */
    public List<Adjustment> entries() {
        if (objection().isPresent()) {
            throw new IllegalStateException("the split does not balance");
        }
        List<Adjustment> entries = new ArrayList<>();
        moved.forEach(m -> entries.add(Adjustment.transfer(from, m.to(), m.amount())));
        if (recalled.signum() > 0) {
            entries.add(Adjustment.Kind.RECALL.of(from, recalled));
        }
        return entries;
    }
}
