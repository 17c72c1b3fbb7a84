package org.hengji.checker.scores;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hengji.checker.Report;
import org.hengji.checker.reading.Passage;
import org.hengji.checker.vocabulary.Glossary;
import org.hengji.frameworks.Packs;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Indicator;
import org.hengji.scoring.framework.ScoringRule;

/**
 * The framework version that a report's tables follow: the one most of whose indicators they name.
 *
 * @param share part of the framework's indicators whose names were found
 */
public record FrameworkMatch(Framework framework, String pack, double share) {
    private static final double ENOUGH = 0.6;

    /** Indicators as tables list them: scoring items are not named there. */
    static List<Indicator> listed(Framework framework) {
        return framework.nodes().stream().filter(n -> !n.item()).toList();
    }

    /** A form whose lowest indicators each project sets for itself. */
    static boolean bringsOwn(Framework framework) {
        List<Indicator> lowest = lowest(framework);
        long free = lowest.stream().filter(FrameworkMatch::isFree).count();
        return free * 2 > lowest.size();
    }

    static List<Indicator> lowest(Framework framework) {
        return listed(framework).stream()
                .filter(n -> n.children().stream().allMatch(Indicator::item))
                .toList();
    }

    public static Optional<FrameworkMatch> of(Report report) {
        return report.derivedFromWords(Found.class, FrameworkMatch::find).match();
    }

    private record Found(Optional<FrameworkMatch> match) {}

    private static Found find(Report report) {
        Set<String> names = new HashSet<>();
        for (Passage passage : report.passages()) {
            String text = passage.text().replace(" ", "");
            if (passage.isCell() && text.length() >= 2 && text.length() <= 30) {
                names.add(text.replaceFirst("\\d+(\\.\\d+)?$", ""));
            }
        }
        Set<String> classes = classes(report);
        List<FrameworkMatch> candidates = new ArrayList<>();
        for (String pack : Packs.index()) {
            Framework framework = Packs.find(pack.replace('/', '@')).orElseThrow();
            List<Indicator> lowest = lowest(framework);
            boolean own = bringsOwn(framework);
            // Of a form the classes tell; where its execution rate stands differs from form to form
            List<Indicator> telling =
                    lowest.stream().filter(i -> !own || isFree(i)).toList();
            long found = telling.stream()
                    .filter(i -> (own ? classes : names)
                            .stream().anyMatch(n -> Names.same(n, i.name().zh())))
                    .count();
            double share = (double) found / telling.size();
            boolean later = !report.year().isEmpty()
                    && framework
                            .validFrom()
                            .map(d -> d.getYear() > Integer.parseInt(report.year()))
                            .orElse(false);
            if (later) {
                continue;
            }
            if (share >= ENOUGH && (own || lowest.size() > 4)) {
                candidates.add(new FrameworkMatch(framework, pack, share));
            }
        }
        return new Found(candidates.stream()
                .max(Comparator.<FrameworkMatch, Boolean>comparing(m -> !bringsOwn(m.framework()))
                        .thenComparingDouble(FrameworkMatch::share)
                        .thenComparingInt(m -> marks(m.pack(), report.document().text()))
                        .thenComparingInt(m -> lowest(m.framework()).size())));
    }

    private static boolean isFree(Indicator indicator) {
        return indicator.rule().orElse(null) instanceof ScoringRule.Free;
    }

    /** First-level names of forms: the next name in their row is that of a kind: 成本指标|经济成本指标. */
    private static Set<String> classes(Report report) {
        ScoreWords words = ScoreWords.shipped();
        Set<Integer> weighted = new HashSet<>();
        for (Passage p : report.passages()) {
            p.cell()
                    .filter(c -> words.role(p.text().replace(" ", ""))
                            .filter(ScoreWords.Role.WEIGHT::equals)
                            .isPresent())
                    .ifPresent(c -> weighted.add(c.table().number()));
        }
        String kind = words.kind();
        Set<String> classes = new HashSet<>();
        for (int i = 0; i + 1 < report.passages().size(); i++) {
            Passage here = report.passages().get(i);
            Passage next = report.passages().get(i + 1);
            boolean sameRow = here.cell().isPresent()
                    && next.cell().isPresent()
                    && here.cell().get().table() == next.cell().get().table()
                    && weighted.contains(here.cell().get().table().number())
                    && here.cell().get().cell().row()
                            == next.cell().get().cell().row();
            if (sameRow
                    && here.text().endsWith(kind)
                    && next.text().replace(" ", "").endsWith(kind)) {
                classes.add(here.text().replace(" ", ""));
            }
        }
        return classes;
    }

    /** How often words occur that only this version uses. */
    private static int marks(String pack, String text) {
        return Glossary.terms(pack)
                .map(terms -> terms.words("marks").stream()
                        .mapToInt(mark -> text.split(java.util.regex.Pattern.quote(mark), -1).length - 1)
                        .sum())
                .orElse(0);
    }
}
