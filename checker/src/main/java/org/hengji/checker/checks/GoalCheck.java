package org.hengji.checker.checks;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hengji.checker.Check;
import org.hengji.checker.Finding;
import org.hengji.checker.Finding.Confidence;
import org.hengji.checker.Finding.Place;
import org.hengji.checker.Finding.Severity;
import org.hengji.checker.Report;
import org.hengji.checker.Tally;
import org.hengji.checker.reading.Passage;
import org.hengji.checker.vocabulary.Glossary;
import org.hengji.documents.Span;
import org.hengji.scoring.framework.Text;

/** K21: every goal and listed task is taken up where results are told. It compares pairs of characters and only asks. */
public final class GoalCheck implements Check {
    private static final int SHORTEST = 6;
    /** A goal needs so many pairs of its own, or it is too general to be looked for. */
    private static final int FEWEST_PAIRS = 4;
    /** Of its pairs, one in so many must be found among the results. */
    private static final int SHARE = 3;

    private static final int REPEATED = 3;
    private static final int MOST_TOLD = 6;
    private static final String MARKS = "。；，：";

    private static final Glossary WORDS = Glossary.part("goals");
    private static final List<String> CHAPTERS = WORDS.words("chapters");
    private static final List<String> RESULTS = WORDS.words("results");
    private static final List<String> OPENINGS = WORDS.words("openings");
    private static final List<String> PLANS = WORDS.words("plans");
    private static final List<String> DEEDS = WORDS.words("deeds");
    private static final List<String> MOTTOES = WORDS.words("mottoes");

    private record Goal(String words, Span span) {}

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
                goals(p, goals);
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
            Set<String> own = pairs(goal.words());
            long held = own.stream().filter(told::contains).count();
            if (own.size() < FEWEST_PAIRS) {
                tally.skip("目标过于概括，无法查找", "The goal is too general to be looked for");
            } else if (held * SHARE < own.size()) {
                open.add(goal);
            } else {
                tally.pass();
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

    private static void goals(Passage p, List<Goal> goals) {
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
                goals.add(new Goal(words, p.original(from, to)));
            }
            from = to + 1;
        }
    }

    private static Set<String> pairs(String text) {
        Set<String> pairs = new LinkedHashSet<>();
        for (int i = 0; i + 2 <= text.length(); i++) {
            if (han(text.charAt(i)) && han(text.charAt(i + 1))) {
                pairs.add(text.substring(i, i + 2));
            }
        }
        return pairs;
    }

    private static boolean han(char c) {
        return Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN;
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
