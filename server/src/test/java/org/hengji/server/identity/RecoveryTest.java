package org.hengji.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hengji.server.identity.Town.OTHER;
import static org.hengji.server.identity.Town.PASSWORD;
import static org.hengji.server.identity.Town.ZHOU;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.hengji.Refusal;
import org.hengji.server.WebTest;
import org.hengji.server.trail.Trail;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;

/** The only system administrator is locked out, or the telephone with the codes is lost. */
@WebTest
@TestPropertySource(properties = "hengji.mark=serve")
class RecoveryTest {

    @Autowired
    private MockMvc web;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Trail trail;

    @Autowired
    private Accounts accounts;

    @Autowired
    private TransactionTemplate transaction;

    private Town town;

    @BeforeEach
    void settle() {
        town = new Town(web, jdbc);
        town.settle();
    }

    private Recovery recovery() {
        return new Recovery(jdbc, trail, transaction);
    }

    @Test
    void theConsoleLiftsTheLockAndGivesOneLinkThatTakesTheSecondFactorAway() throws Exception {
        accounts.setSecondFactor(town.id("chen"), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 0);
        for (int i = 0; i < Throttle.PER_NAME_AND_ADDRESS; i++) {
            town.signIn("chen", "wrong", "10.1.1.1");
        }
        town.signIn("chen", PASSWORD, "10.1.1.1").andExpect(status().isTooManyRequests());
        long before = town.lastEntry();

        String token = recovery().of("Chen");

        assertThat(town.trailSince(before, "all"))
                .singleElement()
                .satisfies(entry -> assertThat(entry)
                        .startsWith("console account.recover account/chen ok")
                        .contains("\"failuresForgotten\": 5"));
        town.signIn("chen", PASSWORD, "10.1.1.1")
                .andExpect(status().isOk()); // the lock is gone, the code is still owed
        town.setUp(token, "", "", OTHER).andExpect(status().isFound());
        assertThat(accounts.secondFactor(town.id("chen"))).isEmpty();
        town.signIn("chen", OTHER, "10.1.1.1").andExpect(status().isFound());
        town.setUp(token, "", "", PASSWORD).andExpect(status().isGone());
        // The security administrator, who would have had to approve it, sees that it happened.
        assertThat(town.page(ZHOU, "/security/requests")).contains("服务器控制台恢复");
    }

    @Test
    void othersGoByRequestAndApprovalAndAWrongNameChangesNothing() {
        jdbc.sql("update account set enabled = false where name = 'wu'").update();
        long before = town.lastEntry();
        for (String name : new String[] {"li", "wu", "nobody"}) {
            assertThatThrownBy(() -> recovery().of(name))
                    .isInstanceOfSatisfying(
                            Refusal.class, said -> assertThat(said.chinese()).contains(name, "什么也没有改"));
        }
        assertThat(town.lastEntry()).isEqualTo(before);
        assertThat(jdbc.sql("select count(*) from invitation").query(Long.class).single())
                .isZero();
    }
}
