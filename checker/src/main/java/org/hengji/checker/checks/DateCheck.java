package org.hengji.checker.checks;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hengji.checker.Check;
import org.hengji.checker.Finding;
import org.hengji.checker.Finding.Confidence;
import org.hengji.checker.Finding.Place;
import org.hengji.checker.Finding.Severity;
import org.hengji.checker.Report;
import org.hengji.checker.Tally;
import org.hengji.checker.reading.Passage;
import org.hengji.checker.targets.Day;
import org.hengji.checker.targets.Target;
import org.hengji.checker.targets.Targets;
import org.hengji.checker.vocabulary.Glossary;
import org.hengji.documents.Span;
import org.hengji.scoring.framework.Text;

/** K19: what was done in the year was done in the year, periods run forward, and days exist. */
public final class DateCheck implements Check {
    private static final Pattern PERIOD = Pattern.compile(
            "(?:((?:19|20)\\d{2})年)?(\\d{1,2})月(\\d{1,2})日[-~至到]((?:19|20)\\d{2}年)?(\\d{1,2})月(\\d{1,2})日");
    private static final Pattern TITLED = Pattern.compile("(20\\d{2})年度");
    private static final Pattern FULL = Pattern.compile("((?:19|20)\\d{2})年(\\d{1,2})月(\\d{1,2})日");
    private static final Pattern DAYS = Pattern.compile("(\\d{1,4})天");
    private static final int NEAR = 24;

    private static final Text SETTLE = Text.of("核对日期，按实际日期改正并说明。", "Check the dates, correct them and explain.");

    /** @param after years between what is published and its publication */
    private record Published(String name, int after) {}

    private static final Glossary WORDS = Glossary.part("dates");
    private static final List<String> DONE = WORDS.words("done");
    private static final List<String> NOT_DONE = WORDS.words("not-done");
    private static final List<String> LASTING = WORDS.words("lasting");
    private static final List<Published> PUBLISHED = WORDS.get("published").items().stream()
            .map(p -> new Published(
                    p.get("name").text(), Integer.parseInt(p.get("after").text())))
            .toList();

    @Override
    public String id() {
        return "K19";
    }

    @Override
    public Text meaning() {
        return Text.of("完成日期在评价年度内，起止日期和天数前后相符", "Work was done in the year, and periods and days agree");
    }

    @Override
    public void run(Report report, Tally tally) {
        List<Span> late = new ArrayList<>();
        boolean any = false;
        String evaluated = evaluated(report);
        int year = evaluated.isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(evaluated);
        for (Target target : Targets.of(report).inTables()) {
            for (Target.Place actual : target.reached().stream().toList()) {
                for (Day day : Day.in(actual.words())) {
                    any = true;
                    if (day.year() > year) {
                        late.add(actual.passage().original(day.from(), day.to()));
                    }
                }
            }
        }
        for (Passage p : report.passages()) {
            any |= periods(p, evaluated, tally);
            any |= published(p, tally);
            if (!p.isCell()) {
                any |= done(p, year, late);
            }
        }
        late.sort(null);
        if (!late.isEmpty()) {
            tally.find(after(report, late, year));
        } else if (any) {
            tally.pass();
        } else {
            tally.skip("没有完成日期或起止日期", "There are no days of completion and no periods");
        }
    }

    /** The year that the title names, else the one that the report speaks of most. */
    private static String evaluated(Report report) {
        for (Passage p : report.passages()) {
            Matcher m = TITLED.matcher(p.text());
            if (m.find()) {
                return m.group(1);
            }
        }
        return report.year();
    }

    private Finding after(Report report, List<Span> late, int year) {
        String first = report.words(late.get(0)).replaceAll("\\s", "");
        int n = late.size();
        return new Finding(
                id(),
                Severity.QUESTION,
                Confidence.MEDIUM,
                Text.of(
                        n + "处完成日期在评价年度" + year + "年之后（" + first + "），年末应按未完成反映。",
                        n + " days of completion lie after the year " + year + " (" + first
                                + "); at the year's end that work was not done."),
                Optional.of(first),
                Optional.of("≤" + year + "年12月31日"),
                Optional.empty(),
                Finding.NO_EFFECT,
                late.stream().map(Place::of).toList(),
                SETTLE);
    }

    /** Days after the year with a word of completion behind them. */
    private static boolean done(Passage p, int year, List<Span> late) {
        boolean any = false;
        for (Day day : Day.in(p.text())) {
            String clause = clause(p.text(), day.from(), day.to());
            String behind = clause.substring(Math.min(
                    clause.length(), clause.indexOf(p.text().substring(day.from(), day.to())) + day.to() - day.from()));
            boolean completed = day.month() > 0 && DONE.stream().anyMatch(behind::startsWith);
            if (completed && NOT_DONE.stream().noneMatch(clause::contains)) {
                any = true;
                if (day.year() > year) {
                    late.add(p.original(day.from(), day.to()));
                }
            }
        }
        return any;
    }

