package org.hengji.documents;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RadicalsTest {

    @Test
    void every_radical_of_the_kangxi_dictionary_has_its_character() {
        for (char radical = '\u2F00'; radical <= '\u2FD5'; radical++) {
            String named = Radicals.named(String.valueOf(radical));
            assertThat(named).hasSize(1);
            assertThat(named.charAt(0)).isBetween('\u4E00', '\u9FFF');
        }
    }

    @Test
    void simplified_radicals_are_named_by_hand() {
        assertThat(Radicals.named("⺠⻅⻉⻋⻓⻔⻘⻚⻛⻜⻢⻥⻦⻩⻬⻰⻳")).isEqualTo("民见贝车长门青页风飞马鱼鸟黄齐龙龟");
    }

    @Test
    void nothing_else_changes() {
        assertThat(Radicals.named("①Ⅲ％（ﬁ）㎡½目")).isEqualTo("①Ⅲ％（ﬁ）㎡½目");
    }
}
