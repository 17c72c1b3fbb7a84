package org.hengji.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import org.hengji.scoring.Problem;
import org.junit.jupiter.api.Test;

class ProblemTextTest {
    @Test
    void the_caret_stands_under_its_character_behind_chinese_text() {
        Problem problem =
                Problem.of("fact.unknown", "", "没有", "none", "改", "mend").at(new Problem.Place(3, 9, "名称: {资产, x}"));
        assertThat(ProblemText.of("a.yaml", problem)).isEqualTo("""
                a.yaml:3:9: 没有  [fact.unknown]
                  none
                    名称: {资产, x}
                    　　   　　 ^
                  → 改
                  → mend
                """);
    }

    @Test
    void a_long_line_is_cut_round_the_caret() {
        String line = "字".repeat(200) + "x" + "字".repeat(200);
        String text = ProblemText.of(
                "a.yaml", Problem.of("c.d", "", "没有", "none", "改", "mend").at(new Problem.Place(1, 201, line)));
        String shown = text.lines().filter(l -> l.contains("字")).findFirst().orElseThrow();
        String caret = text.lines().filter(l -> l.contains("^")).findFirst().orElseThrow();
        assertThat(shown).startsWith("    ... ").endsWith(" ...").hasSizeLessThan(80);
        assertThat(caret.indexOf('^')).isEqualTo(shown.indexOf('x'));
    }
}
