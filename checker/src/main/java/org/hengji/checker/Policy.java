package org.hengji.checker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hengji.checker.Finding.Confidence;
import org.hengji.checker.Finding.Severity;
import org.hengji.frameworks.DataFile;
import org.hengji.frameworks.Loaded;
import org.hengji.scoring.Problem;
import org.hengji.scoring.number.Rational;

/**
 * How much findings weigh for the one who asks. Checks find the same whatever the policy says, save where a check itself
 * asks for a threshold.
 *
 * @param severity a finding this bad or worse fails the report,
 * @param confidence when the check is at least this sure
 * @param overrides severity in force by check id
 * @param thresholds by name, in order of the shipped file
 */
public record Policy(
        Severity severity, Confidence confidence, Map<String, Severity> overrides, Map<String, Rational> thresholds) {
    private static final Policy SHIPPED = readShipped();

    /** In force unless another is given. */
    public static Policy shipped() {
        return SHIPPED;
    }

    public Severity severity(Finding finding) {
        return overrides.getOrDefault(finding.check(), finding.severity());
    }

    public boolean fails(Verdict.Judged finding) {
        return finding.waiver().isEmpty()
                && finding.severity().compareTo(severity) <= 0
                && finding.finding().confidence().compareTo(confidence) <= 0;
    }

    /** @throws IllegalArgumentException for a name that the shipped policy does not list */
    public Rational threshold(String name) {
        Rational value = thresholds.get(name);
        if (value == null) {
            throw new IllegalArgumentException("no threshold " + name);
        }
        return value;
    }

    private static Policy readShipped() {
        try (InputStream in = Policy.class.getResourceAsStream("policy.yaml")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Policy bare = new Policy(Severity.FACTUAL, Confidence.MEDIUM, Map.of(), null);
            Loaded<Policy> loaded = new Reader(bare).read(text);
            return loaded.value().orElseThrow(() -> new IllegalStateException("policy.yaml: " + loaded.problems()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A policy file: what it leaves out is as in the shipped one. */
    public static Loaded<Policy> read(String text) {
        return new Reader(SHIPPED).read(text);
    }

    private static final class Reader {
        private final Policy usual;
        private final List<Problem> problems = new ArrayList<>();
        private DataFile file;

        Reader(Policy usual) {
            this.usual = usual;
        }

        Loaded<Policy> read(String text) {
            Loaded<DataFile> loaded = DataFile.read(text);
            if (loaded.value().isEmpty()) {
                return new Loaded<>(Optional.empty(), loaded.problems());
            }
            file = loaded.value().get();
            Map<String, Object> root = fields("", file.root(), List.of("fail_at", "severity", "thresholds"));
            Map<String, Object> failAt =
                    fields("fail_at", root.getOrDefault("fail_at", Map.of()), List.of("severity", "confidence"));
            Severity severity = severity("fail_at.severity", failAt.get("severity"), usual.severity());
            Confidence confidence = confidence("fail_at.confidence", failAt.get("confidence"));
            Map<String, Severity> overrides = new LinkedHashMap<>(usual.overrides());
            fields("severity", root.getOrDefault("severity", Map.of()), Checks.ids())
                    .forEach((id, word) -> overrides.put(id, severity("severity." + id, word, usual.severity())));
            Policy policy = new Policy(severity, confidence, Map.copyOf(overrides), thresholds(root));
            return new Loaded<>(problems.isEmpty() ? Optional.of(policy) : Optional.empty(), List.copyOf(problems));
        }

        private Map<String, Rational> thresholds(Map<String, Object> root) {
            boolean first = usual.thresholds() == null;
            Object given = root.getOrDefault("thresholds", Map.of());
            Map<String, Object> fields = first
                    ? file.map().get("thresholds") instanceof Map<?, ?> ? cast(given) : Map.of()
                    : fields("thresholds", given, List.copyOf(usual.thresholds().keySet()));
            Map<String, Rational> thresholds = new LinkedHashMap<>(first ? Map.of() : usual.thresholds());
            fields.forEach((name, word) -> {
                try {
                    thresholds.put(name, number(String.valueOf(word)));
                } catch (NumberFormatException | ArithmeticException e) {
                    fault(
                            "thresholds." + name,
                            "policy.number",
                            "“" + word + "”不是数",
                            word + " is not a number",
                            "写成 1.3、10% 或 1/3 的形式",
                            "Write 1.3, 10% or 1/3");
                }
            });
            return java.util.Collections.unmodifiableMap(thresholds);
        }

        private static Rational number(String word) {
            String bare = word.strip();
            if (bare.endsWith("%")) {
                return Rational.parse(bare.substring(0, bare.length() - 1)).over(Rational.HUNDRED);
            }
            int slash = bare.indexOf('/');
            return slash < 0
                    ? Rational.parse(bare)
                    : Rational.parse(bare.substring(0, slash)).over(Rational.parse(bare.substring(slash + 1)));
        }

        @SuppressWarnings("unchecked")
        private static Map<String, Object> cast(Object map) {
            return (Map<String, Object>) map;
        }

        private Map<String, Object> fields(String path, Object value, List<String> known) {
            if (!(value instanceof Map<?, ?>)) {
                fault(
                        path,
                        "policy.shape",
                        "这里应是一组“名称: 值”",
                        "There should be a group of \"name: value\" here",
                        "参照说明补全",
                        "Complete it as the documentation shows");
                return Map.of();
            }
            Map<String, Object> sound = new LinkedHashMap<>();
            cast(value).forEach((key, field) -> {
                if (known.contains(key)) {
                    sound.put(key, field);
                } else {
                    fault(
                            path.isEmpty() ? key : path + "." + key,
                            "policy.unknown",
                            "没有“" + key + "”这一项",
                            "There is no " + key + " here",
                            "可用的有：" + String.join("、", known),
                            "Known are " + String.join(", ", known));
                }
            });
            return sound;
        }

        private Severity severity(String path, Object word, Severity otherwise) {
            if (word == null) {
                return otherwise;
            }
            for (Severity severity : Severity.values()) {
                if (severity.key().equals(word)) {
                    return severity;
                }
            }
            word(path, word, "score-changing, factual, cosmetic, question");
            return otherwise;
        }

        private Confidence confidence(String path, Object word) {
            if (word == null) {
                return usual.confidence();
            }
            for (Confidence confidence : Confidence.values()) {
                if (confidence.key().equals(word)) {
                    return confidence;
                }
            }
            word(path, word, "high, medium, low");
            return usual.confidence();
        }

        private void word(String path, Object word, String known) {
            fault(
                    path,
                    "policy.word",
                    "“" + word + "”不在可用的词中",
                    String.valueOf(word).toLowerCase(Locale.ROOT) + " is not one of the known words",
                    "写成其中之一：" + known.replace(", ", "、"),
                    "Write one of " + known);
        }

        private void fault(String path, String code, String zh, String en, String remedyZh, String remedyEn) {
            Problem problem = Problem.of(code, path, zh, en, remedyZh, remedyEn);
            Problem.Place place = file.places().get(path);
            problems.add(place == null ? problem : problem.at(place));
        }
    }
}
