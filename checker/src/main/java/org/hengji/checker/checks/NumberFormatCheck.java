package org.hengji.checker.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hengji.checker.Check;
import org.hengji.checker.Finding;
import org.hengji.checker.Finding.Confidence;
import org.hengji.checker.Finding.Place;
import org.hengji.checker.Finding.Severity;
import org.hengji.checker.Report;
import org.hengji.checker.Tally;
import org.hengji.checker.arithmetic.ColumnRatios;
import org.hengji.checker.arithmetic.Ratios;
import org.hengji.checker.arithmetic.UnitSlips;
import org.hengji.checker.reading.Figure;
import org.hengji.checker.reading.Passage;
import org.hengji.checker.tellings.Remainders;
import org.hengji.documents.Block;
import org.hengji.documents.Span;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.number.Rational;

/** K18: numbers are grouped by three digits, and every amount has its unit. */
public final class NumberFormatCheck implements Check {
    private static final int FEWEST_AMOUNTS = 3;
    private static final int FARTHEST_TITLE = 2;
    private static final Pattern TABLE_NAME = Pattern.compile("^表\\s?\\d+([-—.]\\d+)?");
    private static final Pattern UNIT_OF_LABEL = Pattern.compile("\\([^()\\d一二三四五六七八九十]{1,4}\\)$");

    @Override
    public String id() {
        return "K18";
    }

    @Override
    public Text meaning() {
        return Text.of("数字按三位分节，金额写明单位", "Digits are grouped by three and amounts name their unit");
    }

    @Override
    public void run(Report report, Tally tally) {
        List<Ratios.Held> held = Ratios.of(report).held();
        for (Figure figure : report.figures()) {
            if (figure.malformed()) {
                tally.find(grouping(figure, held));
            } else if (figure.words().indexOf(',') >= 0) {
                tally.pass();
            }
        }
        for (Block.Table table : report.document().tables()) {
            units(report, table, tally);
        }
        UnitSlips.of(report)
                .forEach(s -> tally.find(slip(s.printed(), s.times(), s.corrected(), s.arithmetic(), s.others())));
        Remainders.of(report).forEach(r -> remainder(r, tally));
    }

    /** 未拨付的372元, where 372万元 are left. */
    private void remainder(Remainders.Rest rest, Tally tally) {
        for (int power : new int[] {10, 10_000}) {
            for (Rational times : List.of(Rational.of(power), Rational.of(1, power))) {
                if (!rest.agrees() && rest.printed().base().times(times).equals(rest.due())) {
                    tally.find(slip(
                            rest.printed(),
                            times,
                            rest.computed(),
                            rest.whole().printed() + " − " + rest.part().printed(),
                            List.of(rest.whole(), rest.part())));
                }
            }
        }
    }

    private Finding slip(Figure printed, Rational times, String corrected, String arithmetic, List<Figure> others) {
        List<Span> places = new ArrayList<>(List.of(printed.span()));
        others.forEach(o -> places.add(o.span()));
        Rational apart = times.max(Rational.ONE.over(times));
        return Findings.of(id(), Severity.FACTUAL, Confidence.MEDIUM)
                .says(
                        "“" + printed.words() + "”与同处的数正好相差" + apart.toText() + "倍，可能是单位或小数点之误；按" + corrected + "，各数相符（"
                                + arithmetic + "）。",
                        "\"" + printed.words() + "\" is off by exactly " + apart.toText()
                                + " from what the figures beside it give; a unit or a decimal point may have slipped. With "
                                + corrected + " they agree.")
                .claimed(printed.printed())
                .computed(corrected)
                .arithmetic(arithmetic)
                .at(places)
                .settledBy("核对这个数的单位和小数点。", "Check the unit and the decimal point of this figure.");
    }