    private static String clause(String text, int from, int to) {
        int start = from;
        while (start > 0 && "，。；".indexOf(text.charAt(start - 1)) < 0) {
            start--;
        }
        int end = to;
        while (end < text.length() && "，。；".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(start, end);
    }

    private boolean periods(Passage p, String year, Tally tally) {
        boolean any = false;
        for (Matcher m = FULL.matcher(p.text()); m.find(); ) {
            if (date(m.group(1), m.group(2), m.group(3)).isEmpty()) {
                tally.find(finding(
                        p,
                        m,
                        Confidence.HIGH,
                        "“" + m.group() + "”不存在这一天。",
                        "There is no such day as " + m.group() + ".",
                        Optional.empty()));
            }
        }
        for (Matcher m = PERIOD.matcher(p.text()); m.find(); ) {
            // Without a year it is the report's own; a period over New Year then says so
            String beginYear = m.group(1) == null ? year : m.group(1);
            String endYear = m.group(4) == null ? beginYear : m.group(4).substring(0, 4);
            Optional<LocalDate> from = date(beginYear, m.group(2), m.group(3));
            Optional<LocalDate> to = date(endYear, m.group(5), m.group(6));
            if (from.isEmpty() || to.isEmpty()) {
                continue;
            }
            any = true;
            if (to.get().isBefore(from.get())) {
                tally.find(finding(
                        p,
                        m,
                        Confidence.HIGH,
                        "“" + m.group() + "”的结束日期早于开始日期。",
                        m.group() + " ends before it begins.",
                        Optional.empty()));
            } else {
                lasting(p, m, ChronoUnit.DAYS.between(from.get(), to.get()), tally);
            }
        }
        return any;
    }

    /** 历时 n 天 behind a period: with or without its first day. */
    private void lasting(Passage p, Matcher period, long days, Tally tally) {
        String behind = p.text().substring(period.end(), Math.min(p.text().length(), period.end() + NEAR));
        Matcher m = DAYS.matcher(behind);
        if (!m.find() || LASTING.stream().noneMatch(behind.substring(0, m.start())::endsWith)) {
            return;
        }
        long printed = Long.parseLong(m.group(1));
        if (printed == days || printed == days + 1) {
            tally.pass();
            return;
        }
        tally.find(new Finding(
                id(),
                Severity.FACTUAL,
                Confidence.MEDIUM,
                Text.of(
                        period.group() + "共" + (days + 1) + "天，写的是" + m.group() + "。",
                        period.group() + " is " + (days + 1) + " days; " + m.group() + " is printed."),
                Optional.of(m.group()),
                Optional.of((days + 1) + "天"),
                Optional.empty(),
                Finding.NO_EFFECT,
                List.of(
                        Place.of(p.original(period.end() + m.start(), period.end() + m.end())),
                        Place.of(p.original(period.start(), period.end()))),
                SETTLE));
    }

    /** A budget is published in its year, final accounts in the next. */
    private boolean published(Passage p, Tally tally) {
        boolean any = false;
        for (Published kind : PUBLISHED) {
            Pattern pattern = Pattern.compile("((?:19|20)\\d{2})年(?:度)?(?:部门)?" + kind.name()
                    + "(?:[^，。；\\d]{0,6})于((?:19|20)\\d{2})年[^，。；]{0,24}公开");
            for (Matcher m = pattern.matcher(p.text()); m.find(); ) {
                any = true;
                int due = Integer.parseInt(m.group(1)) + kind.after();
                if (Integer.parseInt(m.group(2)) == due) {
                    continue;
                }
                tally.find(new Finding(
                        id(),
                        Severity.QUESTION,
                        Confidence.MEDIUM,
                        Text.of(
                                m.group(1) + "年" + kind.name() + "一般在" + due + "年公开，写的是" + m.group(2) + "年。",
                                "The " + (kind.after() == 0 ? "budget" : "final accounts") + " of " + m.group(1)
                                        + " are published in " + due + "; " + m.group(2) + " is printed."),
                        Optional.of(m.group(2) + "年"),
                        Optional.of(due + "年"),
                        Optional.empty(),
                        Finding.NO_EFFECT,
                        List.of(Place.of(p.original(m.start(2), m.end()))),
                        SETTLE));
            }
        }
        return any;
    }

    private Finding finding(
            Passage p, Matcher m, Confidence confidence, String zh, String en, Optional<String> computed) {
        return new Finding(
                id(),
                Severity.FACTUAL,
                confidence,
                Text.of(zh, en),
                Optional.of(m.group()),
                computed,
                Optional.empty(),
                Finding.NO_EFFECT,
                List.of(Place.of(p.original(m.start(), m.end()))),
                SETTLE);
    }

    private static Optional<LocalDate> date(String year, String month, String day) {
        try {
            return year.isEmpty()
                    ? Optional.empty()
                    : Optional.of(LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
