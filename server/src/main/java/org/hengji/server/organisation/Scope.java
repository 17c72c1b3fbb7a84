package org.hengji.server.organisation;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hengji.server.access.Person;
import org.hengji.server.access.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * The one place that decides whose data a person may see. Screens, exports, the API, search and attachments all ask
 * here: a list takes {@link #units()} into its query, whatever is found by its id goes through {@link #demand}. What a
 * person may do with what they see is decided by the role at the route.
 */
@Component
public class Scope {

    private final Units units;
    private final JdbcClient database;

    public Scope(Units units, JdbcClient database) {
        this.units = units;
        this.database = database;
    }

    /**
     * Bodies whose data the person at hand may see; none for a visitor and for the three administrators. Outside a
     * request it is the program itself that acts, at its start, in a job or on the command line, and it sees all.
     */
    public Set<Long> units() {
        Person person = Person.current().orElse(null);
        if (person != null) {
            return of(person);
        }
        return RequestContextHolder.getRequestAttributes() != null ? Set.of() : all();
    }

    public boolean sees(long unit) {
        return units().contains(unit);
    }

    /** @throws OutOfScope answered as if there were no such thing, so that nobody learns which numbers exist */
    public void demand(long unit) {
        if (!sees(unit)) {
            throw new OutOfScope();
        }
    }

    /** Bodies whose data that person may see. */
    public Set<Long> of(Person person) {
        Tree tree = units.tree();
        Role role = person.role();
        return switch (role) {
            case FILLER, DIVISION_HEAD, UNIT_APPROVER -> tree.own(person.unit());
            case DEPARTMENT_REVIEWER -> tree.within(person.unit());
            case FINANCE_REVIEWER ->
                tree.area(person.unit()).map(area -> tree.within(area.id())).orElse(Set.of());
            case THIRD_PARTY, EXPERT -> engaged(person, tree);
            case SYSTEM_ADMINISTRATOR, SECURITY_ADMINISTRATOR, AUDIT_ADMINISTRATOR -> Set.of();
        };
    }

    private Set<Long> engaged(Person person, Tree tree) {
        List<Long> bodies = database.sql("select unit from engagement where lower(person) = lower(?)"
                        + " and current_date between starts and ends and ended_at is null")
                .param(person.name())
                .query(Long.class)
                .list();
        Set<Long> seen = new LinkedHashSet<>();
        bodies.forEach(body -> seen.addAll(tree.own(body)));
        return seen;
    }

    private Set<Long> all() {
        Set<Long> all = new LinkedHashSet<>();
        units.tree().units().forEach(unit -> all.add(unit.id()));
        return all;
    }
}
