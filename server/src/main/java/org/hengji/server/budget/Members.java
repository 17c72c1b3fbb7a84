package org.hengji.server.budget;

import java.util.List;
import java.util.Set;
import org.hengji.server.access.Person;
import org.hengji.server.access.Role;
import org.hengji.server.organisation.Scope;
import org.hengji.server.organisation.Unit;
import org.hengji.server.organisation.UnitKind;
import org.hengji.server.organisation.Units;
import org.springframework.stereotype.Component;

/** Who fills in and who keeps the library, and the bodies that they do it for. */
@Component
class Members {

    static final Set<Role> WRITERS = Set.of(Role.FILLER, Role.DIVISION_HEAD, Role.UNIT_APPROVER);
    static final Set<Role> KEEPERS = Set.of(Role.DEPARTMENT_REVIEWER, Role.FINANCE_REVIEWER);

    private final Scope scope;
    private final Units units;

    Members(Scope scope, Units units) {
        this.scope = scope;
        this.units = units;
    }

    static boolean writes(Person person) {
        return person != null && WRITERS.contains(person.role());
    }

    static boolean keeps(Person person) {
        return person != null && KEEPERS.contains(person.role());
    }

    /** Bodies within reach that make a budget, by code. */
    List<Unit> withBudget() {
        return units.tree().units().stream()
                .filter(u -> u.kind().hasBudget() && scope.sees(u.id()))
                .toList();
    }

    /** Names of the divisions of a body; empty when none are on record. */
    List<String> divisions(long unit) {
        return units.tree().children(unit).stream()
                .filter(u -> u.kind() == UnitKind.DIVISION)
                .map(u -> u.name().zh())
                .toList();
    }

    Unit unit(long id) {
        return units.find(id).orElseThrow();
    }
}
