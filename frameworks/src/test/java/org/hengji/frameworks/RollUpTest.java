package org.hengji.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hengji.scoring.ScoreSheet;
import org.hengji.scoring.Scoring;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.rollup.Consolidation;
import org.hengji.scoring.rollup.Coverage;
import org.hengji.scoring.subject.Case;
import org.junit.jupiter.api.Test;

/** The units of {@code roll-up/} make the whole that {@code whole.yaml} expects. */
class RollUpTest {
    private static final Path FOLDER = Path.of("src/test/resources/roll-up");

    private static String text(String file) throws IOException {
        return Files.readString(FOLDER.resolve(file + ".yaml"));
    }

    private static CaseFile read(Framework framework, String file) throws IOException {
        Loaded<CaseFile> loaded = CaseLoader.load(text(file), id -> Optional.of(framework));
        assertThat(loaded.problems()).isEmpty();
        return loaded.value().orElseThrow();
    }

    @Test
    void three_units_make_the_whole_that_was_worked_out_by_hand() throws IOException {
        Framework framework = FrameworkLoader.load(text("framework")).value().orElseThrow();
        List<Case> units = new ArrayList<>();
        for (String unit : List.of("unit-1", "unit-2", "unit-3")) {
            units.add(read(framework, unit).subject());
        }
        CaseFile whole = read(framework, "whole");
        Consolidation consolidation = Consolidation.of(framework, whole.subject(), units);
        ScoreSheet sheet = Scoring.score(framework, consolidation.whole());

        assertThat(Expectations.differences(whole, sheet)).isEmpty();
        assertThat(consolidation.coverage())
                .filteredOn(c -> !c.isComplete())
                .containsExactly(
                        new Coverage("spent", 2, 3, List.of("unit-3")),
                        new Coverage("complaints", 2, 3, List.of("unit-3")));
        assertThat(sheet.node("execution").orElseThrow().explanation().inputs())
                .filteredOn(i -> i.fact().equals("spent"))
                .allSatisfy(i ->
                        assertThat(i.sources()).containsExactly("汇总：3 个单位中 2 个已报 (rolled up: 2 of 3 units reported)"));
    }
}
