package org.hengji.checker.measurability;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hengji.checker.measurability.SheetRules.Read;
import org.hengji.scoring.framework.Text;

/** Runs all rules over a sheet. */
public final class Measurability {
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");
    private static final MeasureWords WORDS = MeasureWords.shipped();
    private static final Map<String, RowRules.RowRule> ROW_RULES = RowRules.all();
    private static final Map<String, SheetRules.SheetRule> SHEET_RULES = SheetRules.all();

    private Measurability() {}

    public static Lint of(TargetSheet sheet) {
        List<Read> rows = SheetRules.read(sheet);
        List<Remark> remarks = new ArrayList<>();
        Map<String, Integer> applied = new LinkedHashMap<>();
        for (MeasureWords.Rule rule : WORDS.rules().values()) {
            List<Outcome> outcomes = outcomes(rule.id(), sheet, rows);
            applied.put(rule.id(), (int)
                    outcomes.stream().filter(o -> o != Outcome.SKIPPED).count());
            List<Outcome.Failed> failed = outcomes.stream()
                    .filter(Outcome.Failed.class::isInstance)
                    .map(Outcome.Failed.class::cast)
                    .toList();
            if (rule.whole().isPresent()
                    && failed.size() == applied.get(rule.id())
                    && failed.size() >= WORDS.wholeColumn()) {
                remarks.add(remark(rule, rule.whole().get(), whole(failed)));
            } else {
                failed.forEach(f -> remarks.add(remark(rule, rule.what(), f)));
            }
        }
        remarks.sort(java.util.Comparator.comparingInt(Remark::row));
        return new Lint(remarks, applied, (int) rows.stream().filter(Read::none).count());
    }

    static List<Outcome> outcomes(String rule, TargetSheet sheet, List<Read> rows) {
        RowRules.RowRule own = ROW_RULES.get(rule);
        if (own == null) {
            return SHEET_RULES.get(rule).on(sheet, rows);
        }
        return rows.stream()
                .filter(r -> !r.none())
                .map(r -> own.on(sheet, r.row(), r.typed()))
                .toList();
    }

    private static Outcome.Failed whole(List<Outcome.Failed> failed) {
        return Outcome.failed(failed.get(0).field())
                .and("count", String.valueOf(failed.size()))
                .and("rows", Rows.told(failed.stream().map(Outcome.Failed::row).toList()));
    }

    private static Remark remark(MeasureWords.Rule rule, Text what, Outcome.Failed failed) {
        return new Remark(
                rule.id(),
                rule.severity(),
                failed.row(),
                failed.field(),
                filled(what, failed),
                filled(rule.why(), failed),
                filled(rule.remedy(), failed),
                Optional.of(failed.suggestion()).filter(s -> !s.isEmpty()));
    }

    private static Text filled(Text text, Outcome.Failed failed) {
        return Text.of(filled(text.zh(), failed, Text::zh), filled(text.en(), failed, Text::en));
    }

    /** In one pass: braces that somebody typed stay as they are. */
    private static String filled(String template, Outcome.Failed failed, Function<Text, String> language) {
        return PLACE.matcher(template)
                .replaceAll(m -> Matcher.quoteReplacement(
                        Optional.ofNullable(failed.with().get(m.group(1)))
                                .map(language)
                                .orElse(m.group())))
                .strip();
    }
}
