package org.hengji.checker.arithmetic;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hengji.checker.Report;
import org.hengji.checker.reading.Figure;
import org.hengji.checker.reading.Figure.Agreement;
import org.hengji.checker.reading.Passage;
import org.hengji.checker.vocabulary.FigureWords;
import org.hengji.checker.vocabulary.FigureWords.Ratio;
import org.hengji.checker.vocabulary.FigureWords.RatioKind;
import org.hengji.scoring.number.Rational;

/**
 * Every percentage of the running text held against the amounts that it can be a ratio of.
 *
 * <p>A ratio is first looked for among all amounts near it: one pair that gives the printed value is enough to leave it
 * alone. Only when none does, and the names of two amounts say beyond doubt that they are its operands, it is a fault.
 */
public final class Ratios {
    private static final int NAMED = 4;
    private static final int NEAR = 8;
    private static final int NEAR_SENTENCES = 2;
    private static final int SHORTEST_LIST = 3;
    private static final String STEM_ENDS = "率度";

    /**
     * @param numerator the part, the change or the later value
     * @param denominator the whole or the earlier value
     */
    public record Operands(RatioKind kind, Figure numerator, Figure denominator, boolean falling) {
        /** As a plain ratio, 0.7595 for 75.95%. */
        public Rational value() {
            Rational a = numerator.base();
            Rational b = denominator.base();
            return switch (kind) {
                case SHARE -> a.over(b);
                case CHANGE -> a.minus(b).abs().over(b);
                case SAVING -> b.minus(a).over(b);
                case GROWTH -> a.over(falling ? b.plus(a) : b.minus(a));
            };
        }

        boolean isDefined() {
            Rational b = denominator.base();
            return b.signum() != 0
                    && (kind != RatioKind.GROWTH
                            || (falling ? b.plus(numerator.base()) : b.minus(numerator.base())).signum() != 0);
        }

        /** The computation as it would be written by hand. */
        public String written() {
            String a = numerator.printed();
            String b = denominator.printed();
            String result = Exact.result(value());
            return switch (kind) {
                case SHARE -> a + " ÷ " + b + result;
                case CHANGE -> "|" + a + " − " + b + "| ÷ " + b + result;
                case SAVING -> "(" + b + " − " + a + ") ÷ " + b + result;
                case GROWTH -> a + " ÷ (" + b + (falling ? " + " : " − ") + a + ")" + result;
            };
        }
    }

    /**
     * A percentage and what its operands give.
     *
     * @param operands those that reproduce it, or else those that its words name
     * @param close whether operands and percentage stand in one sentence
     */
    public record Held(Figure printed, Ratio ratio, Operands operands, Agreement agreement, boolean close) {}

    private final FigureWords words;
    private final List<Held> held = new ArrayList<>();
    private final List<Figure> unbound = new ArrayList<>();

    private Ratios(FigureWords words) {
        this.words = words;
    }

    public static Ratios of(Report report) {
        return report.derived(Ratios.class, Ratios::read);
    }

    private static Ratios read(Report report) {
        Ratios ratios = new Ratios(report.words());
        for (Passage passage : report.passages()) {
            if (Report.isCriterion(passage)) {
                continue;
            }
            List<Figure> figures = report.figures(passage);
            List<Figure> left = figures.stream()
                    .filter(f -> f.isPercent() && f.isExact())
                    .filter(f -> !ratios.reproduce(f, figures))
                    .toList();
            // Amounts that give one percentage are not the operands of another
            left.forEach(f -> ratios.bind(f, figures, report));
        }
        return ratios;
    }

    public List<Held> held() {
        return List.copyOf(held);
    }

    /** Percentages whose operands were not found. */
    public List<Figure> unbound() {
        return List.copyOf(unbound);
    }

