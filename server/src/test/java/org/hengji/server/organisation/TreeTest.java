package org.hengji.server.organisation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hengji.scoring.framework.Text;
import org.junit.jupiter.api.Test;

/** Who stands under whom, and on which day. */
class TreeTest {

    private static final LocalDate START = LocalDate.of(2020, 1, 1);
    private static final LocalDate MERGER = LocalDate.of(2024, 7, 1);
    private static final LocalDate TODAY = LocalDate.of(2026, 5, 1);

    /** A city with a bureau; under it a library with a branch and a division, an archive that the library took over,
     * and a station of a vertical system that the bureau supervises though it stands under the city. */
    private static Tree city(LocalDate day) {
        return Tree.on(
                day,
                List.of(
                        unit(1, "01", UnitKind.AREA, 0, 0, START, null),
                        unit(2, "02", UnitKind.DEPARTMENT, 1, 0, START, null),
                        unit(3, "03", UnitKind.UNIT, 2, 0, START, null),
                        unit(4, "04", UnitKind.BRANCH, 3, 0, START, null),
                        unit(5, "05", UnitKind.DIVISION, 4, 0, START, null),
                        unit(6, "06", UnitKind.INSTITUTION, 2, 0, START, MERGER),
                        unit(7, "07", UnitKind.UNIT, 1, 2, START, null),
                        unit(8, "08", UnitKind.UNIT, 1, 0, START, null),
                        unit(9, "09", UnitKind.INSTITUTION, 3, 0, START, null)),
                List.of(new Tree.Successor(6, 3, MERGER)));
    }

    @Test
    void aUnitReachesItsInnerPartsAndNotTheBudgetUnitsUnderIt() {
        assertThat(city(TODAY).own(3)).containsExactlyInAnyOrder(3L, 4L, 5L, 6L);
        assertThat(city(TODAY).own(2)).containsExactly(2L);
        assertThat(city(TODAY).own(8)).containsExactly(8L);
        assertThat(city(TODAY).own(1)).hasSize(9);
    }

    @Test
    void aDepartmentReachesWhatStandsUnderItAndWhatItSupervises() {
        assertThat(city(TODAY).within(2)).containsExactlyInAnyOrder(2L, 3L, 4L, 5L, 6L, 7L, 9L);
    }

    @Test
    void whatABodyLeftBehindBelongsToItsSuccessorFromTheDayOn() {
        assertThat(city(MERGER.minusDays(1)).own(3)).doesNotContain(6L);
        assertThat(city(MERGER).own(3)).contains(6L);
        assertThat(city(TODAY).find(6).orElseThrow().to()).contains(MERGER);
    }

    @Test
    void aRenamedBodyHasTheNameOfTheDay() {
        List<Unit> versions = List.of(
                named("群众艺术馆", START, MERGER),
                named("文化馆", MERGER, LocalDate.of(2027, 1, 1)),
                named("文化中心", LocalDate.of(2027, 1, 1), null));
        assertThat(name(versions, START)).isEqualTo("群众艺术馆");
        assertThat(name(versions, MERGER)).isEqualTo("文化馆");
        assertThat(name(versions, LocalDate.of(2026, 12, 31))).isEqualTo("文化馆");
        assertThat(name(versions, LocalDate.of(2027, 1, 1))).isEqualTo("文化中心");
        // Before it existed it is already known under its first name.
        assertThat(name(versions, START.minusYears(1))).isEqualTo("群众艺术馆");
    }

    @Test
    void theAreaOfABodyIsTheNearestAbove() {
        assertThat(city(TODAY).area(5).orElseThrow().id()).isEqualTo(1);
        assertThat(city(TODAY).area(99)).isEmpty();
    }

    @Property
    void whatIsUnderABodyIsAlsoUnderWhateverItStandsUnder(@ForAll("trees") List<Unit> versions) {
        Tree tree = Tree.on(TODAY, versions, List.of());
        for (Unit unit : tree.units()) {
            Set<Long> own = tree.within(unit.id());
            assertThat(own).contains(unit.id()).containsAll(tree.own(unit.id()));
            unit.parent().ifPresent(parent -> assertThat(tree.within(parent)).containsAll(own));
        }
    }

    @Property
    void twoBodiesOfWhichNoneStandsUnderTheOtherShareNothing(@ForAll("trees") List<Unit> versions) {
        Tree tree = Tree.on(TODAY, versions, List.of());
        for (Unit one : tree.units()) {
            for (Unit other : tree.units()) {
                if (!tree.within(one.id()).contains(other.id())
                        && !tree.within(other.id()).contains(one.id())) {
                    assertThat(tree.within(one.id())).doesNotContainAnyElementsOf(tree.within(other.id()));
                }
            }
        }
    }

    /** Every node stands under an earlier one, so there is no circle. */
    @Provide
    Arbitrary<List<Unit>> trees() {
        return Arbitraries.integers()
                .between(0, 1_000_000)
                .list()
                .ofMinSize(1)
                .ofMaxSize(25)
                .map(numbers -> {
                    List<Unit> units = new ArrayList<>();
                    for (int i = 0; i < numbers.size(); i++) {
                        UnitKind kind =
                                i == 0 ? UnitKind.AREA : UnitKind.values()[numbers.get(i) % UnitKind.values().length];
                        int parent = i == 0 ? 0 : numbers.get(i) / 7 % i + 1;
                        units.add(unit(i + 1, "%03d".formatted(i), kind, parent, 0, START, null));
                    }
                    return units;
                });
    }

    private static String name(List<Unit> versions, LocalDate day) {
        return Tree.on(day, versions, List.of()).find(1).orElseThrow().name().zh();
    }

    private static Unit named(String name, LocalDate from, LocalDate to) {
        return new Unit(
                1,
                "01",
                Text.of(name, name),
                UnitKind.AREA,
                Level.MUNICIPAL,
                "",
                OptionalLong.empty(),
                OptionalLong.empty(),
                from,
                Optional.ofNullable(to));
    }

    private static Unit unit(
            long id, String code, UnitKind kind, long parent, long supervisor, LocalDate from, LocalDate to) {
        return new Unit(
                id,
                code,
                Text.of("单位" + id, "Unit " + id),
                kind,
                Level.MUNICIPAL,
                "",
                parent == 0 ? OptionalLong.empty() : OptionalLong.of(parent),
                supervisor == 0 ? OptionalLong.empty() : OptionalLong.of(supervisor),
                from,
                Optional.ofNullable(to));
    }
}
