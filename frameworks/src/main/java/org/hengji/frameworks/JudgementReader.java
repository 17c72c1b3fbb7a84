package org.hengji.frameworks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.subject.Judgement;
import org.hengji.scoring.subject.Judgement.Award;
import org.hengji.scoring.subject.Override;

/** Reads what persons decided: judgements, overrides and the body's own scores. */
final class JudgementReader {
    private static final List<String> FORMS =
            List.of("share", "points", "outcome", "grade", "scores", "not-applicable");
    private static final Set<String> SELF = Set.of("自评", "self", "本单位", "单位自评");

    private final Field root;
    private final CaseNodes nodes;

    JudgementReader(Field root, CaseNodes nodes) {
        this.root = root;
        this.nodes = nodes;
    }

    Map<String, Judgement> judgements() {
        Map<String, Judgement> all = new LinkedHashMap<>();
        root.get("judgements")
                .ifPresent(section ->
                        section.fields().forEach(field -> judgement(field).ifPresent(j -> all.put(field.name, j))));
        return all;
    }

    Map<String, Override> overrides() {
        Map<String, Override> all = new LinkedHashMap<>();
        root.get("overrides")
                .ifPresent(section -> section.fields().forEach(field -> {
                    int before = field.faults.count();
                    field.only(Shapes.OVERRIDE);
                    Optional<CaseNodes.Entry> node = nodes.find(field, field.key, field.name);
                    Optional<Rational> points = field.need("points", "得分").flatMap(p -> node.map(n -> printed(p, n)));
                    String reason = reason(field, "override.reason", "更正");
                    String by = by(field, "override.by", "更正");
                    if (field.faults.count() == before && points.isPresent()) {
                        all.put(field.name, new Override(field.name, points.get(), reason, by));
                    }
                }));
        return all;
    }

    /** A body may print more for an item than its weight, as where items are not capped; the indicator's cap stays. */
    private static Rational printed(Field field, CaseNodes.Entry node) {
        return node.item()
                ? Amount.read(field).orElse(Rational.ZERO)
                : points(field, node.max(), node.name(), "override.above-weight");
    }

    Map<String, Rational> selfScores() {
        Map<String, Rational> all = new LinkedHashMap<>();
        root.get("selfScores")
                .ifPresent(section -> section.fields().forEach(field -> {
                    Optional<CaseNodes.Entry> node = nodes.find(field, field.key, field.name);
                    int before = field.faults.count();
                    Rational points = field.number();
                    if (node.isPresent() && field.faults.count() == before) {
                        all.put(field.name, points);
                    }
                }));
        return all;
    }

    private Optional<Judgement> judgement(Field field) {
        int before = field.faults.count();
        if (!field.isMap()) {
            field.map();
            return Optional.empty();
        }
        field.only(Shapes.JUDGEMENT);
        Optional<CaseNodes.Entry> node = nodes.find(field, field.key, field.name);
        Optional<Award> award = node.flatMap(n -> award(field, n));
        String reason = reason(field, "judgement.reason", "评判");
        String by = by(field, "judgement.by", "评判");
        if (field.faults.count() > before || award.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Judgement(
                field.name,
                award.get(),
                reason,
                by,
                SELF.contains(by),
                field.get("evidence").map(Field::text)));
    }

    private Optional<Award> award(Field field, CaseNodes.Entry node) {
        List<String> given =
                FORMS.stream().filter(f -> field.get(f).isPresent()).toList();
        if (given.size() != 1) {
            field.fault(
                    "judgement.form",
                    "“" + node.name() + "”的评判应写且只写一种结果" + (given.isEmpty() ? "" : "，这里有 " + String.join("、", given)),
                    "A judgement gives exactly one of " + String.join(", ", FORMS)
                            + (given.isEmpty() ? "" : "; here are " + String.join(", ", given)),
                    "从 " + String.join("、", FORMS) + " 中选一种",
                    "Keep one of them");
            return Optional.empty();
        }
        Field value = field.get(given.get(0)).orElseThrow();
        Optional<Award> award = switch (given.get(0)) {
            case "points" ->
                Optional.of(new Award.Points(points(value, node.max(), node.name(), "judgement.above-weight")));
            case "share" -> Optional.of(new Award.Share(share(value, node)));
            case "scores" -> Optional.of(new Award.Panel(scores(value, node)));
            case "outcome" ->
                named(value, node.outcomes(), "outcome.unknown", "结果", "outcome")
                        .map(Award.Outcome::new);
            case "grade" ->
                named(value, node.grades(), "grade.unknown", "等级", "grade").map(Award.Grade::new);
            default -> value.flag() ? Optional.of(new Award.NotApplicable()) : Optional.empty();
        };
        return award.filter(a -> fits(value, a, node));
    }

