package org.hengji.checker.scores;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hengji.checker.Report;
import org.hengji.checker.reading.Figure;
import org.hengji.checker.reading.Passage;
import org.hengji.scoring.number.Rational;

/**
 * What the running text says of points. A claim whose indicator is not named beyond doubt is left out.
 *
 * @param claims about indicators of the score tables, in order of the report
 * @param totals figures that tell the points of the whole
 */
public record ToldPoints(List<Claim> claims, List<Figure> totals) {

    public enum Kind {
        /** 满分8分 */
        FULL,
        /** 得8分 */
        GOT,
        /** 得分率95% */
        RATE
    }

    /**
     * One figure about one indicator.
     *
     * @param named the indicator is named in full; else a part of its name stands in the sentence
     */
    public record Claim(String node, Kind kind, Figure figure, boolean named) {}

    private static final Pattern LEAD =
            Pattern.compile("(?:^|[。；])(?:\\d{1,2}[.、)]|[(]\\d{1,2}[)]|[一二三四五六七八九十]{1,2}[、是])?([^，。；:：()]{2,16})[:：]");
    private static final String SIGNS = "*×/÷+-=";
    private static final int SHORT = 4;
    private static final int LONGEST_VERB = 5;

    public static ToldPoints of(Report report) {
        return report.derived(ToldPoints.class, ToldPoints::find);
    }

    /** Whether a figure is a 得分率 that points and weight of the score table give, whatever the text says beside it. */
    public boolean bearsOut(Report report, Figure printed) {
        return claims.stream()
                .filter(c -> c.kind() == Kind.RATE && c.figure() == printed)
                .flatMap(c -> ScoreTables.of(report).stream().flatMap(t -> t.named(c.node()).stream()))
                .filter(n -> n.points().isPresent() && n.weight().isPresent())
                .filter(n -> n.weight().get().value().signum() > 0)
                .anyMatch(n -> printed.agreement(
                                n.points().get().value().over(n.weight().get().value()))
                        .agrees());
    }

    private static ToldPoints find(Report report) {
        List<String> names = ScoreTables.of(report).stream()
                .flatMap(t -> t.nodes().stream())
                .map(ScoreNode::name)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        List<Claim> claims = new ArrayList<>();
        List<Figure> totals = new ArrayList<>();
        for (Passage passage : report.passages()) {
            if (passage.isCell()) {
                continue;
            }
            if (names.isEmpty()) {
                classes(report.figures(passage), claims, totals, report);
                continue;
            }
            Optional<Claim> before = Optional.empty();
            for (Figure figure : report.figures(passage)) {
                Optional<Kind> kind = kind(figure).or(() -> bare(figure, names));
                if (kind.isEmpty()) {
                    continue;
                }
                Optional<String> node = before.filter(c -> continues(c, figure))
                        .map(Claim::node)
                        .or(() -> subject(figure, names));
                Optional<String> partly = node.isPresent() ? node : partly(report, figure, names);
                if (partly.isPresent()) {
                    Claim claim = new Claim(partly.get(), kind.get(), figure, node.isPresent());
                    before = Optional.of(claim).filter(c -> !isOfAnother(report, c));
                    before.ifPresent(claims::add);
                } else if (kind.get() == Kind.GOT && isTotal(report, figure)) {
                    totals.add(figure);
                }
            }
        }
        return new ToldPoints(List.copyOf(claims), List.copyOf(totals));
    }

    /** 绩效指标明确性满分3分，得2分, or 得2分（满分3分）: the second is of the first's indicator. */
    private static boolean continues(Claim before, Figure figure) {
        boolean follows = before.kind() == Kind.FULL
                ? label(figure).length() <= LONGEST_VERB
                : before.kind() == Kind.GOT && ScoreWords.shipped().full().contains(label(figure));
        return follows && isClose(before.figure(), figure);
    }

    private static boolean isClose(Figure first, Figure second) {
        return first.sentence() == second.sentence()
                && second.from() >= first.to()
                && second.from() - first.to() <= LONGEST_VERB;
    }