    private boolean reproduce(Figure printed, List<Figure> figures) {
        Optional<Ratio> named = words.rate(printed.label());
        if (named.isEmpty() || inFormula(printed)) {
            unbound.add(printed);
            return true;
        }
        Ratio ratio = named.get();
        Optional<Operands> listed =
                alike(printed, figures).filter(o -> agreement(printed, o).agrees());
        if (listed.isPresent()) {
            held.add(new Held(printed, ratio, listed.get(), agreement(printed, listed.get()), true));
            return true;
        }
        List<Figure> near = near(printed, figures);
        List<Operands> candidates = candidates(ratio, printed, near);
        Optional<Operands> reproducing = readings(ratio, printed, candidates, figures).stream()
                .filter(o -> agreement(printed, o).agrees())
                .max(Comparator.comparing((Operands o) -> agreement(printed, o) != Agreement.TRUNCATED_ONLY)
                        .thenComparingInt(o -> score(ratio, o, printed)));
        reproducing.ifPresent(o -> held.add(new Held(printed, ratio, o, agreement(printed, o), true)));
        return reproducing.isPresent();
    }

    /** The pairs that a percentage may be the ratio of when they give its value. */
    private List<Operands> readings(Ratio ratio, Figure printed, List<Operands> candidates, List<Figure> figures) {
        boolean strict =
                ratio.strict() && candidates.stream().anyMatch(o -> isNamed(ratio, o) && isNextTo(printed, o, figures));
        return candidates.stream()
                .filter(o -> !strict || isNamed(ratio, o))
                .filter(o -> isNextTo(printed, o, figures) || score(ratio, o, printed) >= needed(ratio, printed))
                .toList();
    }

    /**
     * Operands that the words tell, whatever the value.
     *
     * @param clearing others that would do as well if they gave the value
     */
    private record Told(Operands operands, boolean close, List<Operands> clearing) {
        boolean isCleared(Figure printed) {
            return clearing.stream().anyMatch(o -> printed.agreement(o.value()).agrees());
        }
    }

    private void bind(Figure printed, List<Figure> figures, Report report) {
        Ratio ratio = words.rate(printed.label()).orElseThrow();
        Optional<Told> beside = beside(ratio, printed, figures, report);
        if (beside.isPresent()) {
            Operands o = beside.get().operands();
            Agreement agreement = agreement(printed, o);
            if (agreement.agrees() || !beside.get().isCleared(printed)) {
                held.add(new Held(printed, ratio, o, agreement, beside.get().close()));
            } else {
                unbound.add(printed);
            }
            return;
        }
        List<Figure> near = near(printed, figures);
        Optional<Operands> slip = candidates(ratio, printed, near).stream()
                .filter(o -> isNextTo(printed, o, figures) && !isConsumed(o, printed))
                .filter(o -> Slips.isSlip(printed, o.value().over(printed.unit().factor())))
                .findFirst();
        if (slip.isPresent()) {
            held.add(new Held(printed, ratio, slip.get(), Agreement.NEITHER, false));
            return;
        }
        Optional<Operands> far = (near.isEmpty() ? elsewhere(ratio, printed, report) : Optional.<Operands>empty())
                .or(() -> far(ratio, printed, figures, report).map(Told::operands));
        if (far.isPresent()) {
            held.add(new Held(printed, ratio, far.get(), agreement(printed, far.get()), false));
        } else {
            unbound.add(printed);
        }
    }

    /** Told by the sentence or by names near it. */
    private Optional<Told> beside(Ratio ratio, Figure printed, List<Figure> figures, Report report) {
        List<Figure> near = near(printed, figures);
        Optional<Operands> told = told(ratio, printed, near, figures, report);
        if (told.isPresent()) {
            return told.map(o -> new Told(o, true, List.of()));
        }
        return named(ratio, printed, near, candidates(ratio, printed, near))
                .filter(o -> !isConsumed(o, printed))
                .map(o -> close(printed, o) ? new Told(o, true, List.of()) : new Told(o, false, pairs(ratio, report)));
    }

    /** Told in another place of the report. */
    private Optional<Told> far(Ratio ratio, Figure printed, List<Figure> figures, Report report) {
        return near(printed, figures).isEmpty()
                ? only(ratio, printed, report).map(o -> new Told(o, false, pairs(ratio, report)))
                : ofChapter(ratio, printed, figures, report).map(o -> new Told(o, false, List.of()));
    }

