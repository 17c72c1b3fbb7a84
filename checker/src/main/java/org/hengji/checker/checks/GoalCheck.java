package org.hengji.checker.checks;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.hengji.checker.Check;
import org.hengji.checker.Finding;
import org.hengji.checker.Finding.Confidence;
import org.hengji.checker.Finding.Place;
import org.hengji.checker.Finding.Severity;
import org.hengji.checker.Report;
import org.hengji.checker.Tally;
import org.hengji.checker.reading.Figure;
import org.hengji.checker.reading.Han;
import org.hengji.checker.reading.Passage;
import org.hengji.checker.vocabulary.Glossary;
import org.hengji.documents.Span;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.number.Rational;

/** K21: every goal and listed task is taken up where results are told. It compares pairs of characters and only asks. */
public final class GoalCheck implements Check {
    private static final int SHORTEST = 6;
    /** A goal needs so many pairs of its own, or it is too general to be looked for. */
    private static final int FEWEST_PAIRS = 4;
    /** The name of something that is measured may be shorter. */
    private static final int FEWEST_MEASURED = 3;
    /** Of its pairs, this share must be found among the results. */
    private static final Rational SHARE = Rational.of(1, 3);
    /** What is measured is named again more literally than a deed is told. */
    private static final Rational SHARE_MEASURED = Rational.of(2, 5);

    private static final int REPEATED = 3;
    private static final int MOST_TOLD = 6;
    private static final String MARKS = "。；，：";
    private static final char FIGURE = '#';
    private static final Pattern ORDINAL = Pattern.compile("^[一二三四五六七八九十]{1,3}是");

    private static final Glossary WORDS = Glossary.part("goals");
    private static final List<String> CHAPTERS = WORDS.words("chapters");
    private static final List<String> RESULTS = WORDS.words("results");
    private static final List<String> OPENINGS = WORDS.words("openings");
    private static final List<String> PLANS = WORDS.words("plans");
    private static final List<String> DEEDS = WORDS.words("deeds");
    private static final List<String> MOTTOES = WORDS.words("mottoes");
    private static final List<String> GENERAL = WORDS.words("general");
    private static final List<List<String>> STAGES = WORDS.get("stages").items().stream()
            .map(stage -> stage.items().stream().map(Glossary::text).toList())
            .toList();

    /**
     * @param own what it names, without figures and without words that any goal has
     * @param measured whether a figure says how much of it
     */
    private record Goal(String words, Span span, Set<String> own, boolean measured) {
        boolean isGeneral() {
            return own.size() < (measured ? FEWEST_MEASURED : FEWEST_PAIRS);
        }

        boolean isTold(Set<String> told) {
            long held = own.stream().filter(told::contains).count();
            return Rational.of(held, own.size()).compareTo(measured ? SHARE_MEASURED : SHARE) >= 0;
        }
    }

    @Override
    public String id() {
        return "K21";
    }

    @Override
    public Text meaning() {
        return Text.of("目标和任务在成效部分都有交代", "Every goal and task is taken up among the results");
    }

    @Override
    public void run(Report report, Tally tally) {
        List<Goal> goals = new ArrayList<>();
        Set<String> told = new HashSet<>();
        for (Passage p : report.passages()) {
            if (isGoal(p)) {
                goals(report, p, goals);
            }
        }
        if (goals.isEmpty()) {
            tally.skip("没有写目标或任务的部分", "No goals or tasks are stated");
            return;
        }
        for (Passage p : report.passages()) {
            // An annex that repeats the goals word for word proves nothing
            boolean repeats =
                    goals.stream().filter(g -> p.text().contains(g.words())).count() >= REPEATED;
            if (!isGoal(p) && p.level() == 0 && !in(p, PLANS) && !Report.isCriterion(p) && !repeats) {
                told.addAll(pairs(p.text()));
            }
        }
        List<Goal> open = new ArrayList<>();
        for (Goal goal : goals) {
            if (goal.isGeneral()) {
                tally.skip("目标过于概括，无法查找", "The goal is too general to be looked for");
            } else if (goal.isTold(told) && isStageTold(goal, told)) {
                tally.pass();
            } else {
                open.add(goal);
            }
        }
        if (!open.isEmpty()) {
            tally.find(finding(open));
        }
    }

