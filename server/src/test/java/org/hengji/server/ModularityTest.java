package org.hengji.server;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTest {

    @Test
    void modulesSpeakOnlyThroughTheirDoorsAndInOneDirection() {
        ApplicationModules.of(ServerApplication.class).verify();
    }
}