    /** A judgement must be able to count at its node; silently ignored points would be worse than refused ones. */
    private static boolean fits(Field value, Award award, CaseNodes.Entry node) {
        Optional<Rational> share = shareOf(award, node.max());
        boolean full = share.filter(s -> s.equals(Rational.ONE)).isPresent();
        if (node.inner() && !full && !(award instanceof Award.Grade)) {
            value.fault(
                    "judgement.inner",
                    "“" + node.name() + "”有下级，只有满分评判可以写在这里（代表下级未单独评判的各项），其他的写在下级",
                    node.id()
                            + " has parts: only full points may be judged here, standing for all parts not judged themselves",
                    "改为评判它的下级；若是单位公布的得分与规则不同，写在 overrides",
                    "Judge its parts; if a body printed other points than the rule gives, use overrides");
            return false;
        } else if (!node.inner() && !node.judged()) {
            value.fault(
                    "judgement.not-judged",
                    "“" + node.name() + "”由数据按规则计分，不由人评判",
                    node.id() + " is computed from facts by its rule and not judged",
                    "补数据；若是单位公布的得分与规则不同，写在 overrides",
                    "Give the facts; if a body printed other points than the rule gives, use overrides");
            return false;
        } else if (share.isPresent()
                && !node.answers().isEmpty()
                && !node.answers().contains(share.get())) {
            value.fault(
                    "judgement.all-or-nothing",
                    "“" + node.name() + "”只能得满分或 0 分，不能得一部分",
                    node.id() + " earns all or nothing",
                    "改为 " + node.max() + " 或 0",
                    "Give " + node.max() + " or 0");
            return false;
        }
        return true;
    }

    private static Optional<Rational> shareOf(Award award, Rational max) {
        if (award instanceof Award.Share s) {
            return Optional.of(s.share());
        } else if (award instanceof Award.Points p && max.signum() > 0) {
            return Optional.of(p.points().over(max));
        }
        return Optional.empty();
    }

    private static Optional<String> named(Field value, List<String> known, String code, String zh, String en) {
        if (known.contains(value.text())) {
            return Optional.of(value.text());
        }
        Words.unknown(value, code, zh, en, value.text(), known);
        return Optional.empty();
    }

    private static Rational points(Field value, Rational max, String name, String code) {
        int before = value.faults.count();
        Rational points = Amount.read(value).orElse(Rational.ZERO);
        if (value.faults.count() == before && points.compareTo(max) > 0) {
            value.fault(
                    code,
                    "“" + name + "”满分 " + max + "，这里是 " + points,
                    "The weight is " + max + ", the points given are " + points,
                    "改为 0 至 " + max + " 之间",
                    "Give 0 to " + max);
        } else if (points.signum() < 0) {
            value.fault(
                    "points.negative",
                    "“" + name + "”的得分是负数：" + points,
                    "The points are negative: " + points,
                    "改为 0 至 " + max + " 之间；倒扣分写在它的上级",
                    "Give 0 to " + max);
        }
        return points;
    }

    private static Rational share(Field value, CaseNodes.Entry node) {
        Rational share = value.number();
        if (share.compareTo(Rational.ONE) > 0) {
            value.fault(
                    "judgement.above-weight",
                    "“" + node.name() + "”的比例 " + value.text() + " 超过 100%",
                    "The share " + value.text() + " exceeds 100%",
                    "改为 0 至 100% 之间，例如 80%",
                    "Give 0 to 100%, e.g. 80%");
        } else if (share.signum() < 0) {
            value.fault(
                    "points.negative",
                    "“" + node.name() + "”的比例是负数：" + value.text(),
                    "The share is negative: " + value.text(),
                    "改为 0 至 100% 之间",
                    "Give 0 to 100%");
        }
        return share;
    }

    private static List<Rational> scores(Field value, CaseNodes.Entry node) {
        List<Rational> scores = new ArrayList<>();
        value.items().forEach(s -> scores.add(points(s, node.max(), node.name(), "judgement.above-weight")));
        if (value.isList() && scores.isEmpty()) {
            value.fault(
                    "judgement.form",
                    "“" + node.name() + "”的评委打分是空的",
                    "The panel has given no scores",
                    "写出各评委的分数，例如 [\"8\", \"9\"]",
                    "List the scores, e.g. [\"8\", \"9\"]");
        }
        return scores;
    }

    private static String reason(Field field, String code, String what) {
        return said(field, "reason")
                .orElseGet(() -> missing(
                        field,
                        "reason",
                        code,
                        "这项" + what + "没有写理由，没有理由的得分无法复核",
                        "No reason is given; points without a reason cannot be reviewed",
                        "补上 reason: …",
                        "Add reason: …"));
    }

    private static String by(Field field, String code, String what) {
        return said(field, "by")
                .orElseGet(() -> missing(
                        field,
                        "by",
                        code,
                        "这项" + what + "没有写是谁作出的",
                        "Nobody is named who decided this",
                        "补上 by: 自评、评价组或单位名称",
                        "Add by: 自评, the panel or the body"));
    }

    private static Optional<String> said(Field field, String name) {
        return field.get(name)
                .filter(Field::isScalar)
                .map(f -> f.text().strip())
                .filter(text -> !text.isEmpty());
    }

    private static String missing(
            Field field, String name, String code, String zh, String en, String remedyZh, String remedyEn) {
        field.get(name).orElse(field).fault(code, zh, en, remedyZh, remedyEn);
        return "";
    }
}
