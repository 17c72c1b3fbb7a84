package org.hengji.server;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.hengji.server.access.OpenTo;
import org.hengji.server.access.Role;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** One way in: a pattern, a method and who may knock. */
record Door(String pattern, HttpMethod method, Set<Role> open) {

    boolean ofARecord() {
        return pattern.contains("{");
    }

    /** Every door of the application but those that are open to visitors, by pattern. */
    static List<Door> all(RequestMappingHandlerMapping handlers) {
        List<Door> doors = new ArrayList<>();
        handlers.getHandlerMethods().forEach((info, handler) -> {
            Set<Role> open = open(handler);
            if (open != null) {
                info.getPatternValues()
                        .forEach(pattern -> info.getMethodsCondition()
                                .getMethods()
                                .forEach(method ->
                                        doors.add(new Door(pattern, HttpMethod.valueOf(method.name()), open))));
            }
        });
        doors.sort((a, b) -> (a.pattern() + a.method()).compareTo(b.pattern() + b.method()));
        return doors;
    }

    /** Null for doors that are open to visitors. */
    private static Set<Role> open(HandlerMethod handler) {
        OpenTo mark = AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), OpenTo.class);
        if (mark == null) {
            mark = AnnotatedElementUtils.findMergedAnnotation(handler.getBeanType(), OpenTo.class);
        }
        if (mark == null) {
            return EnumSet.noneOf(Role.class);
        }
        return switch (mark.value()) {
            case EVERYONE -> null;
            case SIGNED_IN -> EnumSet.allOf(Role.class);
            case BUSINESS -> EnumSet.range(Role.FILLER, Role.EXPERT);
            case NAMED_ROLES ->
                mark.roles().length == 0 ? EnumSet.noneOf(Role.class) : EnumSet.copyOf(Arrays.asList(mark.roles()));
        };
    }
}
