package org.hengji.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.hengji.scoring.ScoreSheet;
import org.hengji.scoring.Scoring;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every case that is shipped comes out as it says, node by node. */
class ShippedCasesTest {
    record Shipped(String pack, String file) {}

    static Stream<Shipped> cases() {
        return Packs.index().stream().flatMap(p -> Packs.cases(p).stream().map(c -> new Shipped(p, c)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void comesOutAsItSays(Shipped shipped) {
        Loaded<CaseFile> loaded = CaseLoader.load(Packs.caseText(shipped.pack(), shipped.file()), Packs::find);
        assertThat(loaded.problems()).isEmpty();
        CaseFile file = loaded.value().orElseThrow();
        ScoreSheet sheet = Scoring.score(file.framework(), file.subject());
        assertThat(sheet.range().exact()).isTrue();
        assertThat(sheet.nodes())
                .allSatisfy(n -> assertThat(n.range().exact()).as(n.id()).isTrue());
        assertThat(Expectations.differences(file, sheet))
                .extracting(p -> p.message().zh())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("packs")
    void isSound(String pack) {
        assertThat(FrameworkLoader.load(Packs.source(pack)).problems()).isEmpty();
    }

    static List<String> packs() {
        return Packs.index();
    }

    @Test
    void theIndexNamesTheFivePacks() {
        assertThat(Packs.all())
                .extracting(f -> f.id())
                .contains(
                        "shenzhen-department-2021-municipal",
                        "shenzhen-department-2021-district",
                        "futian-project-2023",
                        "mof-project-self-evaluation-2020",
                        "mof-project-self-evaluation-2021");
    }
}