    /**
     * 社会效益方面，公园游客人次得10分（满分10分） is no word on the 25 points of 社会效益、经济效益等: full marks beside the points tell
     * that a part of the indicator is meant, or something that shares its name. A name told in full is believed.
     */
    private static boolean isOfAnother(Report report, Claim claim) {
        boolean within = claim.named() && label(claim.figure()).indexOf(claim.node()) > 0;
        if (claim.kind() != Kind.GOT || claim.named() && !within) {
            return false;
        }
        List<ScoreNode> nodes = ScoreTables.of(report).stream()
                .flatMap(t -> t.named(claim.node()).stream())
                .toList();
        List<Rational> weights = nodes.stream()
                .flatMap(n -> n.weight().stream())
                .map(Printed::value)
                .toList();
        boolean same = nodes.stream()
                .flatMap(n -> n.points().stream())
                .anyMatch(p -> p.value().equals(claim.figure().value()));
        return !weights.isEmpty()
                && !(within && same)
                && report.figures(claim.figure().passage()).stream()
                        .filter(f -> isClose(claim.figure(), f) || isClose(f, claim.figure()))
                        .filter(f -> kind(f).filter(Kind.FULL::equals).isPresent())
                        .anyMatch(f -> !weights.contains(f.value()));
    }

    /** 自评得分98.5分，其中决策19分，过程…: a name alone tells points where the sentence begins with points. */
    private static Optional<Kind> bare(Figure figure, List<String> names) {
        String sentence = sentence(figure);
        int at = sentence.indexOf(figure.words());
        boolean listed = at > 0
                && ScoreWords.shipped().total().stream()
                        .anyMatch(w -> sentence.substring(0, at).contains(w));
        return figure.unit().symbol().equals("分")
                        && figure.isExact()
                        && !isOperand(figure)
                        && listed
                        && names.contains(label(figure))
                ? Optional.of(Kind.GOT)
                : Optional.empty();
    }

    /** Without a score table: 决策类满分20分，得19分，得分率95%；过程类满分… */
    private static void classes(List<Figure> figures, List<Claim> claims, List<Figure> totals, Report report) {
        String open = "";
        int sentence = -1;
        for (int i = 0; i < figures.size(); i++) {
            Figure figure = figures.get(i);
            // 产出30分，得26分
            boolean brief = i + 1 < figures.size()
                    && figure.unit().symbol().equals("分")
                    && figure.label().length() <= LONGEST_VERB
                    && kind(figures.get(i + 1)).filter(Kind.GOT::equals).isPresent()
                    && figures.get(i + 1).from() - figure.to() <= 2;
            Optional<Kind> kind = brief ? Optional.of(Kind.FULL) : kind(figure);
            if (kind.isEmpty()) {
                continue;
            }
            if (kind.get() == Kind.FULL) {
                String name = named(label(figure));
                open = name.isEmpty() && brief ? figure.label() : name;
                sentence = figure.sentence();
            }
            if (!open.isEmpty() && figure.sentence() == sentence) {
                claims.add(new Claim(open, kind.get(), figure, true));
            } else if (kind.get() == Kind.GOT && isTotal(report, figure)) {
                totals.add(figure);
            }
        }
    }

    private static String named(String label) {
        String name = label;
        for (String word : ScoreWords.shipped().full()) {
            if (name.endsWith(word)) {
                name = name.substring(0, name.length() - word.length());
                break;
            }
        }
        for (String ending : ToldWords.shipped().classEnding()) {
            if (name.endsWith(ending) && name.length() > ending.length()) {
                return name.substring(0, name.length() - ending.length());
            }
        }
        return "";
    }

    private static Optional<Kind> kind(Figure figure) {
        ScoreWords words = ScoreWords.shipped();
        String label = label(figure);
        boolean points =
                figure.unit().symbol().equals("分") || figure.unit().symbol().isEmpty();
        if (figure.isPercent() && ToldWords.any(ToldWords.shipped().rate(), label)) {
            return Optional.of(Kind.RATE);
        } else if (!points
                || !figure.isExact()
                || label.isEmpty()
                || isOperand(figure)
                || ToldWords.any(ToldWords.shipped().elsewhere(), label)) {
            return Optional.empty();
        }
        int full = longest(words.full(), label);
        int got = Math.max(longest(words.got(), label), longest(words.total(), label));
        if (full > got) {
            return Optional.of(Kind.FULL);
        } else if (got > 0) {
            return Optional.of(Kind.GOT);
        }
        return Optional.empty();
    }

