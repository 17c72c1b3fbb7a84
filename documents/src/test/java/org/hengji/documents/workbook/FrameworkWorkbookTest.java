package org.hengji.documents.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.CellValue;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFFormulaEvaluator;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.hengji.documents.CellSource;
import org.hengji.frameworks.CaseFile;
import org.hengji.frameworks.CaseLoader;
import org.hengji.frameworks.Packs;
import org.hengji.scoring.ScoreSheet;
import org.hengji.scoring.Scoring;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Indicator;
import org.hengji.scoring.subject.Case;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FrameworkWorkbookTest {
    static Stream<Arguments> cases() {
        return Packs.index().stream().flatMap(pack -> Packs.cases(pack).stream().map(file -> Arguments.of(pack, file)));
    }

    private static CaseFile load(String pack, String file) {
        return CaseLoader.load(Packs.caseText(pack, file), Packs::find).value().orElseThrow();
    }

    private static byte[] written(String kind, Framework framework, Optional<Case> subject) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        FrameworkWorkbook.write(kind, framework, subject, out);
        return out.toByteArray();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void importing_an_exported_workbook_changes_nothing(String pack, String name, @TempDir Path folder)
            throws Exception {
        CaseFile file = load(pack, name);
        for (String kind : FrameworkWorkbook.KINDS) {
            Path workbook = Files.write(
                    folder.resolve(kind + ".xlsx"), written(kind, file.framework(), Optional.of(file.subject())));
            try (CellSource source = CellSource.open(workbook, FormImport.LIMITS)) {
                CaseImport read = CaseImport.read(source, kind, file.framework(), file.subject(), Progress.NONE);
                assertThat(read.result().findings()).as(kind).isEmpty();
                assertThat(read.changes().changed()).as(kind).isEmpty();
                assertThat(read.changes().added()).as(kind).isEmpty();
                assertThat(read.changes().missing()).as(kind).isEmpty();
                assertThat(Scoring.score(file.framework(), read.subject()).digest())
                        .isEqualTo(
                                Scoring.score(file.framework(), file.subject()).digest());
            }
        }
    }

    /** What the formulas of the score sheet show, against the engine. */
    @ParameterizedTest
    @MethodSource("cases")
    void offline_formulas_agree_with_the_engine(String pack, String name) throws Exception {
        CaseFile file = load(pack, name);
        ScoreSheet scored = Scoring.score(file.framework(), file.subject());
        Map<String, ScoreSheet.Node> nodes = new HashMap<>();
        scored.nodes().forEach(n -> nodes.put(n.id(), n));
        byte[] bytes = written("facts", file.framework(), Optional.of(file.subject()));
        int numbers = 0;
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(bytes))) {
            XSSFSheet sheet = workbook.getSheet(ScoreTable.SHEET);
            XSSFFormulaEvaluator evaluator = workbook.getCreationHelper().createFormulaEvaluator();
            int row = 4;
            for (Indicator node : file.framework().nodes()) {
                if (!node.isLeaf()) {
                    continue;
                }
                int column = node.item() || node.level() > 3 ? 11 : node.level() * 3 - 1;
                XSSFCell cell = sheet.getRow(row++).getCell(column);
                if (cell.getCellType() != CellType.FORMULA) {
                    continue;
                }
                CellValue value = evaluator.evaluate(cell);
                assertThat(value.getCellType())
                        .as(node.id() + " " + cell.getCellFormula())
                        .isNotEqualTo(CellType.ERROR);
                if (value.getCellType() == CellType.NUMERIC) {
                    numbers++;
                    ScoreSheet.Node expected = nodes.get(node.id());
                    assertThat(expected.points()).as(node.id() + " is certain").isPresent();
                    assertThat(new java.math.BigDecimal(value.getNumberValue())
                                    .setScale(6, java.math.RoundingMode.HALF_UP))
                            .as(node.id() + ": " + cell.getCellFormula())
                            .isEqualByComparingTo(expected.points().get().toDecimal(6, java.math.RoundingMode.HALF_UP));
                }
            }
            assertThat(numbers).isPositive();
        }
    }
}