    private Finding grouping(Figure figure, List<Ratios.Held> held) {
        Optional<Ratios.Held> proof = held.stream()
                .filter(h -> h.agreement().agrees())
                .filter(h -> h.operands().numerator() == figure || h.operands().denominator() == figure)
                .findFirst();
        String plain = figure.value()
                .toDecimal(figure.places(), java.math.RoundingMode.HALF_UP)
                .toPlainString();
        return new Finding(
                id(),
                Severity.COSMETIC,
                Confidence.HIGH,
                Text.of(
                        "“" + figure.words() + "”的千位分隔符位置不对"
                                + proof.map(p -> "；按" + plain + "计算，与同处的"
                                                + p.printed().printed() + "相符")
                                        .orElse("") + "。",
                        "The thousands separators of \"" + figure.words() + "\" are misplaced"
                                + proof.map(p -> "; read as " + plain + " it agrees with "
                                                + p.printed().printed())
                                        .orElse("")
                                + "."),
                Optional.of(figure.words()),
                proof.map(p -> plain + figure.unit().symbol()),
                proof.map(p -> p.operands().written()),
                Finding.NO_EFFECT,
                List.of(Place.of(figure.span())),
                Text.of("按三位一节重写这个数。", "Write the number again with groups of three digits."));
    }

    /** A table of amounts with separators or decimals but no unit in its heads, its title or its cells. */
    private void units(Report report, Block.Table table, Tally tally) {
        List<Figure> amounts = new ArrayList<>();
        boolean unit = false;
        for (Passage passage : report.passages()) {
            if (passage.cell().isPresent() && passage.cell().get().table() == table) {
                unit |= passage.text().matches(".*(万元|亿元|元|单位[:：]).*");
                Block.Cell cell = passage.cell().get().cell();
                for (Figure f : report.figures(passage)) {
                    if (f.unit().symbol().isEmpty()
                            && f.words().matches("\\d{1,3}(,\\d{3})+(\\.\\d+)?")
                            && !isLabelled(report, table, cell)) {
                        amounts.add(f);
                    }
                }
            }
        }
        if (amounts.size() < FEWEST_AMOUNTS || ColumnRatios.grid(report, table).isEmpty()) {
            return;
        }
        if (unit || titled(report, table)) {
            tally.pass();
            return;
        }
        tally.find(new Finding(
                id(),
                Severity.COSMETIC,
                Confidence.HIGH,
                Text.of(
                        name(report, table).orElse("第" + table.number() + "张表") + "列出" + amounts.size()
                                + "个金额，但表头、标题和表内都没有写单位。",
                        name(report, table).orElse("Table " + table.number()) + " lists " + amounts.size()
                                + " amounts, but names no unit anywhere."),
                Optional.of(amounts.get(0).words()),
                Optional.empty(),
                Optional.empty(),
                Finding.NO_EFFECT,
                List.of(Place.of(amounts.get(0).span())),
                Text.of("在表头右上方注明“单位：万元”。", "State the unit above the table, such as 单位：万元.")));
    }

    /** 手术台次（台）: the name of its row or column carries the unit. */
    private static boolean isLabelled(Report report, Block.Table table, Block.Cell cell) {
        return Stream.of(report.cell(table, cell.row(), 1), report.cell(table, 1, cell.column()))
                .flatMap(Optional::stream)
                .anyMatch(p -> UNIT_OF_LABEL.matcher(p.text().strip()).find());
    }

    /** 表2-1 of the title right above it. */
    private static Optional<String> name(Report report, Block.Table table) {
        return report.passages().stream()
                .filter(p -> !p.isCell() && p.original().end() <= table.span().start())
                .reduce((first, second) -> second)
                .map(p -> TABLE_NAME.matcher(p.text()))
                .filter(Matcher::find)
                .map(Matcher::group);
    }

    private static boolean titled(Report report, Block.Table table) {
        List<Passage> above = report.passages().stream()
                .filter(p -> !p.isCell() && p.original().end() <= table.span().start())
                .toList();
        // The name of a sheet may stand between a table and its title
        for (int i = above.size() - 1; i >= 0; i--) {
            if (above.get(i).text().matches(".*单位[:：].*")) {
                return true;
            }
            if (above.get(i).level() == 0 || above.size() - i >= FARTHEST_TITLE) {
                return false;
            }
        }
        return false;
    }
}
