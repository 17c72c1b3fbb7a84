package org.hengji.checker.scores;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hengji.scoring.number.Rational;

/** How a score table of no known framework says that points are given for a rate. */
sealed interface PrintedRule {

    /** Name of the rate, as the rule calls it; empty where it only says that the target is to be met. */
    String rate();

    /** All points that the wording allows for a rate, the first being the plainest reading. */
    List<Rational> due(Rational value, Rational weight);

    /** How the plainest reading comes to its points, without the result. */
    String written(String rate, Rational weight);

    /** 得分=执行率×5分. */
    record Share(String rate, Rational points) implements PrintedRule {
        @Override
        public List<Rational> due(Rational value, Rational weight) {
            return List.of(value.times(points).min(weight));
        }

        @Override
        public String written(String rate, Rational weight) {
            return rate + " × " + points.toText() + "分";
        }
    }

    /** 达到90%得10分；85%（含）至90%得8分；低于80%不得分. */
    record Bands(String rate, List<Band> bands) implements PrintedRule {
        @Override
        public List<Rational> due(Rational value, Rational weight) {
            return bands.stream()
                    .filter(b -> b.holds(value))
                    .map(Band::points)
                    .distinct()
                    .toList();
        }

        @Override
        public String written(String rate, Rational weight) {
            return rate;
        }
    }

    /** 满意度≥90%得10分；每低一个百分点扣1分，不足一个百分点的按一个百分点计算. */
    record Steps(String rate, Rational limit, Rational width, Rational lose, boolean started) implements PrintedRule {
        @Override
        public List<Rational> due(Rational value, Rational weight) {
            Rational steps = limit.minus(value).max(Rational.ZERO).over(width);
            List<Rational> counts = started
                    ? List.of(Rational.of(steps.ceiling()))
                    : List.of(steps, Rational.of(steps.ceiling()), Rational.of(steps.floor()));
            return counts.stream()
                    .map(n -> weight.minus(n.times(lose)).max(Rational.ZERO))
                    .distinct()
                    .toList();
        }

        @Override
        public String written(String rate, Rational weight) {
            String steps = "(" + percent(limit) + " − " + rate + ") ÷ " + percent(width);
            return weight.toText() + " − " + (started ? "⌈" + steps + "⌉" : steps) + " × " + lose.toText();
        }

        private static String percent(Rational share) {
            return share.times(Rational.HUNDRED).toText() + "%";
        }
    }

    /** Each end empty where the band is open to that side. */
    record Band(Optional<Rational> low, boolean lowOpen, Optional<Rational> high, boolean highOpen, Rational points) {
        boolean holds(Rational v) {
            return low.map(l -> v.compareTo(l) > 0 || v.equals(l) && !lowOpen).orElse(true)
                    && high.map(h -> v.compareTo(h) < 0 || v.equals(h) && !highOpen)
                            .orElse(true);
        }
    }

    Pattern SHARE = Pattern.compile("得分=([\\p{IsHan}]{2,14}率|[\\p{IsHan}]{2,14}度)×(\\d+(?:\\.\\d+)?)分");
    Pattern QUOTIENT = Pattern.compile("得分=[\\p{IsHan}]{2,16}÷[\\p{IsHan}]{2,16}×(\\d+(?:\\.\\d+)?)分");
    String POINTS = "(?:得(\\d+(?:\\.\\d+)?)分|(不得分))";
    Pattern BETWEEN = Pattern.compile(
            "(\\d+(?:\\.\\d+)?)%?(\\(含\\)|\\(不含\\))?[至~-](\\d+(?:\\.\\d+)?)%(\\(含\\)|\\(不含\\))?" + POINTS);
    Pattern FROM = Pattern.compile("(?:≥|达到|不低于|大于等于)(\\d+(?:\\.\\d+)?)%(?:及?以上)?" + POINTS);
    Pattern BELOW = Pattern.compile("(?:<|低于|小于|不足)(\\d+(?:\\.\\d+)?)%" + POINTS);
    Pattern STEP = Pattern.compile("每(?:低于?|降低|少)(?:目标)?(?:(\\d+(?:\\.\\d+)?)(?:%|个百分点)|一个百分点)扣(\\d+(?:\\.\\d+)?)分");
    Pattern STARTED = Pattern.compile("不足[^，。；]{0,10}按[^，。；]{0,10}计");
    Pattern MET = Pattern.compile("^达到目标值?得满分");
    Pattern NAME = Pattern.compile("([\\p{IsHan}]{2,12}?)(?:≥|达到|不低于|大于等于)\\d");

    /** What a criterion says, evened out; empty when it gives points otherwise or cannot be read for certain. */
    static Optional<PrintedRule> of(String criterion) {
        Matcher share = SHARE.matcher(criterion);
        if (share.find()) {
            return Optional.of(new Share(share.group(1), Rational.parse(share.group(2))));
        }
        Matcher quotient = QUOTIENT.matcher(criterion);
        if (quotient.find()) {
            return Optional.of(new Share("", Rational.parse(quotient.group(1))));
        }
        Matcher named = NAME.matcher(criterion);
        String name = named.find() ? named.group(1) : "";
        Matcher step = STEP.matcher(criterion);
        if (step.find()) {
            Optional<Rational> limit = MET.matcher(criterion).find() ? Optional.of(Rational.ONE) : limit(criterion);
            Rational width =
                    Rational.parse(step.group(1) == null ? "1" : step.group(1)).over(Rational.HUNDRED);
            return limit.map(l -> new Steps(
                    name,
                    l,
                    width,
                    Rational.parse(step.group(2)),
                    STARTED.matcher(criterion).find()));
        }
        List<Band> bands = bands(criterion);
        return bands.size() > 1 && !name.isEmpty() ? Optional.of(new Bands(name, bands)) : Optional.empty();
    }

    private static Optional<Rational> limit(String criterion) {
        Matcher from = FROM.matcher(criterion);
        return from.find() ? Optional.of(percent(from.group(1))) : Optional.empty();
    }

    private static List<Band> bands(String criterion) {
        List<Band> bands = new ArrayList<>();
        for (Matcher m = FROM.matcher(criterion); m.find(); ) {
            bands.add(new Band(Optional.of(percent(m.group(1))), false, Optional.empty(), false, points(m, 2)));
        }
        for (Matcher m = BETWEEN.matcher(criterion); m.find(); ) {
            boolean high = "(含)".equals(m.group(4));
            bands.add(new Band(
                    Optional.of(percent(m.group(1))),
                    "(不含)".equals(m.group(2)),
                    Optional.of(percent(m.group(3))),
                    !high,
                    points(m, 5)));
        }
        for (Matcher m = BELOW.matcher(criterion); m.find(); ) {
            bands.add(new Band(Optional.empty(), false, Optional.of(percent(m.group(1))), true, points(m, 2)));
        }
        return bands;
    }

    private static Rational percent(String number) {
        return Rational.parse(number).over(Rational.HUNDRED);
    }

    private static Rational points(Matcher m, int group) {
        return m.group(group) == null ? Rational.ZERO : Rational.parse(m.group(group));
    }
}