    /**
     * Whether another value in place of an agreeing one would be found wrong: the words alone tell the operands, and no
     * other pair that may be meant gives that value.
     */
    public boolean breaks(Held agreeing, Figure other, Report report) {
        Figure printed = agreeing.printed();
        Ratio ratio = agreeing.ratio();
        List<Figure> figures = report.figures(printed.passage()).stream()
                .map(f -> f.equals(printed) ? other : f)
                .toList();
        List<Operands> candidates = candidates(ratio, other, near(other, figures));
        return beside(ratio, other, figures, report)
                .or(() -> far(ratio, other, figures, report))
                .filter(t -> !agreement(other, t.operands()).agrees() && !t.isCleared(other))
                .filter(t -> readings(ratio, other, candidates, figures).stream()
                        .noneMatch(o -> agreement(other, o).agrees()))
                .isPresent();
    }

    /** One operand is the figure directly before the percentage, in its sentence. */
    private static boolean isNextTo(Figure printed, Operands o, List<Figure> figures) {
        int at = figures.indexOf(printed) - 1;
        while (at >= 0 && figures.get(at).isPercent()) {
            at--;
        }
        return at >= 0
                && figures.get(at).sentence() == printed.sentence()
                && (o.numerator() == figures.get(at) || o.denominator() == figures.get(at));
    }

    private boolean isNamed(Ratio ratio, Operands o) {
        return isPart(ratio, o.numerator()) && isWhole(ratio, o.denominator());
    }

    /** Operands that the words or the pattern of the sentence tell, whatever the value. */
    private Optional<Operands> told(
            Ratio ratio, Figure printed, List<Figure> near, List<Figure> figures, Report report) {
        return switch (ratio.kind()) {
            case GROWTH -> change(printed, near).or(() -> fromTo(printed, figures));
            case SHARE ->
                alike(printed, figures)
                        .or(() -> ofSubject(printed, figures, report))
                        .or(() -> byStem(printed, figures))
                        .filter(Operands::isDefined);
            default -> Optional.empty();
        };
    }

