package org.hengji.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hengji.scoring.CanonicalJson;
import org.hengji.scoring.Problem;
import org.hengji.scoring.ScoreSheet;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Source;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.number.Rational;

/** The JSON of the command line, as its contract says: every documented key is always there. */
public final class Json {
    private Json() {}

    static String array(List<?> elements) {
        return CanonicalJson.write(elements);
    }

    static Map<String, Object> text(Text text) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("zh", text == null ? null : text.zh());
        map.put("en", text == null ? null : text.en());
        return map;
    }

    static List<Object> problems(List<Problem> problems) {
        List<Object> all = new ArrayList<>();
        for (Problem p : problems) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("code", p.code());
            map.put("message", text(p.message()));
            map.put("line", p.place().map(x -> (Object) x.line()).orElse(null));
            map.put("column", p.place().map(x -> (Object) x.column()).orElse(null));
            map.put("source", p.place().map(Problem.Place::source).orElse(null));
            map.put("remedy", text(p.remedy()));
            map.put("path", p.path());
            all.add(map);
        }
        return all;
    }

    /** The element of a file that gave no sheet. */
    static Map<String, Object> failed(String file, List<Problem> problems) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("file", file);
        for (String key : List.of("framework", "version", "total", "range", "grade", "gradeRange", "digest")) {
            map.put(key, null);
        }
        for (String key : List.of("indicators", "unknown", "readings")) {
            map.put(key, List.of());
        }
        map.put("errors", problems(problems));
        return map;
    }

    /** @param problems all faults of the case, those of the sheet included */
    public static Map<String, Object> sheet(String file, ScoreSheet sheet, List<Problem> problems) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("file", file);
        map.put("framework", sheet.framework());
        map.put("version", sheet.version());
        map.put("frameworkDigest", sheet.frameworkDigest());
        map.put("total", sheet.total().map(sheet::print).orElse(null));
        map.put("range", range(sheet, sheet.range()));
        map.put("rangeOpen", List.of(sheet.range().lowOpen(), sheet.range().highOpen()));
        map.put("rangeExact", sheet.range().exact());
        map.put("grade", sheet.grade().map(Text::zh).orElse(null));
        map.put("gradeRange", sheet.gradeRange().stream().map(Text::zh).toList());
        map.put("labels", sheet.labels().stream().map(Json::text).toList());
        map.put("indicators", sheet.nodes().stream().map(n -> node(sheet, n)).toList());
        map.put("unknown", sheet.unknown().stream().map(u -> unknown(sheet, u)).toList());
        map.put(
                "readings",
                sheet.readings().stream().map(r -> reading(sheet, r)).toList());
        map.put("digest", sheet.digest());
        map.put("errors", problems(problems));
        return map;
    }

    private static List<Object> range(ScoreSheet sheet, ScoreSheet.Range range) {
        return List.of(sheet.print(range.low()), sheet.print(range.high()));
    }

    private static Map<String, Object> unknown(ScoreSheet sheet, ScoreSheet.Unknown u) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", u.kind().name().toLowerCase());
        map.put("fact", u.key());
        map.put("name", text(u.name()));
        map.put("unit", u.unit());
        map.put("indicators", u.indicators());
        map.put("pointsAtStake", sheet.print(u.pointsAtStake()));
        return map;
    }

    private static Map<String, Object> reading(ScoreSheet sheet, ScoreSheet.ReadingInForce r) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("key", r.key());
        map.put("name", text(r.name()));
        map.put("inForce", r.inForce());
        map.put(
                "alternatives",
                r.alternatives().stream()
                        .map(a -> {
                            Map<String, Object> one = new LinkedHashMap<>();
                            one.put("value", a.value());
                            one.put("total", a.total().map(sheet::print).orElse(null));
                            one.put("range", range(sheet, a.range()));
                            return one;
                        })
                        .toList());
        return map;
    }

    static Map<String, Object> node(ScoreSheet sheet, ScoreSheet.Node n) {
        boolean graded = n.points().isEmpty() && n.grade().isPresent();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", n.id());
        map.put("name", text(n.name()));
        map.put("level", n.level());
        map.put("item", n.item());
        map.put("max", sheet.print(n.max()));
        map.put("nominalMax", sheet.print(n.nominalMax()));
        map.put("points", n.points().map(sheet::print).orElse(null));
        map.put("range", graded ? null : range(sheet, n.range()));
        map.put("rangeOpen", List.of(n.range().lowOpen(), n.range().highOpen()));
        map.put("rangeExact", n.range().exact());
        map.put(
                "alternatives",
                n.alternatives().isEmpty()
                        ? null
                        : n.alternatives().stream().map(sheet::print).toList());
        map.put("grade", n.grade().orElse(null));
        map.put("status", n.status().key);
        map.put("selfScore", n.selfScore().map(sheet::print).orElse(null));
        map.put("ruleRange", n.ruleRange().map(r -> (Object) range(sheet, r)).orElse(null));
        map.put("explanation", explanation(sheet, n.explanation()));
        return map;
    }

    private static Map<String, Object> explanation(ScoreSheet sheet, ScoreSheet.Explanation e) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("rule", e.rule());
        map.put("criterion", e.criterion() == null ? null : text(e.criterion()));
        map.put("clause", clause(e.clause()));
        map.put("inputs", e.inputs().stream().map(Json::input).toList());
        map.put(
                "steps",
                e.steps().stream()
                        .map(s -> {
                            Map<String, Object> one = new LinkedHashMap<>();
                            one.put("text", text(s.text()));
                            one.put("expression", s.expression());
                            one.put("value", s.value().orElse(null));
                            return one;
                        })
                        .toList());
        map.put(
                "rounding",
                e.rounding()
                        .map(r -> {
                            Map<String, Object> one = new LinkedHashMap<>();
                            one.put("places", r.places());
                            one.put("mode", r.mode());
                            one.put("from", r.from());
                            one.put("to", r.to());
                            return (Object) one;
                        })
                        .orElse(null));
        map.put("reading", e.readings().isEmpty() ? null : e.readings());
        map.put("loss", e.loss().map(sheet::print).orElse(null));
        map.put(
                "decision",
                e.decision()
                        .map(d -> {
                            Map<String, Object> one = new LinkedHashMap<>();
                            one.put("kind", d.kind());
                            one.put("reason", d.reason());
                            one.put("by", d.by());
                            one.put("evidence", d.evidence().orElse(null));
                            return (Object) one;
                        })
                        .orElse(null));
        map.put(
                "counterfactual",
                e.counterfactual().stream().map(c -> counterfactual(sheet, c)).toList());
        return map;
    }

    private static Map<String, Object> counterfactual(ScoreSheet sheet, ScoreSheet.Counterfactual c) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("fact", c.fact());
        for (String bound : List.of("atLeast", "atMost", "equals")) {
            map.put(bound, c.bound().equals(bound) ? c.value().orElse(null) : null);
        }
        map.put("earns", sheet.print(c.earns()));
        map.put("full", c.full());
        return map;
    }

    private static Map<String, Object> input(ScoreSheet.Input i) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("fact", i.fact());
        map.put("name", text(i.name()));
        map.put("value", i.value().orElse(null));
        map.put("unit", i.unit());
        map.put("state", i.state());
        map.put("source", i.sources().isEmpty() ? null : String.join("；", i.sources()));
        return map;
    }

    static String clause(Source source) {
        return source == null ? null : (source.document() + " " + source.clause()).strip();
    }

    static Map<String, Object> framework(Framework f) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", f.id());
        map.put("version", f.version());
        map.put("name", text(f.name()));
        map.put("kind", f.kind());
        map.put("total", plain(f.total(), f.rounding().places()));
        map.put("validFrom", f.validFrom().map(Object::toString).orElse(null));
        map.put("validTo", f.validTo().map(Object::toString).orElse(null));
        map.put(
                "sources",
                f.sources().stream()
                        .map(s -> {
                            Map<String, Object> one = new LinkedHashMap<>();
                            one.put("document", s.document());
                            one.put("title", s.title());
                            one.put("clause", s.clause());
                            one.put("note", s.note());
                            return one;
                        })
                        .toList());
        map.put(
                "readings",
                f.readings().values().stream()
                        .map(r -> {
                            Map<String, Object> one = new LinkedHashMap<>();
                            one.put("key", r.key());
                            one.put("name", text(r.name()));
                            one.put("default", r.byDefault());
                            one.put("options", List.copyOf(r.options().keySet()));
                            return one;
                        })
                        .toList());
        map.put("digest", f.digest());
        return map;
    }

    private static String plain(Rational value, int places) {
        return value.toDecimal(places, java.math.RoundingMode.HALF_UP).toPlainString();
    }
}
