package org.hengji.checker.scores;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hengji.checker.Report;
import org.hengji.checker.reading.Figure;
import org.hengji.checker.reading.Han;
import org.hengji.checker.reading.Passage;
import org.hengji.documents.Block;

/**
 * What the rule of an indicator needs, in a score table of no known framework, and whether the report tells it anywhere.
 *
 * @param wanted operands as the rule calls them
 * @param told whether some sentence or row with a value speaks of them
 */
public record ToldOperands(ScoreNode node, String wanted, boolean told) {
    private static final Pattern QUOTIENT =
            Pattern.compile("=([\\p{IsHan}]{2,16})÷([\\p{IsHan}]{2,16})×(?:100%|\\d+(?:\\.\\d+)?分)");
    private static final Pattern EACH = Pattern.compile("每有?一个([\\p{IsHan}]{3,8})扣\\d");
    private static final Pattern GIVEN = Pattern.compile("得\\d+(?:\\.\\d+)?分|得满分");
    private static final int FEWEST = 2;
    private static final int LONGEST_OPENING = 6;

    /** @param states whether words such as 均 or 没有 tell it as well as a figure */
    private record Wanted(String words, Set<String> pairs, boolean states) {}

    public static List<ToldOperands> of(Report report) {
        List<ToldOperands> all = new ArrayList<>();
        // Tables by themselves are not the whole report
        boolean text =
                report.passages().stream().anyMatch(p -> !p.isCell() && p.text().indexOf('。') >= 0);
        if (!text) {
            return all;
        }
        List<ScoreTree> trees = ScoreTables.of(report);
        List<String> telling = null;
        for (ScoreTree tree : trees) {
            if (tree.framework().isPresent()) {
                continue;
            }
            for (ScoreNode node : tree.leaves()) {
                Optional<Wanted> wanted =
                        node.points().isEmpty() || node.repaired() ? Optional.empty() : wanted(report, node);
                if (wanted.isPresent()) {
                    telling = telling == null ? telling(report, trees) : telling;
                    boolean told = besidePoints(report, node) || isTold(wanted.get(), telling);
                    all.add(new ToldOperands(node, wanted.get().words(), told));
                }
            }
        }
        return all;
    }

    private static Optional<Wanted> wanted(Report report, ScoreNode node) {
        String criterion = node.criterion().stream()
                .map(span -> report.passageAt(span.start()).text())
                .collect(Collectors.joining());
        Matcher quotient = QUOTIENT.matcher(criterion);
        if (quotient.find()) {
            Set<String> pairs = pairs(quotient.group(1));
            pairs.addAll(pairs(quotient.group(2)));
            pairs.addAll(pairs(node.name()));
            return Optional.of(new Wanted(quotient.group(1) + "、" + quotient.group(2), pairs, false));
        }
        Matcher each = EACH.matcher(criterion);
        Matcher given = GIVEN.matcher(criterion);
        if (each.find() && given.find() && given.start() < each.start()) {
            Set<String> pairs = pairs(criterion.substring(0, given.start()));
            pairs.addAll(pairs(each.group(1)));
            return Optional.of(new Wanted(each.group(1), pairs, true));
        }
        return Optional.empty();
    }

    /** Pairs of characters that not every indicator has. */
    private static Set<String> pairs(String text) {
        Set<String> pairs = new LinkedHashSet<>();
        for (int i = 0; i + 2 <= text.length(); i++) {
            String pair = text.substring(i, i + 2);
            if (Han.only(pair) && !ToldWords.shipped().generic().contains(pair)) {
                pairs.add(pair);
            }
        }
        return pairs;
    }

    private static boolean isTold(Wanted wanted, List<String> telling) {
        return telling.stream()
                .filter(words -> words.charAt(0) == VALUE || wanted.states())
                .anyMatch(
                        words -> wanted.pairs().stream().filter(words::contains).count() >= FEWEST);
    }

    private static final char VALUE = '#';
    private static final char STATEMENT = ' ';

    /** Sentences and rows that tell results, each behind a mark for whether it has a value. */
    private static List<String> telling(Report report, List<ScoreTree> trees) {
        Set<Integer> scored = new HashSet<>();
        trees.forEach(t -> t.nodes()
                .forEach(n -> report.passageAt(n.place().start())
                        .cell()
                        .ifPresent(c -> scored.add(c.table().number()))));
        List<String> telling = new ArrayList<>();
        for (Passage p : report.passages()) {
            if (p.isCell()) {
                Passage.InTable at = p.cell().orElseThrow();
                if (at.cell().column() == 0 && !scored.contains(at.table().number())) {
                    row(report, at).ifPresent(telling::add);
                }
            } else if (p.level() == 0 && !isOfAimsOrPlans(report, p)) {
                sentences(report, p, telling);
            }
        }
        return telling;
    }

    private static Optional<String> row(Report report, Passage.InTable at) {
        List<Passage> row =
                at.table().row(at.cell().row()).stream().map(report::passage).toList();
        boolean value = row.stream().anyMatch(p -> !report.figures(p).isEmpty());
        return value
                ? Optional.of(VALUE + row.stream().map(Passage::text).collect(Collectors.joining()))
                : Optional.empty();
    }

    private static void sentences(Report report, Passage p, List<String> telling) {
        int from = 0;
        for (String sentence : p.text().split("(?<=[。；])")) {
            int start = from;
            int end = from + sentence.length();
            from = end;
            String opening = sentence.substring(0, Math.min(sentence.length(), LONGEST_OPENING));
            if (sentence.isBlank() || report.words().notActual().stream().anyMatch(opening::contains)) {
                continue;
            }
            boolean value = report.figures(p).stream()
                    .filter(f -> f.from() >= start && f.to() <= end)
                    .anyMatch(ToldOperands::isValue);
            telling.add((value ? VALUE : STATEMENT) + sentence);
        }
    }

    private static boolean isValue(Figure figure) {
        return !figure.unit().dimension().equals("point");
    }

    private static boolean isOfAimsOrPlans(Report report, Passage p) {
        List<String> plans = ToldWords.shipped().measures();
        return p.chapter().stream()
                .anyMatch(c -> ToldWords.any(plans, c)
                        || report.words().notActual().stream().anyMatch(c::endsWith));
    }

    /** A remark, an actual value or anything else behind the points or before them that is neither weight nor criterion. */
    private static boolean besidePoints(Report report, ScoreNode node) {
        int points = node.points().orElseThrow().span().start();
        Optional<Passage.InTable> at = report.passageAt(points).cell();
        if (at.isEmpty()) {
            return true;
        }
        for (Block.Cell cell : at.get().table().row(at.get().cell().row())) {
            Passage p = report.passage(cell);
            boolean own = cell.span().covers(node.points().get().span())
                    || node.weight().filter(w -> cell.span().covers(w.span())).isPresent()
                    || node.criterion().stream().anyMatch(cell.span()::covers);
            boolean behind = cell.column() > at.get().cell().column();
            boolean value = report.figures(p).stream().anyMatch(Figure::isPercent);
            if (!own && !Report.isCriterion(p) && (value || behind && !p.text().isBlank())) {
                return true;
            }
        }
        return false;
    }
}
