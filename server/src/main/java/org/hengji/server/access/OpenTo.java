package org.hengji.server.access;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Opens a route, on the handler method or its class: {@code @OpenTo(Audience.BUSINESS)}, {@code @OpenTo(roles =
 * Role.FINANCE_REVIEWER)}. A handler without it answers nobody.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface OpenTo {

    Audience value() default Audience.NAMED_ROLES;

    Role[] roles() default {};

    /** The usual circles of people. */
    enum Audience {
        /** Visitors too, without signing in. */
        EVERYONE,
        /** Everyone who is signed in. */
        SIGNED_IN,
        /** Everyone who works with budgets and evaluations; not the three administrators. */
        BUSINESS,
        /** Only {@link OpenTo#roles()}. */
        NAMED_ROLES
    }
}
