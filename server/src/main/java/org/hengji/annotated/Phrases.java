package org.hengji.annotated;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hengji.checker.Check;
import org.hengji.checker.Checks;
import org.hengji.checker.Finding.Effect;
import org.hengji.checker.Finding.Severity;
import org.hengji.checker.Location;
import org.hengji.checker.Scores;
import org.hengji.checker.Verdict;
import org.hengji.frameworks.Packs;
import org.hengji.scoring.framework.Text;

/** What pages and exported documents say of a verdict, each thing said the same everywhere. */
public final class Phrases {
    private static final int LONGEST_QUOTE = 80;

    private Phrases() {}

    public static String severity(Wording w, Severity severity) {
        return w.text("checking.severity." + severity.key());
    }

    /** 第 71 行，表 2 r3c2. */
    public static String place(Wording w, Location at) {
        StringBuilder place = new StringBuilder();
        at.file().ifPresent(f -> place.append(f).append(' '));
        place.append(w.text("checking.line", String.valueOf(at.line())));
        at.page().ifPresent(p -> place.append(' ').append(w.text("checking.page", String.valueOf(p))));
        at.table().ifPresent(t -> place.append(' ').append(w.text("checking.table", String.valueOf(t))));
        at.cell().ifPresent(c -> place.append(' ').append(w.text("checking.cell", cell(c)[0], cell(c)[1])));
        return place.toString();
    }

    private static String[] cell(String name) {
        return name.substring(1).split("c");
    }

    public static String quote(Location at) {
        String line = at.quote().replaceAll("\\s+", " ").strip();
        int length = line.codePointCount(0, line.length());
        return length <= LONGEST_QUOTE ? line : line.substring(0, line.offsetByCodePoints(0, LONGEST_QUOTE)) + "…";
    }

    /** What it does to the points; empty when nothing. */
    public static Optional<String> effect(Wording w, Verdict verdict, Effect effect) {
        if (effect instanceof Effect.Corrected e) {
            return Optional.of(
                    w.text("checking.effect.corrected", indicator(w, verdict, e.indicator()), e.from(), e.to()));
        } else if (effect instanceof Effect.Bounded e) {
            return Optional.of(w.text(
                    "checking.effect.bounded", indicator(w, verdict, e.indicator()), e.from(), e.low(), e.high()));
        } else if (effect instanceof Effect.Unverifiable e) {
            return Optional.of(w.text(
                    "checking.effect.unverifiable", indicator(w, verdict, e.indicator()), e.from(), e.low(), e.high()));
        }
        return Optional.empty();
    }

    /** Its name in the framework of the report; as it stands when the framework is the report's own. */
    private static String indicator(Wording w, Verdict verdict, String id) {
        return verdict.scores()
                .framework()
                .flatMap(Packs::find)
                .flatMap(f -> f.node(id))
                .map(n -> w.of(n.name()))
                .orElse(id);
    }

    /** A range in running text. */
    public static String range(Wording w, Scores.Recomputed r) {
        return r.total().orElse(r.low().equals(r.high()) ? r.low() : w.text("checking.range", r.low(), r.high()));
    }

    public static String recomputed(Scores.Recomputed r) {
        return r.total().orElse(r.low().equals(r.high()) ? r.low() : "[" + r.low() + ", " + r.high() + "]");
    }

    /** What a leader has to know, in one sentence. */
    public static String conclusion(Wording w, Verdict verdict) {
        if (!verdict.isRead()) {
            return w.text("checking.conclusion.unread");
        }
        for (Severity severity : Severity.values()) {
            long count = verdict.open(severity);
            if (count > 0) {
                return w.text("checking.conclusion." + severity.key(), String.valueOf(count));
            }
        }
        return w.text("checking.conclusion.none");
    }

    /** The findings that a leader should see: the worst and surest. */
    public static List<Verdict.Judged> foremost(Verdict verdict, int most) {
        return verdict.open().stream()
                .filter(f -> f.severity() == Severity.SCORE_CHANGING || f.severity() == Severity.FACTUAL)
                .sorted(Comparator.comparing(Verdict.Judged::severity)
                        .thenComparing(f -> f.finding().confidence()))
                .limit(most)
                .toList();
    }

    /** Checks with findings in the report, each with how many. */
    public static List<Fired> fired(Verdict verdict) {
        List<Fired> fired = new ArrayList<>();
        for (Verdict.CheckResult check : verdict.checks()) {
            long count = verdict.findings().stream()
                    .filter(f -> f.finding().check().equals(check.id()))
                    .count();
            if (count > 0) {
                fired.add(new Fired(check.id(), check.meaning(), count));
            }
        }
        return fired;
    }

    public record Fired(String id, Text meaning, long count) {}

    public static String meaning(Wording w, String check) {
        return Checks.all().stream()
                .filter(c -> c.id().equals(check))
                .map(Check::meaning)
                .map(w::of)
                .findFirst()
                .orElse(check);
    }

    /** Width of a part of a bar 100 wide. */
    public static int percent(String part, String whole) {
        var value = new java.math.BigDecimal(part)
                .multiply(new java.math.BigDecimal(100))
                .divide(new java.math.BigDecimal(whole), 0, java.math.RoundingMode.HALF_UP);
        return Math.max(0, Math.min(100, value.intValue()));
    }
}
