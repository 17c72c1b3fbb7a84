package org.hengji.documents.workbook;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hengji.documents.workbook.Form.Column;
import org.hengji.documents.workbook.Form.Table;
import org.hengji.frameworks.CaseFile;
import org.hengji.frameworks.Packs;
import org.hengji.scoring.expression.Unit;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.subject.Fact;
import org.hengji.scoring.subject.Fact.Value;
import org.hengji.scoring.subject.OwnIndicator;
import org.hengji.scoring.subject.OwnIndicator.Target;

/**
 * What a case says already in the forms of targets and monitoring: the project with its money and goals, its indicators
 * with their targets. A cell that the case does not tell stays blank; nothing is guessed.
 */
public final class CaseRows {
    /** Forms that a case fills in. */
    public static final List<String> FORMS = List.of("targets", "monitoring");

    private static final Pattern YEAR = Pattern.compile("(?<!\\d)((?:19|20)\\d{2})年");
    private static final Map<String, String> FIRST = Map.of(
            "cost",
            "cost",
            "output",
            "output",
            "benefit",
            "effect",
            "effects",
            "effect",
            "satisfaction",
            "satisfaction");
    private static final Map<String, String> SECOND = Map.ofEntries(
            Map.entry("cost.economic", "economic-cost"),
            Map.entry("cost.social", "social-cost"),
            Map.entry("cost.ecological", "ecological-cost"),
            Map.entry("output.quantity", "quantity"),
            Map.entry("output.quality", "quality"),
            Map.entry("output.time", "timeliness"),
            Map.entry("output.cost", "cost-of-output"),
            Map.entry("effect.economic", "economic"),
            Map.entry("effect.social", "social"),
            Map.entry("effect.ecological", "ecological"),
            Map.entry("effect.sustained", "sustained"),
            Map.entry("effect.satisfaction", "served"),
            Map.entry("satisfaction.satisfaction", "served"));

    private final CaseFile file;

    private CaseRows(CaseFile file) {
        this.file = file;
    }

    /** Values in order of the columns, by key of the sheet, as {@link FormWorkbook#write} takes them. */
    public static Map<String, List<List<Value>>> of(Form form, CaseFile file) {
        CaseRows rows = new CaseRows(file);
        Map<String, List<List<Value>>> all = new LinkedHashMap<>();
        for (Table table : form.tables()) {
            List<Map<String, String>> told = table.key().equals("indicators")
                    ? file.subject().indicators().stream()
                            .map(own -> rows.indicator(own, form.id()))
                            .toList()
                    : List.of(rows.project());
            all.put(
                    table.key(),
                    told.stream()
                            .map(row -> table.columns().stream()
                                    .map(c -> rows.value(c, row.getOrDefault(c.key(), "")))
                                    .toList())
                            .toList());
        }
        return all;
    }

    // ---- What the case says, by key of the column ----

    private Map<String, String> project() {
        Map<String, String> row = new LinkedHashMap<>();
        year().ifPresent(y -> row.put("year", y));
        row.put("code", text("code"));
        row.put("project", text("code"));
        row.put("name", text("project"));
        row.put("department", text("department"));
        row.put("overall", text("long-goal"));
        row.put("annual", text("goal"));
        row.put("budget", first("budget.year", "budget.opening"));
        row.put("appropriation", first("fund.fiscal.adjusted"));
        row.put("opening", first("fund.opening", "budget.opening"));
        row.put("adjusted", first("monitoring.budget", "budget.year", "budget.adjusted"));
        row.put("paid", first("monitoring.paid"));
        row.put("expected", first("monitoring.expected"));
        until().ifPresent(day -> row.put("until", day.toString()));
        return row;
    }

    private Map<String, String> indicator(OwnIndicator own, String form) {
        Map<String, String> row = new LinkedHashMap<>();
        String first = FIRST.getOrDefault(own.under(), "");
        String second = SECOND.getOrDefault(first + "." + own.aspect().orElse(""), "");
        row.put("project", text("code"));
        row.put("first", first);
        row.put("second", second);
        row.put("third", own.name().zh());
        row.put("weight", own.weight().toText());
        Target target = own.target().orElse(new Target.Word(""));
        if (target instanceof Target.Limit limit) {
            row.put("comparator", comparator(limit));
            row.put("target", limit.value().toText());
            row.put("unit", own.unit().symbol());
        } else {
            row.put("comparator", "words");
            row.put("target", words(target, own));
        }
        if (form.equals("monitoring")) {
            row.put("target", words(target, own));
        }
        reached(own).ifPresent(r -> {
            row.put("actual", r.getOrDefault("done", ""));
            row.put("forecast", r.getOrDefault("expected", ""));
            row.put("likelihood", r.getOrDefault("possibility", ""));
            row.put("why", r.getOrDefault("cause", ""));
            row.put("measure", r.getOrDefault("measure", ""));
        });
        return row;
    }