    private static boolean isGoal(Passage p) {
        int colon = p.text().indexOf(':');
        boolean opens = colon > 0 && OPENINGS.contains(p.text().substring(0, colon));
        return !p.isCell()
                && p.level() == 0
                && (opens
                        || p.chapter().stream()
                                .anyMatch(c -> CHAPTERS.stream().anyMatch(c::contains)
                                        && RESULTS.stream().noneMatch(c::contains)));
    }

    private static boolean in(Passage p, List<String> chapters) {
        return p.chapter().stream().anyMatch(c -> chapters.stream().anyMatch(c::contains));
    }

    /** 主体封顶 is told by 封顶 or by what can only come after it. */
    private static boolean isStageTold(Goal goal, Set<String> told) {
        for (int i = 0; i < STAGES.size(); i++) {
            if (STAGES.get(i).stream().anyMatch(goal.words()::contains)) {
                return STAGES.subList(i, STAGES.size()).stream()
                        .flatMap(List::stream)
                        .anyMatch(word -> told.containsAll(pairs(word)));
            }
        }
        return true;
    }

    private static void goals(Report report, Passage p, List<Goal> goals) {
        String text = p.text();
        for (int from = 0; from < text.length(); ) {
            int to = from;
            while (to < text.length() && MARKS.indexOf(text.charAt(to)) < 0 && text.charAt(to) != ':') {
                to++;
            }
            String words = text.substring(from, to);
            if (to - from >= SHORTEST
                    && DEEDS.stream().anyMatch(words::contains)
                    && MOTTOES.stream().noneMatch(words::contains)) {
                String own = named(report, p, from, to);
                goals.add(new Goal(words, p.original(from, to), pairs(own), own.indexOf(FIGURE) >= 0));
            }
            from = to + 1;
        }
    }

    /** The words with a mark in place of each figure and a gap for words that any goal has. */
    private static String named(Report report, Passage p, int from, int to) {
        StringBuilder own = new StringBuilder(p.text().substring(from, to));
        for (Figure f : report.figures(p)) {
            if (f.from() >= from && f.to() <= to) {
                for (int i = f.from(); i < f.to(); i++) {
                    own.setCharAt(i - from, FIGURE);
                }
            }
        }
        String named = ORDINAL.matcher(own).replaceFirst("");
        for (String word : GENERAL) {
            named = named.replace(word, " ");
        }
        return named;
    }

    private static Set<String> pairs(String text) {
        Set<String> pairs = new LinkedHashSet<>();
        for (int i = 0; i + 2 <= text.length(); i++) {
            if (Han.is(text.charAt(i)) && Han.is(text.charAt(i + 1))) {
                pairs.add(text.substring(i, i + 2));
            }
        }
        return pairs;
    }

    private Finding finding(List<Goal> open) {
        String list =
                String.join("；", open.stream().limit(MOST_TOLD).map(Goal::words).toList());
        int n = open.size();
        return new Finding(
                id(),
                Severity.QUESTION,
                Confidence.LOW,
                Text.of(
                        n + "项目标或任务在成效部分没有找到对应的内容：" + list + "。",
                        n + " goals or tasks have no counterpart among the results: " + list + "."),
                Optional.of(list),
                Optional.empty(),
                Optional.empty(),
                Finding.NO_EFFECT,
                open.stream().map(g -> Place.of(g.span())).toList(),
                Text.of("补写这些目标的完成情况，或说明没有开展的原因。", "Tell what became of these goals, or why they were not pursued."));
    }
}
