package org.hengji.scoring.evaluation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hengji.scoring.CanonicalJson;
import org.hengji.scoring.ScoreSheet;
import org.hengji.scoring.framework.FactDefinition.Bound;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.subject.Fact;
import org.hengji.scoring.subject.Fact.Value;
import org.hengji.scoring.subject.Judgement;
import org.hengji.scoring.subject.OwnIndicator;

/** Digest of everything that makes the points, and of the points; not of words, names or versions of this program. */
final class Digest {
    private Digest() {}

    static String of(Evaluation evaluation, List<ScoreSheet.Node> nodes, ScoreSheet.Range total) {
        Map<String, Object> all = new TreeMap<>();
        all.put("framework", evaluation.framework.id());
        all.put("version", evaluation.framework.version());
        all.put("frameworkDigest", evaluation.framework.digest());
        Map<String, Object> facts = new TreeMap<>();
        OwnIndicators.given(evaluation.subject).forEach((key, given) -> {
            List<Object> values = new ArrayList<>();
            given.stream()
                    .filter(f -> !(f.value() instanceof Value.Unknown))
                    .map(f -> given.size() > 1 ? value(f) + "@" + f.source() : value(f))
                    .sorted()
                    .forEach(values::add);
            if (!values.isEmpty()) {
                facts.put(key, values);
            }
        });
        all.put("facts", facts);
        Map<String, Object> judgements = new TreeMap<>();
        evaluation.subject.judgements().forEach((id, j) -> judgements.put(id, award(j.award())));
        all.put("judgements", judgements);
        Map<String, Object> overrides = new TreeMap<>();
        evaluation
                .subject
                .overrides()
                .forEach((id, o) -> overrides.put(id, o.points().toText()));
        all.put("overrides", overrides);
        Map<String, Object> own = new TreeMap<>();
        evaluation.subject.indicators().forEach(i -> own.put(i.id(), own(i)));
        all.put("indicators", own);
        all.put("readings", new TreeMap<String, Object>(evaluation.readings));
        Map<String, Object> weights = new TreeMap<>();
        evaluation.subject.classWeights().forEach((id, w) -> weights.put(id, w.toText()));
        all.put("classWeights", weights);
        Map<String, Object> points = new TreeMap<>();
        nodes.forEach(n -> points.put(n.id(), range(n.range())));
        all.put("points", points);
        all.put("total", range(total));
        return sha256(CanonicalJson.write(all));
    }

    private static List<Object> own(OwnIndicator own) {
        String target = own.target().map(t -> target(t, own)).orElse("");
        return List.of(
                own.under(),
                own.aspect().orElse(""),
                own.weight().toText(),
                own.way().orElse(""),
                target);
    }

    /** Numbers in the base of their unit, so that 元 and 万元 make no difference. */
    private static String target(OwnIndicator.Target target, OwnIndicator own) {
        if (target instanceof OwnIndicator.Target.Limit limit) {
            return limit.comparator().sign
                    + limit.value().times(own.unit().factor()).toText();
        } else if (target instanceof OwnIndicator.Target.Between between) {
            return bound(Optional.of(between.low()), "[", "(") + "," + bound(Optional.of(between.high()), "]", ")");
        } else if (target instanceof OwnIndicator.Target.Word word) {
            return "\"" + word.word();
        } else if (target instanceof OwnIndicator.Target.Deadline deadline) {
            return "day" + deadline.epochDay().toText();
        }
        OwnIndicator.Target.Composite composite = (OwnIndicator.Target.Composite) target;
        StringBuilder text = new StringBuilder(composite.mode().name());
        composite
                .parts()
                .forEach(p -> text.append('|').append(p.weight().toText()).append(target(p.target(), own)));
        return text.toString();
    }

    private static List<Object> range(ScoreSheet.Range range) {
        return List.of(range.low().toText(), range.high().toText());
    }

    private static String value(Fact fact) {
        Value value = fact.value();
        if (value instanceof Value.Known known) {
            return known.number().toText();
        } else if (value instanceof Value.Bounded b) {
            return bound(b.low(), "[", "(") + "," + bound(b.high(), "]", ")");
        } else if (value instanceof Value.Flag flag) {
            return String.valueOf(flag.holds());
        } else if (value instanceof Value.Option option) {
            return "=" + option.key();
        } else if (value instanceof Value.Words words) {
            return "\"" + words.text();
        } else if (value instanceof Value.NotApplicable) {
            return "not-applicable";
        } else if (value instanceof Value.NotEvidenced n) {
            return "not-evidenced:" + n.claimed().map(Rational::toText).orElse("");
        }
        return "unknown";
    }

    private static String bound(Optional<Bound> bound, String closed, String open) {
        return bound.map(b -> (b.open() ? open : closed) + b.value().toText()).orElse("");
    }

    private static String award(Judgement.Award award) {
        if (award instanceof Judgement.Award.Points p) {
            return "points:" + p.points().toText();
        } else if (award instanceof Judgement.Award.Share s) {
            return "share:" + s.share().toText();
        } else if (award instanceof Judgement.Award.Outcome o) {
            return "outcome:" + o.key();
        } else if (award instanceof Judgement.Award.Grade g) {
            return "grade:" + g.key();
        } else if (award instanceof Judgement.Award.Panel p) {
            return "scores:"
                    + String.join(",", p.scores().stream().map(Rational::toText).toList());
        }
        return "not-applicable";
    }

    static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            StringBuilder hex = new StringBuilder("sha256:");
            for (byte b : hash) {
                hex.append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
            }
            return hex.toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
