package org.hengji.server.intake;

import java.util.List;
import java.util.Optional;
import org.hengji.server.access.Person;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** All kinds of files that somebody receives, in the order of the year ({@code @Order} at the receiver). */
@Component
class Receivers {

    private final List<Receiver> all;

    Receivers(ObjectProvider<Receiver> all) {
        this.all = all.orderedStream().toList();
    }

    List<Receiver> all() {
        return all;
    }

    Optional<Receiver> of(String kind) {
        return all.stream().filter(r -> r.kind().equals(kind)).findFirst();
    }

    /** Those whose files the person may bring. */
    List<Receiver> of(Person person) {
        return all.stream().filter(r -> r.roles().contains(person.role())).toList();
    }
}
