package org.hengji.checker.measurability;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PastedBlockTest {
    private static final Path SEED = Path.of("src/test/resources/measurability/seed-004.tsv");
    private static final Path GOLDEN = Path.of("src/test/resources/measurability/seed-004.lint.txt");

    @Test
    void mergedClassesAreFilledDown() throws Exception {
        PastedBlock block = PastedBlock.read(Files.readString(SEED));
        assertThat(block.problems()).isEmpty();
        assertThat(block.rows()).hasSize(51).allMatch(r -> r.kind().isPresent());
        Map<TargetClass, Long> classes = block.rows().stream()
                .collect(Collectors.groupingBy(r -> r.kind().orElseThrow(), Collectors.counting()));
        assertThat(classes)
                .containsEntry(TargetClass.QUANTITY, 10L)
                .containsEntry(TargetClass.QUALITY, 9L)
                .containsEntry(TargetClass.TIMELINESS, 9L)
                .containsEntry(TargetClass.COST_OF_OUTPUT, 1L)
                .containsEntry(TargetClass.ECONOMIC, 1L)
                .containsEntry(TargetClass.SOCIAL, 10L)
                .containsEntry(TargetClass.ECOLOGICAL, 1L)
                .containsEntry(TargetClass.OTHERS, 10L);
    }

    @Test
    void comparatorNumberAndUnitAreParted() throws Exception {
        List<TargetRow> rows = PastedBlock.read(Files.readString(SEED)).rows();
        TargetRow firms = rows.stream()
                .filter(r -> r.text(Field.NAME).equals("培训用人单位数量"))
                .findFirst()
                .orElseThrow();
        assertThat(firms.cells())
                .containsEntry(Field.COMPARATOR, "≥")
                .containsEntry(Field.VALUE, "1500")
                .containsEntry(Field.UNIT, "家");
        TargetRow claims = rows.get(1);
        assertThat(claims.text(Field.VALUE)).isEqualTo("2228 宗(有债权 1114 宗、无债权 1115 宗)");
        assertThat(claims.text(Field.COMPARATOR)).isEqualTo("分项");
    }

    /** The list of all remarks on the table is kept, so that a change of a rule shows what it does to a real one. */
    @Test
    void theLintOfTheSeedTableIsKept() throws Exception {
        List<TargetRow> rows = PastedBlock.read(Files.readString(SEED)).rows();
        Lint lint = Measurability.of(
                new TargetSheet(2021, TargetSheet.Scope.DEPARTMENT, "", "聚焦六个方面，加强社保经办，推进数字化转型。", rows));
        String told = lint.remarks().stream()
                .map(r -> r.rule() + "\t" + r.row() + "\t" + r.field().key() + "\t" + r.severity() + "\t"
                        + r.what().zh() + r.suggestion().map(s -> " → " + s).orElse(""))
                .collect(Collectors.joining("\n", "", "\n"));
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target/seed-004.lint.txt"), told);
        assertThat(told).isEqualTo(Files.readString(GOLDEN));
        assertThat(Files.readString(Path.of("../docs/targets.md")))
                .contains(lint.remarks().stream().map(r -> r.what().zh()).toList());
    }

    @Test
    void columnsMayStandInAnyOrder() {
        PastedBlock block = PastedBlock.read("指标值\t计量单位\t三级指标\t一级指标\t二级指标\t我们的编号\n" + "300\t人\t培训人数\t产出指标\t数量指标\t7\n");
        assertThat(block.rows()).hasSize(1);
        assertThat(block.rows().get(0).cells())
                .containsEntry(Field.NAME, "培训人数")
                .containsEntry(Field.VALUE, "300")
                .containsEntry(Field.UNIT, "人");
        assertThat(block.problems())
                .singleElement()
                .satisfies(p -> assertThat(p.message().zh()).contains("第 6 列“我们的编号”"));
    }

    @Test
    void quotedCellsMayHoldBreaksAndQuotes() {
        PastedBlock block = PastedBlock.read("三级指标\t指标值\r\n\"培训\n人数\"\t\"300 \"\"人\"\"\"\r\n\"半个引号\t5 次\r\n");
        assertThat(block.rows()).extracting(r -> r.text(Field.NAME)).containsExactly("培训\n人数", "\"半个引号");
        assertThat(block.rows().get(0).text(Field.VALUE)).contains("300 \"人\"");
    }

    @Test
    void withoutHeadsTheUsualOrderIsTaken() {
        PastedBlock block = PastedBlock.read("产出\t数量\t培训人数\t300 人\n\t质量\t合格率\t≥95%\n");
        assertThat(block.rows()).hasSize(2);
        assertThat(block.rows().get(1).kind()).contains(TargetClass.QUALITY);
    }

    @Test
    void aBlockThatIsNoTargetTableSaysSo() {
        PastedBlock block = PastedBlock.read("张三\t13\n李四\t14\n王五\t15\n赵六\t16\n".replace("\t", " "));
        assertThat(block.rows()).isEmpty();
        assertThat(block.problems())
                .singleElement()
                .satisfies(p -> assertThat(p.remedy().zh()).contains("三级指标"));
    }

    @Property(tries = 300)
    void anythingPastedIsReadWithoutFail(@ForAll String anything) {
        PastedBlock block = PastedBlock.read("三级指标\t指标值\n" + anything);
        assertThat(Measurability.of(new TargetSheet(2024, TargetSheet.Scope.DEPARTMENT, "", anything, block.rows())))
                .isNotNull();
    }
}
