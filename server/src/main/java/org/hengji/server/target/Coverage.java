package org.hengji.server.target;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.hengji.scoring.number.Rational;
import org.hengji.server.budget.Project;
import org.hengji.server.organisation.Unit;

/**
 * Which projects of a unit have targets in a year (OBJ-03: 目标申报覆盖率). Money is counted at the second level, where the
 * budget has it.
 *
 * @param department the sheet of the whole department
 * @param projects that run in the year and have not ended, by code
 */
public record Coverage(Unit unit, int year, Optional<Sheet> department, List<Row> projects) {

    /** @param budget of the year in 元; empty while the budget has nothing for it */
    public record Row(Project project, Optional<BigDecimal> budget, Optional<Sheet> sheet) {
        public Sheet.Kind kind() {
            return project.level() == 1 ? Sheet.Kind.FIRST_LEVEL : Sheet.Kind.SECOND_LEVEL;
        }
    }

    public List<Row> uncovered() {
        return projects.stream().filter(row -> row.sheet().isEmpty()).toList();
    }

    public BigDecimal budget() {
        return sum(projects);
    }

    public BigDecimal covered() {
        return sum(projects.stream().filter(row -> row.sheet().isPresent()).toList());
    }

    /** Empty while there is no money to cover. */
    public Optional<Rational> share() {
        return budget().signum() == 0
                ? Optional.empty()
                : Optional.of(Rational.of(covered()).over(Rational.of(budget())));
    }

    private static BigDecimal sum(List<Row> rows) {
        return rows.stream()
                .filter(row -> row.project().level() == 2)
                .flatMap(row -> row.budget().stream())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
