package org.hengji.checker;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hengji.checker.Verdict.CheckResult;
import org.hengji.checker.Verdict.FigureCount;
import org.hengji.checker.Verdict.Judged;
import org.hengji.checker.reading.Figure;
import org.hengji.documents.Span;
import org.hengji.scoring.Problem;

/** Runs the checks over reports. Reads no file; the same report under the same policy always gets the same verdict. */
public final class Checker {
    /** Finds garbled words; no other check may take them for figures. */
    private static final String NOISE = "K25";

    private final List<Check> checks;
    private final Scores.Reader scores;
    private final Waivers waivers;

    public Checker(List<Check> checks, Scores.Reader scores, Waivers waivers) {
        this.checks = checks.stream().sorted(Comparator.comparing(Check::id)).toList();
        this.scores = scores;
        this.waivers = waivers;
    }

    public static Checker shipped(Waivers waivers) {
        return new Checker(Checks.all(), Checks.scores(), waivers);
    }

    /** Reports of one run; checks that compare reports see all of them. */
    public List<Verdict> check(Report... reports) {
        Notes notes = notes();
        // A report alone has none to be compared with
        for (Report report : reports.length > 1 ? reports : new Report[0]) {
            notes.take(report);
        }
        return java.util.Arrays.stream(reports).map(r -> check(r, notes)).toList();
    }

    /** For runs whose reports do not fit into memory together: first every report is noted, then each is checked. */
    public Notes notes() {
        return new Notes(checks.stream()
                .filter(ComparingCheck.class::isInstance)
                .map(ComparingCheck.class::cast)
                .toList());
    }

    /** What the comparing checks keep of the reports of a run. */
    public static final class Notes {
        private final List<ComparingCheck> comparing;
        private final Map<String, Map<String, Object>> byCheck = new TreeMap<>();

        private Notes(List<ComparingCheck> comparing) {
            this.comparing = comparing;
        }

        /** Whether taking notes is of any use. */
        public boolean areWanted() {
            return !comparing.isEmpty();
        }

        public void take(Report report) {
            for (ComparingCheck check : comparing) {
                byCheck.computeIfAbsent(check.id(), id -> new LinkedHashMap<>()).put(report.file(), check.note(report));
            }
        }

        private Map<String, Object> others(Check check, Report report) {
            Map<String, Object> others = new LinkedHashMap<>(byCheck.getOrDefault(check.id(), Map.of()));
            others.remove(report.file());
            return others;
        }
    }

    public Verdict check(Report whole, Notes notes) {
        Map<String, Tally> tallies = new TreeMap<>();
        List<Problem> errors = new ArrayList<>();
        Report report = whole;
        for (Check check : checks) {
            if (check.id().equals(NOISE)) {
                Tally tally = run(check, whole, notes, errors);
                tallies.put(check.id(), tally);
                report = whole.without(tally.noise());
            }
        }
        for (Check check : checks) {
            if (!check.id().equals(NOISE)) {
                tallies.put(check.id(), run(check, report, notes, errors));
            }
        }
        return new Verdict(
                whole.file(),
                Optional.of(whole.document().kind()),
                scores(report, errors),
                figures(whole, tallies),
                checks.stream().map(c -> result(c, tallies.get(c.id()))).toList(),
                judged(whole, tallies),
                List.copyOf(errors));
    }

    private static Tally run(Check check, Report report, Notes notes, List<Problem> errors) {
        Tally tally = new Tally();
        try {
            if (check instanceof ComparingCheck comparing) {
                comparing.run(report, notes.others(check, report), tally);
            } else {
                check.run(report, tally);
            }
        } catch (RuntimeException | StackOverflowError e) {
            errors.add(unfinished(check.id(), e));
        }
        return tally;
    }

    /** One check that stumbles over a report must not hide what the others find. */
    private static Problem unfinished(String what, Throwable e) {
        return Problem.of(
                "check.unfinished",
                what,
                what + " 没有做完，其余检查不受影响（" + e + "）",
                what + " did not finish; the others are not affected (" + e + ")",
                "请把报告和这行字发给维护者",
                "Send the report and this line to the maintainers");
    }

    private Scores scores(Report report, List<Problem> errors) {
        try {
            return scores.read(report);
        } catch (RuntimeException | StackOverflowError e) {
            errors.add(unfinished("scores", e));
            return Scores.NONE;
        }
    }

    private static FigureCount figures(Report report, Map<String, Tally> tallies) {
        Map<Figure, Boolean> recomputed = new IdentityHashMap<>();
        tallies.values()
                .forEach(t -> t.recomputed().forEach((f, agrees) -> recomputed.merge(f, agrees, Boolean::logicalOr)));
        int agreeing =
                (int) recomputed.values().stream().filter(agrees -> agrees).count();
        return new FigureCount(report.figures().size(), recomputed.size(), agreeing);
    }

    private static CheckResult result(Check check, Tally tally) {
        return new CheckResult(
                check.id(),
                check.version(),
                check.meaning(),
                tally.applied(),
                tally.passed(),
                tally.skipped().entrySet().stream()
                        .map(e -> new Verdict.Skipped(e.getKey(), e.getValue()))
                        .toList());
    }

    private List<Judged> judged(Report report, Map<String, Tally> tallies) {
        List<Finding> findings = tallies.values().stream()
                .flatMap(t -> t.findings().stream())
                .sorted(Comparator.comparing(Checker::first)
                        .thenComparing(Finding::check)
                        .thenComparing(f -> f.message().zh()))
                .toList();
        Policy policy = report.setting().policy();
        Map<String, Integer> met = new TreeMap<>();
        List<Judged> judged = new ArrayList<>();
        for (Finding finding : findings) {
            List<Location> locations = finding.places().stream()
                    .map(p -> p.elsewhere().orElseGet(() -> report.locate(p.span())))
                    .toList();
            String name = id(finding, locations);
            int times = met.merge(name, 1, Integer::sum);
            String id = times == 1 ? name : name + "-" + times;
            judged.add(new Judged(
                    id,
                    finding,
                    policy.severity(finding),
                    waivers.of(report.file(), id, finding, locations),
                    locations));
        }
        return List.copyOf(judged);
    }

    /** A finding about the whole report stands before all others. */
    private static Span first(Finding finding) {
        return finding.places().isEmpty()
                ? new Span(0, 0)
                : finding.places().get(0).span();
    }

    /** From what is found and not from where, so that an id outlives changes elsewhere in the report. */
    private static String id(Finding finding, List<Location> locations) {
        String content = String.join(
                "\u0000",
                finding.check(),
                locations.isEmpty() ? "" : locations.get(0).quote(),
                finding.claimed().orElse(""),
                finding.computed().orElse(""),
                finding.arithmetic().orElse(""));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return finding.check() + "-" + HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