    /** Two levels and the change between them: 1.86亿元，较上年的1.55亿元增加0.31亿元，增长20%. */
    private Optional<Operands> change(Figure printed, List<Figure> near) {
        Optional<Figure> change = near.stream()
                .filter(f -> f.from() < printed.from() && f.sentence() == printed.sentence())
                .filter(this::isDelta)
                .findFirst();
        if (change.isEmpty() || change.get().base().signum() == 0) {
            return Optional.empty();
        }
        Figure delta = change.get();
        boolean falling = isFalling(printed) || isFalling(delta);
        for (Figure x : near) {
            for (Figure y : near) {
                if (x == y || x == delta || y == delta || !x.isLike(delta) || !y.isLike(delta)) {
                    continue;
                }
                Rational apart = x.base().minus(y.base());
                Rational slack = x.halfUnit().plus(y.halfUnit()).plus(delta.halfUnit());
                if (apart.minus(delta.base()).abs().compareTo(slack) <= 0
                        && slack.times(Rational.of(10)).compareTo(delta.base()) < 0) {
                    Operands o = new Operands(RatioKind.SHARE, delta, falling ? x : y, falling);
                    return o.isDefined() ? Optional.of(o) : Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private boolean isFalling(Figure f) {
        return words.falling().stream().anyMatch(f.label()::contains);
    }

    /** 由95天压减至62天，压减34.74%: the two amounts directly before. */
    private Optional<Operands> fromTo(Figure printed, List<Figure> figures) {
        int at = figures.indexOf(printed);
        if (at < 2) {
            return Optional.empty();
        }
        Figure later = figures.get(at - 1);
        Figure earlier = figures.get(at - 2);
        boolean led = words.from().stream().anyMatch(earlier.label()::contains);
        String between = later.passage().text().substring(earlier.to(), Math.max(earlier.to(), later.from()));
        boolean leads = words.to().stream().anyMatch(between::endsWith);
        Operands o = new Operands(RatioKind.CHANGE, later, earlier, isFalling(printed));
        return led
                        && leads
                        && later.isLike(earlier)
                        && !later.isPercent()
                        && later.isExact()
                        && earlier.isExact()
                        && earlier.sentence() == printed.sentence()
                        && o.isDefined()
                ? Optional.of(o)
                : Optional.empty();
    }

    /** A list of amounts, each with its share: what most of them are shares of, the others are too. */
    private Optional<Operands> alike(Figure printed, List<Figure> figures) {
        List<Figure> list = figures.stream()
                .filter(f -> f.isPercent() && f.isExact() && f.label().equals(printed.label()))
                .filter(f -> before(f, figures).isPresent())
                .toList();
        if (list.size() < SHORTEST_LIST
                || !list.contains(printed)
                || printed.label().indexOf('占') < 0) {
            return Optional.empty();
        }
        Figure part = before(printed, figures).orElseThrow();
        List<Figure> wholes = new ArrayList<>();
        for (Figure whole : figures) {
            if (whole.from() >= part.from()
                    || !whole.isLike(part)
                    || !whole.isExact()
                    || whole.base().signum() <= 0) {
                continue;
            }
            long agreeing = list.stream()
                    .filter(f -> f != printed && before(f, figures).get() != whole)
                    .filter(f -> f.agreement(before(f, figures).get().base().over(whole.base()))
                            .agrees())
                    .count();
            if (agreeing > 1 && agreeing * 5 >= (list.size() - 1) * 3L) {
                wholes.add(whole);
            }
        }
        if (wholes.isEmpty()) {
            exactly(printed, part, list, figures).ifPresent(wholes::add);
        }
        return wholes.stream().map(Figure::base).distinct().count() == 1
                        && part.base().compareTo(wholes.get(0).base()) <= 0
                ? Optional.of(new Operands(RatioKind.SHARE, part, wholes.get(0), false))
                : Optional.empty();
    }

    /** Where others of the list are wrong: a whole that gives this share and another to the last digit. */
    private static Optional<Figure> exactly(Figure printed, Figure part, List<Figure> list, List<Figure> figures) {
        return figures.stream()
                .filter(w -> w.from() < part.from()
                        && w.isLike(part)
                        && w.isExact()
                        && w.base().signum() > 0)
                .filter(w -> part.base().over(w.base()).equals(printed.base()))
                .filter(w -> list.stream()
                        .filter(f -> f != printed)
                        .anyMatch(f ->
                                before(f, figures).get().base().over(w.base()).equals(f.base())))
                .findFirst();
    }

    /** The amount directly before a percentage in its sentence. */
    private static Optional<Figure> before(Figure printed, List<Figure> figures) {
        int at = figures.indexOf(printed) - 1;
        return at >= 0
                        && figures.get(at).sentence() == printed.sentence()
                        && !figures.get(at).isPercent()
                        && figures.get(at).isExact()
                ? Optional.of(figures.get(at))
                : Optional.empty();
    }

    /** 企业占承担单位总数的86.19%: both told by name, or the whole by the breakdown that the part belongs to. */
    private Optional<Operands> ofSubject(Figure printed, List<Figure> figures, Report report) {
        String label = printed.label();
        int at = label.lastIndexOf('占');
        String subject = at < 2 ? "" : label.substring(0, at);
        if (subject.length() < 2) {
            return at == 0 ? ofYear(printed, label.substring(1), figures, report) : Optional.empty();
        }
        List<Figure> parts = figures.stream()
                .filter(f -> f.from() < printed.from() && f.isExact() && !f.isPercent())
                .filter(f -> f.label().length() >= 2
                        && (subject.startsWith(f.label()) || f.label().endsWith(subject)))
                .toList();
        if (parts.stream().map(Figure::base).distinct().count() != 1) {
            return Optional.empty();
        }
        Figure part = parts.get(parts.size() - 1);
        List<Figure> wholes;
        String whole = label.substring(at + 1).replaceAll("的?(比例|比重|比|百分比)?$", "");
        if (whole.isEmpty()) {
            wholes = Parts.of(report).found().stream()
                    .filter(b -> b.agrees() && b.parts().contains(part))
                    .map(Parts.Breakdown::whole)
                    .toList();
        } else {
            String telling = words.telling(whole);
            wholes = figures.stream()
                    .filter(f -> f != part && f.from() < printed.from() && f.isExact() && f.isLike(part))
                    .filter(f -> telling.length() >= 2 && f.label().contains(telling))
                    .toList();
        }
        return wholes.stream().map(Figure::base).distinct().count() == 1
                        && wholes.get(0).base().compareTo(part.base()) >= 0
                ? Optional.of(new Operands(RatioKind.SHARE, part, wholes.get(0), false))
                : Optional.empty();
    }

    /** 四级手术3,772台，占手术总量的20.67%: the whole is the year's total of a table's row. */
    private Optional<Operands> ofYear(Figure printed, String whole, List<Figure> figures, Report report) {
        String telling = words.telling(whole);
        Optional<Figure> part = before(printed, figures);
        if (telling.length() < 2 || part.isEmpty()) {
            return Optional.empty();
        }
        List<Figure> wholes = YearRows.of(report).stream()
                .filter(r -> r.name().startsWith(telling))
                .map(YearRows.Row::figure)
                .filter(f -> f.isLike(part.get()))
                .toList();
        return wholes.size() == 1 && wholes.get(0).base().compareTo(part.get().base()) >= 0
                ? Optional.of(new Operands(RatioKind.SHARE, part.get(), wholes.get(0), false))
                : Optional.empty();
    }

    /** 发布榜单8项，成功揭榜6项，揭榜率75%: the only two amounts of the sentence, the second named as the rate is. */
    private Optional<Operands> byStem(Figure printed, List<Figure> figures) {
        String label = printed.label();
        if (label.length() < 3 || STEM_ENDS.indexOf(label.charAt(label.length() - 1)) < 0) {
            return Optional.empty();
        }
        String stem = label.substring(label.length() - 3, label.length() - 1);
        List<Figure> amounts = figures.stream()
                .filter(f -> f.sentence() == printed.sentence() && f.from() < printed.from() && !f.isPercent())
                .toList();
        if (amounts.size() < 2) {
            return Optional.empty();
        }
        Figure part = amounts.get(amounts.size() - 1);
        Figure whole = amounts.get(amounts.size() - 2);
        boolean only = amounts.stream().filter(part::isLike).count() == 2;
        return only
                        && part.isLike(whole)
                        && part.unit().dimension().equals(whole.unit().dimension())
                        && part.isExact()
                        && whole.isExact()
                        && part.label().contains(stem)
                        && part.base().compareTo(whole.base()) <= 0
                ? Optional.of(new Operands(RatioKind.SHARE, part, whole, false))
                : Optional.empty();
    }

    private boolean isConsumed(Operands o, Figure printed) {
        return held.stream()
                .anyMatch(h -> h.agreement().agrees()
                        && !h.printed().span().equals(printed.span())
                        && h.operands().numerator() == o.numerator()
                        && h.operands().denominator() == o.denominator());
    }

    /** No full stop lies between them. */
    private static boolean close(Figure printed, Operands o) {
        int from = Math.min(o.numerator().from(), o.denominator().from());
        return from < printed.from()
                && printed.passage().text().substring(from, printed.from()).indexOf('。') < 0;
    }

    /** 4分×99.99% is a step of a computation; the scores read it. */
    private static boolean inFormula(Figure printed) {
        String text = printed.passage().text();
        char before = printed.from() > 0 ? text.charAt(printed.from() - 1) : ' ';
        char after = printed.to() < text.length() ? text.charAt(printed.to()) : ' ';
        return "*×/÷=".indexOf(before) >= 0 || "*×/÷".indexOf(after) >= 0;
    }

    private static Agreement agreement(Figure printed, Operands operands) {
        Agreement exact = printed.agreement(operands.value());
        return exact.agrees() || !withinPrint(printed, operands) ? exact : Agreement.BOTH;
    }

    /** Operands printed in 亿元 with one decimal prove a ratio only roughly. */
    private static boolean withinPrint(Figure printed, Operands o) {
        Rational relative = Rational.ZERO;
        for (Figure operand : List.of(o.numerator(), o.denominator())) {
            if (operand.base().signum() == 0) {
                return false;
            }
            relative = relative.plus(operand.halfUnit().over(operand.base().abs()));
        }
        boolean rough = List.of(o.numerator(), o.denominator()).stream().anyMatch(Ratios::isRough);
        Rational slack = o.value().abs().times(relative).plus(printed.halfUnit());
        return rough && o.value().minus(printed.base()).abs().compareTo(slack) <= 0;
    }

    /** 2.8亿元 or 12万人: hardly more than an order of magnitude. */
    private static boolean isRough(Figure operand) {
        String digits = operand.value()
                .abs()
                .toDecimal(operand.places(), RoundingMode.HALF_UP)
                .toPlainString()
                .replace(".", "")
                .replaceFirst("^0+", "");
        boolean few = digits.length() <= 2 && !operand.unit().factor().equals(Rational.ONE)
                || operand.isMoney() && digits.length() == 1;
        return operand.unit().symbol().startsWith("亿") || few && operand.places() > 0;
    }

    private List<Figure> near(Figure printed, List<Figure> figures) {
        int at = figures.indexOf(printed);
        List<Figure> near = new ArrayList<>();
        for (int i = at - 1; i >= 0 && near.size() < NEAR; i--) {
            Figure f = figures.get(i);
            if (printed.sentence() - f.sentence() > NEAR_SENTENCES) {
                break;
            }
            if (canDivide(printed, f)) {
                near.add(f);
            }
        }
        for (int i = at + 1; i < figures.size() && figures.get(i).sentence() == printed.sentence(); i++) {
            Figure f = figures.get(i);
            if (canDivide(printed, f) && near.size() < NEAR + 2) {
                near.add(f);
            }
        }
        return near;
    }

    /** Points divide only into a rate of points: the points of a criterion are no operands of its rate. */
    private boolean canDivide(Figure printed, Figure f) {
        boolean points = f.unit().dimension().equals("point");
        boolean rateOfPoints =
                words.rate(printed.label()).map(r -> r.unit().equals("point")).orElse(false);
        return !f.isPercent() && f.isExact() && points == rateOfPoints;
    }

    private List<Operands> candidates(Ratio ratio, Figure printed, List<Figure> near) {
        boolean falling = words.falling().stream().anyMatch(printed.label()::contains);
        List<Operands> all = new ArrayList<>();
        for (Figure a : near) {
            for (Figure b : near) {
                if (a != b && a.isLike(b)) {
                    Set<RatioKind> kinds = new LinkedHashSet<>(List.of(ratio.kind()));
                    if (ratio.kind() == RatioKind.GROWTH) {
                        kinds.add(RatioKind.CHANGE);
                        if (words.prior().stream().anyMatch(b.label()::contains)) {
                            kinds.add(RatioKind.SHARE);
                        }
                    } else if (ratio.kind() == RatioKind.CHANGE) {
                        kinds.add(RatioKind.SHARE);
                    }
                    for (RatioKind kind : kinds) {
                        Operands o = new Operands(kind, a, b, falling);
                        if (o.isDefined() && (ratio.kind() != RatioKind.GROWTH || isForward(printed, o))) {
                            all.add(o);
                        }
                    }
                }
            }
        }
        return all;
    }

    /** What has grown was less before: 增长20% is not 0.31 over the later of two levels. */
    private boolean isForward(Figure printed, Operands o) {
        if (o.kind() != RatioKind.CHANGE) {
            return true;
        }
        boolean rising = words.rising().stream().anyMatch(printed.label()::contains);
        boolean more = o.numerator().base().compareTo(o.denominator().base()) >= 0;
        return o.falling() ? !more : !rising || more;
    }

    /** The operands that the words name, when exactly one figure near enough fits each role. */
    private Optional<Operands> named(Ratio ratio, Figure printed, List<Figure> near, List<Operands> candidates) {
        List<Figure> before = near.stream()
                .filter(f -> f.from() < printed.from())
                .filter(f -> ratio.unit().isEmpty() || f.unit().dimension().equals(ratio.unit()))
                .toList();
        Optional<Figure> part;
        Optional<Figure> whole;
        if (ratio.kind() == RatioKind.GROWTH) {
            part = before.stream()
                    .filter(f -> f.sentence() == printed.sentence())
                    .filter(f -> words.delta().stream().anyMatch(f.label()::contains))
                    .findFirst();
            whole = part.flatMap(d -> before.stream()
                    .filter(f -> f != d && f.isLike(d) && f.from() < d.from() && !inBrackets(f, d))
                    .filter(f -> words.delta().stream().noneMatch(f.label()::contains))
                    .findFirst()
                    .filter(f -> words.compared().stream().noneMatch(f.label()::startsWith)));
        } else if (ratio.part().isEmpty()) {
            Optional<String> of = wholeName(printed.label());
            part = before.stream()
                    .filter(f -> f.sentence() == printed.sentence())
                    .findFirst();
            whole = of.flatMap(name -> part.flatMap(p -> before.stream()
                    .filter(f -> f != p && f.isLike(p) && sameName(f.label(), name))
                    .findFirst()));
        } else {
            part = before.stream().filter(f -> isPart(ratio, f) && !isDelta(f)).findFirst();
            whole = part.flatMap(p -> before.stream()
                    .filter(f -> f != p && f.isLike(p) && isWhole(ratio, f) && !isDelta(f))
                    .findFirst());
        }
        if (part.isEmpty() || whole.isEmpty()) {
            return Optional.empty();
        }
        Figure a = part.get();
        Figure b = whole.get();
        return candidates.stream()
                .filter(o -> o.kind() == ratio.kind() && o.numerator() == a && o.denominator() == b)
                .findFirst();
    }

    private static boolean inBrackets(Figure f, Figure outside) {
        String between = outside.passage().text().substring(f.to(), Math.max(f.to(), outside.from()));
        return between.indexOf(')') >= 0 && (between.indexOf('(') < 0 || between.indexOf(')') < between.indexOf('('));
    }

    /** 资产总额 of 占资产总额的. */
    private static Optional<String> wholeName(String label) {
        int at = label.lastIndexOf('占');
        String name = at < 0 ? "" : label.substring(at + 1).replaceAll("的?(比例|比重|比|百分比)?$", "");
        return name.length() < 2 ? Optional.empty() : Optional.of(name);
    }

    private static boolean sameName(String label, String name) {
        return label.endsWith(name) || name.endsWith(label) && label.length() >= 2;
    }

    private boolean isDelta(Figure f) {
        return words.delta().stream().anyMatch(f.label()::contains);
    }

    private static boolean isPart(Ratio ratio, Figure f) {
        return longest(ratio.part(), f.label()) > 0
                && longest(ratio.part(), f.label()) >= longest(ratio.whole(), f.label());
    }

    private static boolean isWhole(Ratio ratio, Figure f) {
        return longest(ratio.whole(), f.label()) > longest(ratio.part(), f.label());
    }

    /** 支出总额为21,044万元，…实际支出20,998万元. */
    private static boolean isOver(Ratio ratio, Figure part, Figure whole) {
        return ratio.over().stream().anyMatch(whole.label()::endsWith)
                && part.sentence() == whole.sentence()
                && part.from() > whole.to()
                && part.base().compareTo(whole.base()) <= 0
                && longest(ratio.part(), part.label()) >= NAMED;
    }

    private static int longest(List<String> terms, String label) {
        return terms.stream()
                .filter(label::contains)
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    /** A round percentage comes about by chance; its operands must be named. */
    private static int needed(Ratio ratio, Figure printed) {
        if (ratio.part().isEmpty() && ratio.whole().isEmpty() && ratio.kind() == RatioKind.SHARE) {
            return Integer.MAX_VALUE;
        }
        if (printed.value().equals(Rational.HUNDRED)) {
            return 2 * NAMED;
        }
        return printed.places() == 0 ? NAMED : 0;
    }

    /** Prefers operands that the words name and that stand close. */
    private int score(Ratio ratio, Operands o, Figure printed) {
        if (ratio.kind() == RatioKind.GROWTH) {
            // Two levels, or a change and the level before it: 由a增至b，增长p; a bare quotient has to be next to it
            return o.kind() == RatioKind.SHARE ? isDelta(o.numerator()) ? 2 * NAMED : 0 : 2 * NAMED;
        }
        if (o.kind() != ratio.kind()) {
            return isDelta(o.numerator()) ? 2 * NAMED : 0;
        }
        return (isPart(ratio, o.numerator()) ? NAMED : 0)
                + (isWhole(ratio, o.denominator()) ? NAMED : 0)
                + (o.numerator().sentence() == printed.sentence() ? 1 : 0)
                + (o.denominator().sentence() == printed.sentence() ? 1 : 0);
    }

    /** For a percentage without amounts beside it: two amounts named as its operands anywhere else that give it. */
    private Optional<Operands> elsewhere(Ratio ratio, Figure printed, Report report) {
        return pairs(ratio, report).stream()
                .filter(o -> printed.agreement(o.value()).agrees())
                .findFirst();
    }

    /** The part stands directly before, the whole is the only amount of its name told before in the chapter. */
    private Optional<Operands> ofChapter(Ratio ratio, Figure printed, List<Figure> figures, Report report) {
        Optional<Figure> part = before(printed, figures).filter(f -> isPart(ratio, f) && f.isMoney());
        if (part.isEmpty()
                || printed.passage().chapter().isEmpty()
                || ratio.unit().isEmpty()) {
            return Optional.empty();
        }
        String chapter = printed.passage().chapter().get(0);
        List<Figure> wholes = report.figures().stream()
                .filter(f -> f.passage().index() < printed.passage().index()
                        && !f.passage().isCell())
                .filter(f -> !f.passage().chapter().isEmpty()
                        && f.passage().chapter().get(0).equals(chapter))
                .filter(f -> f.isExact() && f.isMoney() && isWhole(ratio, f) && !isDelta(f))
                .toList();
        return wholes.stream().map(Figure::base).distinct().count() == 1
                        && wholes.get(0).base().compareTo(part.get().base()) >= 0
                ? Optional.of(new Operands(ratio.kind(), part.get(), wholes.get(0), false))
                : Optional.empty();
    }

    /** The operands of a ratio that the report tells of only once, or always with the same values. */
    private Optional<Operands> only(Ratio ratio, Figure printed, Report report) {
        List<Operands> pairs = pairs(ratio, report).stream()
                .filter(o -> words.narrower().stream()
                        .noneMatch(n -> printed.label().contains(n)
                                != (o.numerator().label().contains(n)
                                        || o.denominator().label().contains(n))))
                .toList();
        // Amounts of single projects beside those of the whole budget
        Rational largest = pairs.stream()
                .map(o -> o.denominator().base())
                .max(Comparator.naturalOrder())
                .orElse(Rational.ZERO);
        pairs = pairs.stream()
                .filter(o -> o.denominator().base().times(Rational.of(10)).compareTo(largest) >= 0)
                .toList();
        boolean one = pairs.stream()
                        .map(o -> List.of(o.numerator().base(), o.denominator().base()))
                        .distinct()
                        .count()
                == 1;
        return one && !ratio.unit().isEmpty() ? Optional.of(pairs.get(0)) : Optional.empty();
    }

    /** Amounts of one paragraph that are named as part and whole of a ratio. */
    private List<Operands> pairs(Ratio ratio, Report report) {
        List<Figure> amounts = report.figures().stream()
                .filter(f -> !f.isPercent() && f.isExact() && !f.passage().isCell())
                .filter(f -> ratio.unit().isEmpty() || f.unit().dimension().equals(ratio.unit()))
                .toList();
        List<Operands> pairs = new ArrayList<>();
        for (int i = 0; i < amounts.size(); i++) {
            Figure a = amounts.get(i);
            for (int j = Math.max(0, i - NEAR); j < Math.min(amounts.size(), i + NEAR); j++) {
                Figure b = amounts.get(j);
                if (i != j
                        && a.passage() == b.passage()
                        && a.isLike(b)
                        && (isWhole(ratio, b) || isOver(ratio, a, b))
                        && isPart(ratio, a)) {
                    Operands o = new Operands(ratio.kind(), a, b, false);
                    if (o.isDefined()) {
                        pairs.add(o);
                    }
                }
            }
        }
        return pairs;
    }

    /** How a ratio is written behind its operands. */
    public static String result(Rational ratio) {
        return Exact.result(ratio);
    }

    static final class Exact {
        private Exact() {}

        /** {@code " = 92%"}, or {@code " ≈ 97.3758%"} where four places do not hold it. */
        static String result(Rational ratio) {
            Rational percent = ratio.times(Rational.HUNDRED);
            Rational shown = percent.round(4, RoundingMode.HALF_UP);
            return (shown.equals(percent) ? " = " : " ≈ ")
                    + shown.toDecimal(4, RoundingMode.HALF_UP)
                            .stripTrailingZeros()
                            .toPlainString()
                    + "%";
        }
    }
}
