package org.hengji.frameworks;

import java.util.ArrayList;
import java.util.List;
import org.hengji.scoring.Problem;
import org.hengji.scoring.ScoreSheet;
import org.hengji.scoring.number.Rational;

/** Compares a sheet with what its case says should come out. */
public final class Expectations {
    private Expectations() {}

    public static List<Problem> differences(CaseFile file, ScoreSheet sheet) {
        List<Problem> found = new ArrayList<>();
        file.expect().points().forEach((id, expected) -> {
            ScoreSheet.Range range = sheet.node(id).orElseThrow().range();
            if (!range.isOne() || !same(expected, range.low())) {
                found.add(difference("expect.points." + id, expected, print(sheet, range)));
            }
        });
        file.expect().range().forEach((id, expected) -> {
            ScoreSheet.Range range = sheet.node(id).orElseThrow().range();
            if (!same(expected[0], range.low()) || !same(expected[1], range.high())) {
                found.add(difference(
                        "expect.range." + id, "[" + expected[0] + ", " + expected[1] + "]", print(sheet, range)));
            }
        });
        file.expect()
                .total()
                .filter(t -> !sheet.range().isOne() || !same(t, sheet.range().low()))
                .ifPresent(t -> found.add(difference("expect.total", t, print(sheet, sheet.range()))));
        file.expect()
                .totalRange()
                .filter(r -> !same(r[0], sheet.range().low())
                        || !same(r[1], sheet.range().high()))
                .ifPresent(r -> found.add(
                        difference("expect.totalRange", "[" + r[0] + ", " + r[1] + "]", print(sheet, sheet.range()))));
        file.expect()
                .grade()
                .filter(g -> sheet.grade().map(t -> !t.zh().equals(g)).orElse(true))
                .ifPresent(g -> found.add(difference(
                        "expect.grade", g, sheet.grade().map(t -> t.zh()).orElse("不能确定 / open"))));
        return found;
    }

    private static boolean same(String expected, Rational actual) {
        try {
            return Rational.parse(expected).equals(actual);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static String print(ScoreSheet sheet, ScoreSheet.Range range) {
        return range.isOne()
                ? sheet.print(range.low())
                : "[" + sheet.print(range.low()) + ", " + sheet.print(range.high()) + "]";
    }

    private static Problem difference(String path, String expected, String actual) {
        return Problem.of(
                "expect.differs",
                path,
                path.substring("expect.".length()) + " 预期 " + expected + "，算得 " + actual,
                path.substring("expect.".length()) + ": expected " + expected + ", computed " + actual,
                "核对数据项、规则解释，或改正预期",
                "Check facts and readings, or mend the expectation");
    }
}
