package org.hengji.server.trail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VisibleTest {

    @Test
    void aControlCharacterBecomesItsPictureAndForgesNothing() {
        assertThat(Visible.line("李红\r\n2026-11-21 admin ok")).isEqualTo("李红␍␊2026-11-21 admin ok");
        assertThat(Visible.line("\u001b[2J\u001b[31mred\u0000\u0007\u007f")).isEqualTo("␛[2J␛[31mred␀␇␡");
        assertThat(Visible.line("a\u0085b\u009bc\u2028d\u202ee\u2066f")).isEqualTo("a�b�c�d�e�f");
        for (char c = 0; c < 0xa0; c++) {
            if (Character.isISOControl(c)) {
                assertThat(Visible.line("x" + c).codePoints().noneMatch(Character::isISOControl))
                        .isTrue();
            }
        }
    }

    @Test
    void halfACharacterIsNotPassedOnAndAWholeOneIs() {
        assertThat(Visible.value("𠮷\ud842x\udfb7")).isEqualTo("𠮷�x�");
        assertThat(Visible.value("第一段\n\t第二段\u0000")).isEqualTo("第一段\n\t第二段␀");
        String plain = "养老服务 12.5%";
        assertThat(Visible.line(plain)).isSameAs(plain);
    }
}
