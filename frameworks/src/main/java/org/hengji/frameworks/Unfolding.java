package org.hengji.frameworks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.scoring.framework.Award;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.FactDefinition.Kind;
import org.hengji.scoring.framework.Indicator;
import org.hengji.scoring.framework.Indicator.Combine;
import org.hengji.scoring.framework.Indicator.WhenNotApplicable;
import org.hengji.scoring.framework.ScoringRule;
import org.hengji.scoring.framework.Source;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.number.Rational;

/** Rules that are a short way to write several scoring items: checklists and series. */
final class Unfolding {
    private final Map<String, FactDefinition> facts;
    private final RuleReader rules;

    Unfolding(Map<String, FactDefinition> facts, RuleReader rules) {
        this.facts = facts;
        this.rules = rules;
    }

    void checklist(Field body, String id, int level, WhenNotApplicable policy, Source source, List<Indicator> into) {
        body.only("partial", "evidence", "items");
        boolean partial = body.get("partial").map(Field::flag).orElse(false);
        boolean evidence = body.get("evidence").map(Field::flag).orElse(false);
        List<Rational> answers = partial ? List.of() : List.of(Rational.ZERO, Rational.ONE);
        body.need("items", "要点")
                .ifPresent(items -> items.fields().forEach(i -> {
                    i.only("zh", "en", "points", "fact", "evidence", "criterion");
                    ScoringRule rule = i.get("fact")
                            .<ScoringRule>map(f -> {
                                FactDefinition fact = facts.get(f.text());
                                if (fact == null || fact.kind() != Kind.BOOLEAN) {
                                    f.fault(
                                            "fact.unknown",
                                            "没有声明是非数据项“" + f.text() + "”",
                                            "There is no boolean fact " + f.text(),
                                            "在 facts 中声明 kind: boolean",
                                            "Declare it with kind: boolean");
                                    return new ScoringRule.Judged(answers, evidence);
                                }
                                rules.usedFacts.add(f.text());
                                return new ScoringRule.Choice(
                                        Optional.of(f.text()),
                                        List.of(
                                                new ScoringRule.Outcome("true", new Text("符合", "met"), Award.FULL),
                                                new ScoringRule.Outcome(
                                                        "false", new Text("不符合", "not met"), Award.NOTHING)));
                            })
                            .orElseGet(() -> new ScoringRule.Judged(
                                    answers, i.get("evidence").map(Field::flag).orElse(evidence)));
                    into.add(item(
                            id + "." + i.keyName(),
                            Field.label(i),
                            level,
                            i.need("points", "分值").map(Field::number).orElse(Rational.ZERO),
                            i.get("criterion").map(Field::labelled).orElse(null),
                            rule,
                            policy,
                            source));
                }));
    }

    private static Indicator item(
            String id,
            Text name,
            int level,
            Rational max,
            Text criterion,
            ScoringRule rule,
            WhenNotApplicable policy,
            Source source) {
        return new Indicator(
                id,
                name,
                level,
                max,
                true,
                criterion,
                source,
                Optional.of(rule),
                List.of(),
                new Combine.Sum(),
                policy,
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty());
    }

    /** A fixed schedule unfolds into one proportional item for each period and one for the mean. */
    void series(Field body, String id, int level, WhenNotApplicable policy, Source source, List<Indicator> into) {
        body.only("progress", "schedule", "points", "cap", "mean");
        List<Field> progress = body.need("progress", "各期进度").map(Field::items).orElse(List.of());
        List<Field> schedule = body.need("schedule", "序时进度").map(Field::items).orElse(List.of());
        if (progress.size() != schedule.size() || progress.isEmpty()) {
            body.fault(
                    "series.length",
                    "进度有 " + progress.size() + " 期，序时进度有 " + schedule.size() + " 期",
                    progress.size() + " periods of progress, " + schedule.size() + " of schedule",
                    "两个列表同样长",
                    "Make both lists equally long");
            return;
        }
        String points = body.text("points", "1");
        Rational max = body.get("points").map(Field::number).orElse(Rational.ONE);
        Yaml.At at = body.yaml.at();
        List<String> rates = new ArrayList<>();
        for (int i = 0; i < progress.size(); i++) {
            String rate =
                    "(" + progress.get(i).text() + ") / " + schedule.get(i).text();
            rates.add(rate);
            Field rule = synthetic(body, at, rate, points, body.get("cap"));
            String n = String.valueOf(i + 1);
            String zh = progress.size() == 4 ? "第" + "一二三四".charAt(i) + "季度执行率" : "第" + n + "期执行率";
            ScoringRule made = rules.unfold(rule, f -> rules.proportional(f, Award.points(max), Optional.empty()));
            into.add(item(
                    id + ".q" + n,
                    new Text(zh, progress.size() == 4 ? "Quarter " + n : "Period " + n),
                    level,
                    max,
                    null,
                    made,
                    policy,
                    source));
        }
        body.get("mean").ifPresent(mean -> {
            mean.only("points", "cap", "of");
            Rational meanMax = mean.get("points").map(Field::number).orElse(Rational.ONE);
            ScoringRule made = rules.unfold(mean, m -> {
                String of = switch (m.text("of", "rates")) {
                    case "progress" ->
                        "("
                                + String.join(
                                        " + ",
                                        progress.stream().map(Field::text).toList()) + ") / " + progress.size();
                    case "capped-rates" ->
                        "("
                                + String.join(
                                        " + ",
                                        rates.stream()
                                                .map(r -> "min(" + r + ", 1)")
                                                .toList()) + ") / " + progress.size();
                    case "rates" -> "(" + String.join(" + ", rates) + ") / " + progress.size();
                    default -> {
                        m.get("of")
                                .orElseThrow()
                                .fault(
                                        "series.mean",
                                        "of 应是 rates、progress 或 capped-rates",
                                        "of is rates, progress or capped-rates",
                                        "改为其中之一",
                                        "Use one of these");
                        yield "0";
                    }
                };
                Field rule = synthetic(m, at, of, m.text("points", "1"), m.get("cap"));
                return rules.proportional(rule, Award.points(meanMax), Optional.empty());
            });
            into.add(
                    item(id + ".mean", new Text("全年平均执行率", "Yearly mean"), level, meanMax, null, made, policy, source));
        });
    }

    private static Field synthetic(Field body, Yaml.At at, String of, String points, Optional<Field> cap) {
        Map<String, Yaml> fields = new LinkedHashMap<>();
        Map<String, Yaml.At> keys = new LinkedHashMap<>();
        fields.put("of", new Yaml.Scalar(of, at));
        fields.put("points", new Yaml.Scalar(points, at));
        cap.ifPresent(c -> fields.put("cap", c.yaml));
        fields.keySet().forEach(k -> keys.put(k, at));
        return new Field(new Yaml.Fields(fields, keys, at), body.path, body.key, body.faults);
    }
}
