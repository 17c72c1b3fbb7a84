package org.hengji.checker.rendering;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import org.hengji.checker.Finding;
import org.hengji.checker.Finding.Effect;
import org.hengji.checker.Location;
import org.hengji.checker.Scores;
import org.hengji.checker.Verdict;
import org.hengji.checker.Waivers;
import org.hengji.scoring.Problem;
import org.hengji.scoring.framework.Text;

/** The full diagnostic of a report, as the contract of the command line says: every documented key is always there. */
public final class VerdictJson {
    private VerdictJson() {}

    public static Map<String, Object> of(Verdict verdict) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("file", verdict.file());
        map.put(
                "kind",
                verdict.kind().map(k -> k.name().toLowerCase(Locale.ROOT)).orElse(null));
        Scores scores = verdict.scores();
        map.put("framework", scores.framework().orElse(null));
        map.put("published", scores.published().map(VerdictJson::published).orElse(null));
        map.put("recomputed", scores.recomputed().map(VerdictJson::recomputed).orElse(null));
        map.put("figures", figures(verdict.figures()));
        map.put("pointsWithEvidence", scores.pointsWithEvidence().orElse(null));
        map.put("checks", verdict.checks().stream().map(VerdictJson::check).toList());
        map.put(
                "findings",
                verdict.findings().stream().map(VerdictJson::finding).toList());
        map.put("errors", verdict.errors().stream().map(VerdictJson::error).toList());
        return map;
    }

    private static Object published(Scores.Published published) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("total", published.total().orElse(null));
        map.put("grade", published.grade().orElse(null));
        return map;
    }

    private static Object recomputed(Scores.Recomputed recomputed) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("total", recomputed.total().orElse(null));
        map.put("range", List.of(recomputed.low(), recomputed.high()));
        return map;
    }

    private static Object figures(Verdict.FigureCount figures) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("read", figures.read());
        map.put("recomputable", figures.recomputable());
        map.put("agreeing", figures.agreeing());
        return map;
    }

    private static Object check(Verdict.CheckResult check) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", check.id());
        map.put("version", check.version());
        map.put("meaning", text(check.meaning()));
        map.put("applied", check.applied());
        map.put("passed", check.passed());
        List<Object> skipped = new ArrayList<>();
        for (Verdict.Skipped skip : check.skipped()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("reason", skip.reason().zh());
            one.put("text", text(skip.reason()));
            one.put("count", skip.count());
            skipped.add(one);
        }
        map.put("skipped", skipped);
        return map;
    }

    public static Map<String, Object> finding(Verdict.Judged judged) {
        Finding finding = judged.finding();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", judged.id());
        map.put("check", finding.check());
        map.put("severity", judged.severity().key());
        map.put("computedSeverity", finding.severity().key());
        map.put("confidence", finding.confidence().key());
        map.put("message", text(finding.message()));
        map.put("claimed", finding.claimed().orElse(null));
        map.put("computed", finding.computed().orElse(null));
        map.put("arithmetic", finding.arithmetic().orElse(null));
        map.put("effect", effect(finding.effect()));
        map.put("settle", text(finding.settle()));
        map.put(
                "location",
                judged.locations().stream().map(VerdictJson::location).toList());
        map.put("waiver", judged.waiver().map(VerdictJson::waiver).orElse(null));
        return map;
    }

    private static Object waiver(Waivers.Waiver waiver) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("reason", waiver.reason());
        map.put("by", waiver.by());
        return map;
    }

    private static Object effect(Effect effect) {
        if (effect instanceof Effect.Corrected e) {
            return effect("corrected", e.indicator(), e.from(), e.to(), null);
        } else if (effect instanceof Effect.Bounded e) {
            return effect("bounded", e.indicator(), e.from(), null, List.of(e.low(), e.high()));
        } else if (effect instanceof Effect.Unverifiable e) {
            return effect("unverifiable", e.indicator(), e.from(), null, List.of(e.low(), e.high()));
        }
        return effect("none", null, null, null, null);
    }

    private static Object effect(String kind, String indicator, String from, String to, List<String> range) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", kind);
        map.put("indicator", indicator);
        map.put("from", from);
        map.put("to", to);
        map.put("range", range);
        return map;
    }

    private static Object location(Location location) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("file", location.file().orElse(null));
        map.put("line", location.line());
        map.put("page", whole(location.page()));
        map.put("table", whole(location.table()));
        map.put("cell", location.cell().orElse(null));
        map.put("quote", location.quote());
        return map;
    }

    private static Integer whole(OptionalInt number) {
        return number.isPresent() ? Integer.valueOf(number.getAsInt()) : null;
    }

    private static Object text(Text text) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("zh", text.zh());
        map.put("en", text.en());
        return map;
    }

    private static Object error(Problem problem) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("code", problem.code());
        map.put("message", text(problem.message()));
        map.put("line", problem.place().map(p -> (Object) p.line()).orElse(null));
        map.put("column", problem.place().map(p -> (Object) p.column()).orElse(null));
        map.put("source", problem.place().map(Problem.Place::source).orElse(null));
        map.put("remedy", text(problem.remedy()));
        map.put("path", problem.path());
        return map;
    }
}
