package org.hengji.server.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hengji.frameworks.Packs;
import org.hengji.server.WebTest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** What comes into use, and what was changed though it was in use. */
@WebTest
@TestPropertySource(properties = "hengji.mark=serve")
class ReleasesTest {

    @Autowired
    private Releases releases;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private List<String> entries() {
        return jdbc.sql("select action || ' ' || entity || ' ' || result from trail"
                        + " where action = 'framework.publish' order by seq")
                .query(String.class)
                .list();
    }

    @Test
    @DisplayName("D5.21 publishing a framework is logged: once, at the first start with it")
    void aStartPublishesWhatIsNewAndNothingTwice() {
        assertThat(entries().stream().filter(e -> !e.contains("/trial@")))
                .containsExactlyInAnyOrderElementsOf(Packs.references().stream()
                        .map(reference -> "framework.publish framework/" + reference + " ok")
                        .toList());
        assertThat(releases.days()).containsKeys(Packs.references().toArray(String[]::new));
        int before = entries().size();
        releases.publish();
        assertThat(entries()).hasSize(before);
    }

    @Test
    void aFrameworkThatWasChangedUnderItsVersionIsFoundAndThePublicationStands() {
        transaction.executeWithoutResult(status -> releases.publish("trial", "1", "weights: [60, 40]"));
        int before = entries().size();
        String published = digest();
        transaction.executeWithoutResult(status -> releases.publish("trial", "1", "weights: [50, 50]"));
        assertThat(entries()).hasSize(before + 1).last().isEqualTo("framework.publish framework/trial@1 refused");
        assertThat(digest()).isEqualTo(published);
    }

    private String digest() {
        return jdbc.sql("select digest from framework_release where id = 'trial'")
                .query(String.class)
                .single();
    }
}
