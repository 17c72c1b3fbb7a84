package org.hengji.server.access;

import java.io.Serializable;
import java.util.Optional;
import org.springframework.security.core.AuthenticatedPrincipal;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Who is signed in.
 *
 * @param unit the body that the person belongs to; 0 for administrators, third parties and experts
 */
public record Person(String name, String displayName, Role role, long unit)
        implements AuthenticatedPrincipal, Serializable {

    /** One of a demonstration: of each body its own, so that two windows with two bodies do not overwrite each other. */
    public static Person ofDemonstration(Role role, long unit, String displayName) {
        return new Person("demo-" + role.key() + "-" + unit, displayName, role, unit);
    }

    @Override
    public String getName() {
        return name;
    }

    /** The person behind the request at hand; empty for a visitor and outside requests. */
    public static Optional<Person> current() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Person person
                ? Optional.of(person)
                : Optional.empty();
    }
}
