package org.hengji.checker.tellings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hengji.checker.Report;
import org.hengji.checker.arithmetic.Parts;
import org.hengji.checker.arithmetic.Repeats.Same;
import org.hengji.checker.reading.Figure;
import org.hengji.checker.vocabulary.FigureWords.Stage;

/** What running text tells twice in different words. */
final class InText {
    private static final int SHORTEST_NAME = 4;
    private static final int SHORTEST_LABEL = 2;
    private static final int LONG_NUMBER = 5;

    private final Report report;
    private final TellingWords words = TellingWords.shipped();
    private final List<Figure> text;
    private final List<Same> all = new ArrayList<>();

    private InText(Report report) {
        this.report = report;
        this.text = Wording.inText(report);
    }

    static List<Same> of(Report report) {
        InText in = new InText(report);
        in.text.forEach(in::counted);
        in.text.forEach(in::planned);
        in.text.forEach(in::lastYear);
        in.slips();
        in.sums();
        return in.all;
    }

    /** 承担单位268家 and 对268家承担单位: the name stands before the one and behind the other. */
    private void counted(Figure figure) {
        boolean bare = figure.label().isEmpty() || words.bare().contains(figure.label());
        if (figure.isPercent() || figure.isMoney() || !bare || isSome(figure)) {
            return;
        }
        List<Figure> named = text.stream()
                .filter(f -> f != figure && f.unit().equals(figure.unit()))
                .filter(f -> !sameSentence(f, figure))
                .filter(f ->
                        f.label().length() >= SHORTEST_NAME && figure.after().startsWith(f.label()))
                .filter(f -> !isSome(f) && Wording.isResult(report, f))
                .toList();
        if (!named.isEmpty() && one(named)) {
            add(named.get(0).label(), named, figure);
        }
    }

    private static boolean sameSentence(Figure a, Figure b) {
        return a.passage() == b.passage() && a.sentence() == b.sentence();
    }

    private boolean isSome(Figure figure) {
        String sentence = Wording.sentence(figure);
        return words.some().stream().anyMatch(sentence::contains);
    }

    private static boolean one(List<Figure> figures) {
        return figures.stream().map(Figure::base).distinct().count() == 1;
    }

    /** 计划建设养殖场20个，实际完成18个: what was done of it is told elsewhere by its name. */
    private void planned(Figure actual) {
        if (!words.actual().contains(actual.label()) || actual.isPercent() || !Wording.isResult(report, actual)) {
            return;
        }
        List<Figure> own = report.figures(actual.passage());
        int at = own.indexOf(actual);
        if (at < 1 || own.get(at - 1).sentence() != actual.sentence()) {
            return;
        }
        Figure plan = own.get(at - 1);
        boolean isPlan =
                report.words().stage(plan.label()).filter(Stage.PLANNED::equals).isPresent();
        if (!isPlan || !plan.unit().equals(actual.unit())) {
            return;
        }
        List<Figure> done = text.stream()
                .filter(f -> f.unit().equals(actual.unit()) && f != actual && f != plan)
                .filter(f -> commonEnd(f.label(), plan.label()) >= SHORTEST_NAME)
                .filter(f -> Wording.isResult(report, f))
                .toList();
        if (!done.isEmpty() && one(done)) {
            add(done.get(0).label(), done, actual);
        }
    }

    private static int commonEnd(String a, String b) {
        int shared = 0;
        while (shared < Math.min(a.length(), b.length())
                && a.charAt(a.length() - 1 - shared) == b.charAt(b.length() - 1 - shared)) {
            shared++;
        }
        return shared;
    }

    /** 优良路率为86.7%，比上年的78.5%…: last year's value, told elsewhere with its year. */
    private void lastYear(Figure figure) {
        if (!figure.isPercent() || report.year().isEmpty() || !isPrior(figure)) {
            return;
        }
        List<Figure> own = report.figures(figure.passage());
        int at = own.indexOf(figure);
        if (at < 1
                || own.get(at - 1).sentence() != figure.sentence()
                || !own.get(at - 1).isPercent()) {
            return;
        }
        String topic = own.get(at - 1).label();
        String year = Integer.parseInt(report.year()) - 1 + "年";
        List<Figure> then = text.stream()
                .filter(f -> f != figure && f.isPercent() && topic.length() >= SHORTEST_NAME - 1)
                .filter(f -> f.label().equals(topic) && Wording.lead(f).contains(year))
                .toList();
        if (!then.isEmpty() && one(then)) {
            add(topic, then, figure);
        }
    }

    private boolean isPrior(Figure figure) {
        return report.words().compared().stream().anyMatch(figure.label()::startsWith)
                && report.words().prior().stream().anyMatch(figure.label()::contains);
    }

    /**
     * The same name, or a shared one, and digits that changed places: one is a slip of the other. Points of many indicators
     * have digits in common by chance; they are held against the score table.
     */
    private void slips() {
        for (int i = 0; i < text.size(); i++) {
            for (int j = i + 1; j < text.size(); j++) {
                Figure a = text.get(i);
                Figure b = text.get(j);
                if (!a.unit().equals(b.unit())
                        || a.unit().dimension().equals("point")
                        || a.places() != b.places()
                        || a.value().equals(b.value())) {
                    continue;
                }
                String x = Wording.digits(a);
                String y = Wording.digits(b);
                if (!a.label().equals(b.label()) && sameSentence(a, b)) {
                    continue;
                }
                boolean named =
                        a.label().length() >= SHORTEST_LABEL && a.label().equals(b.label());
                boolean exchanged = Wording.exchanged(x, y);
                if (exchanged && (named || !a.isPercent() && (Wording.sharePair(report, a, b) || isMention(a, b, x)))
                        || named
                                && a.passage() == b.passage()
                                && !a.isPercent()
                                && !a.isMoney()
                                && Wording.oneDigit(x, y)) {
                    add(a.label(), a, b);
                }
            }
        }
    }

    /** 186.4公里划分为24个网格: no name of its own, so it is one told before. */
    private static boolean isMention(Figure a, Figure b, String digits) {
        return digits.length() >= LONG_NUMBER
                && a.places() > 0
                && !a.isMoney()
                && a.passage() != b.passage()
                && b.label().isEmpty()
                && !b.after().isEmpty();
    }

    /** A whole that its parts belie, where their sum is printed elsewhere. */
    private void sums() {
        for (Parts.Breakdown b : Parts.of(report).found()) {
            if (!b.agrees()) {
                Optional<Figure> sum = report.figures().stream()
                        .filter(f -> f != b.whole()
                                && f.isExact()
                                && f.unit().equals(b.whole().unit()))
                        .filter(f -> f.base().equals(b.sum())
                                && Wording.digits(f).replace(".", "").length() > 2)
                        .findFirst();
                sum.ifPresent(f -> add(b.whole().label(), b.whole(), f));
            }
        }
    }

    /** @param tellings with one value; where there are several, another value of the first leaves the fact untold */
    private void add(String name, List<Figure> tellings, Figure figure) {
        List<Figure> pair = List.of(tellings.get(0), figure);
        all.add(new Same(name, pair, false, tellings.size() == 1 ? pair : List.of(figure)));
    }

    private void add(String name, Figure a, Figure b) {
        all.add(new Same(name, List.of(a, b), false));
    }
}
