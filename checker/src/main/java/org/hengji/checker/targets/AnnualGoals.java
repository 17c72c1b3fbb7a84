package org.hengji.checker.targets;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hengji.checker.Report;
import org.hengji.checker.reading.Figure;
import org.hengji.checker.reading.Figure.Bound;
import org.hengji.checker.reading.Passage;
import org.hengji.checker.vocabulary.Glossary;
import org.hengji.documents.Span;

/** 年度目标：…，四级手术占比20%以上，…，12月15日前全部完工: what one sentence of goals promises, beside what became of it. */
public final class AnnualGoals {
    private static final List<String> OPENINGS = Glossary.part("goals").words("openings");
    private static final Pattern DUE = Pattern.compile("(\\d{1,2})月(\\d{1,2})日前[\\p{IsHan}]{0,2}(完工|完成|投用|通车|验收)");
    private static final String SHARE = "占比";

    /**
     * @param aim with its direction: 20%以上, 不高于28%
     * @param results rates of the same name
     */
    public record Rate(String name, Figure aim, List<Figure> results) {}

    /** @param done the latest day that the report gives for the same deed */
    public record Due(String name, Day by, Span promised, Day on, Span done) {}

    private AnnualGoals() {}

    public static List<Rate> rates(Report report) {
        List<Rate> rates = new ArrayList<>();
        for (Passage passage : report.passages()) {
            int start = start(passage);
            for (Figure aim : start < 0 ? List.<Figure>of() : report.figures(passage)) {
                boolean bounded = aim.bound() == Bound.AT_LEAST || aim.bound() == Bound.AT_MOST;
                if (aim.from() > start
                        && aim.isPercent()
                        && bounded
                        && aim.label().length() > 2) {
                    List<Figure> results = results(report, aim);
                    if (!results.isEmpty()) {
                        rates.add(new Rate(aim.label(), aim, results));
                    }
                }
            }
        }
        return rates;
    }

    private static int start(Passage passage) {
        if (passage.isCell()) {
            return -1;
        }
        return OPENINGS.stream()
                .mapToInt(o -> passage.text().indexOf(o + ":"))
                .filter(i -> i >= 0)
                .min()
                .orElse(-1);
    }

    private static List<Figure> results(Report report, Figure aim) {
        return report.figures().stream()
                .filter(f -> f.isPercent() && f.isExact() && !f.passage().isCell() && f.passage() != aim.passage())
                .filter(f -> name(report, f).equals(aim.label()))
                .filter(f -> report.words().notActual().stream().noneMatch(f.label()::contains))
                .toList();
    }

    /** 四级手术占比 of 四级手术3,772台，占手术总量的20.67%. */
    private static String name(Report report, Figure rate) {
        if (!rate.label().startsWith("占")) {
            return rate.label();
        }
        List<Figure> own = report.figures(rate.passage());
        int at = own.indexOf(rate) - 1;
        return at >= 0
                        && own.get(at).sentence() == rate.sentence()
                        && !own.get(at).isPercent()
                ? own.get(at).label() + SHARE
                : rate.label();
    }

    /** Promised days, where the same deed is told with a day of the year in another paragraph. */
    public static List<Due> days(Report report) {
        List<Due> dues = new ArrayList<>();
        for (Passage passage : report.passages()) {
            int start = start(passage);
            Matcher due = DUE.matcher(passage.text());
            if (start >= 0 && !report.year().isEmpty() && due.find(start)) {
                Day by = new Day(
                        Integer.parseInt(report.year()),
                        Integer.parseInt(due.group(1)),
                        Integer.parseInt(due.group(2)),
                        0,
                        0);
                latest(report, passage, due.group(3))
                        .ifPresent(t -> dues.add(new Due(
                                due.group(3), by, passage.original(due.start(), due.end()), t.day(), t.span())));
            }
        }
        return dues;
    }

    private record Told(Day day, Span span) {}

    private static Optional<Told> latest(Report report, Passage goal, String deed) {
        Told latest = null;
        for (Passage p : report.passages()) {
            if (p.isCell() || p == goal) {
                continue;
            }
            int at = 0;
            for (String sentence : p.text().split("(?<=[。；])")) {
                for (Day day : Day.in(sentence)) {
                    String behind =
                            sentence.substring(day.to(), Math.min(sentence.length(), day.to() + deed.length() + 2));
                    if (day.day() > 0 && behind.contains(deed) && (latest == null || day.after(latest.day()))) {
                        latest = new Told(day, p.original(at + day.from(), at + day.to()));
                    }
                }
                at += sentence.length();
            }
        }
        return Optional.ofNullable(latest);
    }
}
