package org.hengji.server.budget.ledger;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hengji.scoring.number.Rational;

/**
 * 预算分配固化: money that is given year after year although it is spent slowly or its evaluation was poor.
 *
 * @param years in a row that make it rigid, counted with the year in preparation
 * @param leastExecution below this share of the adjusted budget a year counts as slow
 * @param poorGrades grades that count as poor
 */
public record RigidAllocation(int years, Rational leastExecution, List<String> poorGrades) {

    public static final RigidAllocation USUAL = new RigidAllocation(2, Rational.of(4, 5), List.of("中", "差"));

    /** What is known of a project in one year; an empty grade was not given. */
    public record Year(int year, BigDecimal adjusted, BigDecimal spent, String grade) {
        public Optional<Rational> execution() {
            return adjusted.signum() == 0
                    ? Optional.empty()
                    : Optional.of(Rational.of(spent).over(Rational.of(adjusted)));
        }
    }

    /** The years before {@code year}, without a gap, that were slow or poor; empty when they are too few to speak of. */
    public List<Year> found(int year, List<Year> known) {
        List<Year> weak = new ArrayList<>();
        List<Year> latestFirst = known.stream()
                .filter(y -> y.year() < year)
                .sorted(Comparator.comparingInt(Year::year).reversed())
                .toList();
        int expected = year - 1;
        for (Year y : latestFirst) {
            boolean slow =
                    y.execution().filter(e -> e.compareTo(leastExecution) < 0).isPresent();
            if (y.year() != expected || y.adjusted().signum() <= 0 || !slow && !poorGrades.contains(y.grade())) {
                break;
            }
            weak.add(y);
            expected--;
        }
        return weak.size() + 1 >= years ? weak : List.of();
    }
}
