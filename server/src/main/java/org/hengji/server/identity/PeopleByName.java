package org.hengji.server.identity;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hengji.server.access.Person;
import org.hengji.server.access.Role;
import org.hengji.server.database.Mark;
import org.hengji.server.organisation.Unit;
import org.hengji.server.organisation.Units;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Who a name stands for where nobody signs in: whoever sits at the machine names the person on whose behalf something is
 * done. In a demonstration there are no accounts; its people are those that one becomes by choosing a role and a body.
 */
@Component
public class PeopleByName {

    private final Accounts accounts;
    private final Units units;
    private final boolean demo;

    PeopleByName(Accounts accounts, Units units, @Value("${hengji.mark}") String mark) {
        this.accounts = accounts;
        this.units = units;
        this.demo = Mark.of(mark) == Mark.DEMO;
    }

    /** Empty, too, when the account is closed. */
    public Optional<Person> find(String name) {
        return demo
                ? demonstration(Set.of(Role.values()))
                        .filter(person -> person.name().equalsIgnoreCase(name))
                        .findFirst()
                : accounts.find(name).filter(Account::enabled).map(Account::person);
    }

    /** Whether its people are nobody, so that it is all the same which of them does something. */
    public boolean isDemonstration() {
        return demo;
    }

    /** All who may act in one of these roles. */
    public List<Person> in(Set<Role> roles) {
        return demo
                ? demonstration(roles).toList()
                : accounts.list().stream()
                        .filter(account -> account.enabled()
                                && roles.contains(account.person().role()))
                        .map(Account::person)
                        .toList();
    }

    private Stream<Person> demonstration(Set<Role> roles) {
        List<Unit> bodies = List.copyOf(units.tree().units());
        return Stream.of(Role.values())
                .filter(roles::contains)
                .flatMap(role -> role.belongsToUnit()
                        ? bodies.stream()
                                .map(body -> Person.ofDemonstration(
                                        role, body.id(), body.name().zh()))
                        : Stream.of(new Person("demo-" + role.key(), role.key(), role, 0)));
    }
}