    private Optional<Map<String, String>> reached(OwnIndicator own) {
        return file.material().tables().getOrDefault("monitoring", List.of()).stream()
                .filter(r -> own.name().zh().equals(r.getOrDefault("name", "")))
                .findFirst();
    }

    private static String comparator(Target.Limit limit) {
        return switch (limit.comparator()) {
            case AT_LEAST -> "at-least";
            case MORE -> "more";
            case AT_MOST -> "at-most";
            case LESS -> "less";
            case EQUAL -> "equal";
        };
    }

    private static String words(Target target, OwnIndicator own) {
        String unit = own.unit().symbol();
        if (target instanceof Target.Limit limit) {
            return limit.comparator().sign + limit.value().toText() + unit;
        } else if (target instanceof Target.Between between) {
            return between.low().value().toText() + "至" + between.high().value().toText() + unit;
        } else if (target instanceof Target.Deadline deadline) {
            LocalDate day = LocalDate.ofEpochDay(deadline.epochDay().floor().longValueExact());
            return day.getYear() + "年" + day.getMonthValue() + "月" + day.getDayOfMonth() + "日前";
        } else if (target instanceof Target.Composite composite) {
            return composite.parts().stream()
                    .map(p -> p.name() + words(p.target(), own))
                    .collect(Collectors.joining("；"));
        }
        return ((Target.Word) target).word();
    }

    private String text(String key) {
        return file.material().texts().getOrDefault(key, "").strip();
    }

    private Optional<String> year() {
        Matcher year = YEAR.matcher(file.subject().subject().zh());
        return file.material().year().or(() -> year.find() ? Optional.of(year.group(1)) : Optional.empty());
    }

    /** The last day of the month that was monitored. */
    private Optional<LocalDate> until() {
        return year().flatMap(year -> known("monitoring.month")
                .map(month -> YearMonth.of(Integer.parseInt(year), month.floor().intValueExact())
                        .atEndOfMonth()));
    }

    /** The first of the figures that the case knows, in 万元, exact. */
    private String first(String... keys) {
        for (String key : keys) {
            Optional<Rational> known = known(key);
            if (known.isPresent()) {
                Unit unit = definition(key).unit();
                return unit.to(Unit.named("万元").orElseThrow(), known.get()).toText();
            }
        }
        return "";
    }

    private Optional<Rational> known(String key) {
        List<Fact> given =
                file.subject().facts().getOrDefault(key, file.material().facts().getOrDefault(key, List.of()));
        return given.size() == 1 && given.get(0).value() instanceof Value.Known known
                ? Optional.of(known.number())
                : Optional.empty();
    }

    private FactDefinition definition(String key) {
        FactDefinition own = file.framework().facts().get(key);
        return own != null ? own : Packs.reportFigures().get(key);
    }

    // ---- As a value of the column ----

    private Value value(Column column, String told) {
        if (told.isEmpty() || column.compute().isPresent()) {
            return TypedColumn.BLANK;
        }
        return switch (column.declaration().kind()) {
            case DECIMAL, COUNT -> new Value.Known(Rational.parse(told));
            case DATE -> new Value.Known(Rational.of(LocalDate.parse(told).toEpochDay()));
            case CHOICE ->
                column.declaration().options().stream()
                        .filter(o -> o.key().equals(told) || o.name().zh().equals(told))
                        .findFirst()
                        .map(o -> (Value) new Value.Option(o.key()))
                        .orElse(TypedColumn.BLANK);
            case TEXT -> new Value.Words(shown(column, told));
            case BOOLEAN -> TypedColumn.BLANK;
        };
    }

    /** The monitoring form writes levels and targets in words where the targets form has choices. */
    private String shown(Column column, String told) {
        return column.key().equals("first") || column.key().equals("second")
                ? Form.shipped("targets").orElseThrow().tables().stream()
                        .filter(t -> t.key().equals("indicators"))
                        .flatMap(t -> t.column(column.key()).stream())
                        .flatMap(c -> c.declaration().options().stream())
                        .filter(o -> o.key().equals(told))
                        .findFirst()
                        .map(o -> o.name().zh())
                        .orElse(told)
                : told;
    }
}
