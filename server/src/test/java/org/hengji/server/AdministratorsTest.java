package org.hengji.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hengji.server.access.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** 三员分立, read off every door of a server that is run for real. */
@WebTest
@TestPropertySource(properties = "hengji.mark=serve")
class AdministratorsTest {

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping handlers;

    @Test
    void theThreeAdministratorsShareNoActAndSeeNoBusiness() {
        Set<Role> three = EnumSet.of(Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR);
        Map<String, Set<Role>> acts = new TreeMap<>();
        for (Door door : Door.all(handlers)) {
            Set<Role> admitted = EnumSet.copyOf(three);
            admitted.retainAll(door.open());
            if (!admitted.isEmpty() && door.open().size() < Role.values().length) {
                acts.put(door.method() + " " + door.pattern(), admitted);
                assertThat(door.open()).as(door.pattern()).isSubsetOf(three);
            }
        }
        Set<Role> busy = new TreeSet<>();
        acts.forEach((act, admitted) -> {
            busy.addAll(admitted);
            if (act.startsWith("POST")) {
                assertThat(admitted).as(act).hasSize(1);
                assertThat(admitted).as(act).doesNotContain(Role.AUDIT_ADMINISTRATOR);
            }
        });
        assertThat(busy).containsExactlyInAnyOrderElementsOf(three);
        assertThat(acts).hasSizeGreaterThan(8);
    }
}
