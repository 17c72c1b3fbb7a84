package org.hengji.frameworks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Framework.ClassWeights;
import org.hengji.scoring.framework.Framework.ReadingDefinition;
import org.hengji.scoring.framework.Indicator;
import org.hengji.scoring.number.Rational;

/** What a case chooses: readings and first-level weights. */
final class CaseSettings {
    private static final String ROUNDING = "rounding.";
    private static final List<String> MODES = List.of("half-up", "half-even", "down", "up");

    private final Field root;
    private final Framework framework;

    CaseSettings(Field root, Framework framework) {
        this.root = root;
        this.framework = framework;
    }

    Map<String, String> readings(CaseNodes nodes) {
        Map<String, String> chosen = new LinkedHashMap<>();
        root.get("readings")
                .ifPresent(section -> section.fields().forEach(field -> {
                    if (isReading(field, framework, nodes)) {
                        chosen.put(field.name, field.text());
                    }
                }));
        return chosen;
    }

    /** Whether the framework has this reading and this option of it; a fault is recorded when not. */
    static boolean isReading(Field field, Framework framework, CaseNodes nodes) {
        if (field.name.startsWith(ROUNDING)) {
            return nodes.isKnown(field, field.name.substring(ROUNDING.length())) && isOption(field, MODES, "舍入方式");
        }
        ReadingDefinition reading = framework.readings().get(field.name);
        if (reading == null) {
            Words.unknown(
                    field,
                    field.key,
                    "reading.unknown",
                    "规则解释",
                    "reading",
                    field.name,
                    framework.readings().keySet());
            return false;
        }
        return isOption(field, List.copyOf(reading.options().keySet()), "解释");
    }

    private static boolean isOption(Field field, List<String> options, String what) {
        String text = field.text();
        if (!options.contains(text)) {
            Words.unknown(field, "reading.option", what, "option of " + field.name, text, options);
            return false;
        }
        return true;
    }

    Map<String, Rational> classWeights() {
        Map<String, Rational> chosen = new LinkedHashMap<>();
        root.get("classWeights").ifPresent(section -> {
            section.fields().forEach(field -> weight(field, chosen));
            Rational sum = framework.indicators().stream()
                    .map(i -> chosen.getOrDefault(i.id(), i.max()))
                    .reduce(Rational.ZERO, Rational::plus);
            if (!chosen.isEmpty() && !sum.equals(framework.total())) {
                section.fault(
                        "class-weight.sum",
                        "调整后一级指标权重合计 " + sum + "，应为 " + framework.total() + "，"
                                + Weights.difference(sum, framework.total(), true),
                        "The first-level weights now add up to " + sum + " and not to " + framework.total() + ", "
                                + Weights.difference(sum, framework.total(), false),
                        "一类增加多少，其他类就减少多少",
                        "Take from the other classes what one class gains");
                chosen.clear();
            }
        });
        return chosen;
    }

    private void weight(Field field, Map<String, Rational> chosen) {
        Map<String, ClassWeights.Limits> limits =
                framework.classWeights().map(ClassWeights::limits).orElse(Map.of());
        List<String> classes =
                framework.indicators().stream().map(Indicator::id).toList();
        if (!classes.contains(field.name)) {
            Words.unknown(field, field.key, "node.unknown", "一级指标", "first-level indicator", field.name, classes);
            return;
        }
        ClassWeights.Limits limit = limits.get(field.name);
        int before = field.faults.count();
        Rational weight = field.number();
        if (field.faults.count() > before) {
            return;
        }
        if (limit == null) {
            field.fault(
                    "class-weight.fixed",
                    "指标体系“" + framework.name().zh() + "”不允许调整“" + field.name + "”的权重",
                    "The framework " + framework.id() + " does not let a case change the weight of " + field.name,
                    limits.isEmpty() ? "删去 classWeights" : "可调整的有：" + String.join("、", limits.keySet()),
                    limits.isEmpty()
                            ? "Remove classWeights"
                            : "Weights that may change: " + String.join(", ", limits.keySet()));
        } else if (weight.compareTo(limit.min()) < 0 || weight.compareTo(limit.max()) > 0) {
            field.fault(
                    "class-weight.limits",
                    "“" + field.name + "”的权重只能在 " + limit.min() + " 至 " + limit.max() + " 之间，这里是 " + weight,
                    "The weight of " + field.name + " lies from " + limit.min() + " to " + limit.max() + ", here it is "
                            + weight,
                    "改到这个范围之内",
                    "Choose a weight within these limits");
        } else {
            chosen.put(field.name, weight);
        }
    }
}