    private static int longest(List<String> words, String label) {
        return words.stream()
                .filter(label::endsWith)
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    /** Of a chain such as 得分为4分*99%=3.96分 only the end is a claim. */
    private static boolean isOperand(Figure figure) {
        String text = figure.passage().text();
        return figure.to() < text.length() && SIGNS.indexOf(text.charAt(figure.to())) >= 0;
    }

    /** Words in front of a figure; of the end of a chain those in front of its beginning. */
    private static String label(Figure figure) {
        String text = figure.passage().text();
        if (figure.from() == 0 || text.charAt(figure.from() - 1) != '=') {
            return figure.label();
        }
        int start = figure.from();
        while (start > 0 && "，。；、:：".indexOf(text.charAt(start - 1)) < 0) {
            start--;
        }
        Matcher words = Pattern.compile("^(\\D+?)[为是]?\\d").matcher(text.substring(start, figure.to()));
        return words.find() ? words.group(1) : "";
    }

    private static Optional<String> subject(Figure figure, List<String> names) {
        String label = label(figure);
        Optional<String> named = names.stream()
                .filter(n -> n.length() >= SHORT ? label.contains(n) : label.startsWith(n))
                .findFirst();
        if (named.isPresent()) {
            return named;
        }
        String text = figure.passage().text();
        if (!ToldWords.any(ToldWords.shipped().item(), sentence(figure))) {
            // (三)产出情况。满分35分，得33.6分
            String opening = text.replaceFirst("^([(][一二三四五六七八九十\\d]{1,3}[)]|[一二三四五六七八九十\\d]{1,2}[.、])", "");
            return figure.sentence() <= 1 && label.length() <= LONGEST_VERB
                    ? names.stream()
                            .filter(n -> ToldWords.shipped().suffix().stream()
                                    .anyMatch(x -> opening.startsWith(n + x + "。")))
                            .findFirst()
                    : Optional.empty();
        }
        String lead = null;
        Matcher m = LEAD.matcher(text);
        for (int at = 0; m.find(at) && m.end() <= figure.from(); at = m.end() - 1) {
            lead = m.group(1);
        }
        if (lead != null) {
            String head = lead;
            return names.stream()
                    .filter(n -> Names.same(head, n))
                    .findFirst()
                    .or(() -> only(names.stream().filter(n -> n.contains(head)).toList()));
        }
        Optional<String> begins = names.stream()
                .filter(n -> ToldWords.shipped().suffix().stream().anyMatch(s -> text.startsWith(n + s)))
                .findFirst();
        if (begins.isPresent()) {
            return begins;
        }
        List<String> chapter = figure.passage().chapter();
        String heading = chapter.isEmpty() ? "" : chapter.get(chapter.size() - 1);
        return names.stream().filter(heading::contains).findFirst();
    }

    /** 植被恢复1026亩，按比例得8.55分: the one indicator of whose name the sentence holds most. */
    private static Optional<String> partly(Report report, Figure figure, List<String> names) {
        String label = label(figure);
        if (ScoreWords.shipped().got().stream().noneMatch(label::endsWith)) {
            return Optional.empty();
        }
        String text = figure.passage().text();
        int start = 0;
        for (Figure other : report.figures(figure.passage())) {
            if (other.to() <= figure.from()
                    && (other.sentence() != figure.sentence()
                            || other.unit().symbol().equals("分"))) {
                start = other.to();
            }
        }
        int mark = Math.max(text.lastIndexOf('。', figure.from()), text.lastIndexOf('；', figure.from())) + 1;
        String before = text.substring(Math.max(start, Math.min(mark, figure.from())), figure.from());
        int most =
                names.stream().mapToInt(n -> ToldWords.common(n, before)).max().orElse(0);
        return most < SHORT
                ? Optional.empty()
                : only(names.stream()
                                .filter(n -> ToldWords.common(n, before) == most)
                                .toList())
                        .or(() -> only(names.stream()
                                .filter(n -> n.length() == most && before.contains(n))
                                .toList()));
    }

    private static Optional<String> only(List<String> names) {
        return names.size() == 1 ? Optional.of(names.get(0)) : Optional.empty();
    }

    private static String sentence(Figure figure) {
        String text = figure.passage().text();
        int start = Math.max(text.lastIndexOf('。', figure.from()), text.lastIndexOf('；', figure.from())) + 1;
        int end = text.indexOf('。', figure.to());
        return text.substring(Math.min(start, figure.from()), end < 0 ? text.length() : end);
    }

    /** Nothing but words for the whole stands in front of it: the points of one project of many are not the total. */
    private static boolean isTotal(Report report, Figure figure) {
        String rest = label(figure);
        if (ScoreWords.shipped().total().stream().noneMatch(rest::contains)) {
            return false;
        }
        for (String word : ToldWords.shipped().whole()) {
            rest = rest.replace(word, "");
        }
        String left = rest.replaceAll("[\\d()年为]", "");
        boolean body =
                !left.contains("“") && ToldWords.shipped().bodies().stream().anyMatch(left::endsWith);
        rest = body ? "" : left.replaceAll("[“”]", "");
        boolean alone = report.figures(figure.passage()).stream()
                .filter(f -> f.sentence() == figure.sentence() && f != figure)
                .noneMatch(f -> kind(f).filter(Kind.FULL::equals).isPresent()
                        && f.value().compareTo(Rational.HUNDRED) < 0);
        return rest.length() <= 1 && alone;
    }
}
