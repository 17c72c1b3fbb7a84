package org.hengji.annotated;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hengji.checker.Finding.Severity;
import org.hengji.checker.Scores;
import org.hengji.checker.Verdict;
import org.hengji.scoring.Problem;

/** The reports of one run in a few words each, the riskiest first. */
public record Batch(List<Line> lines) {

    /**
     * @param link where its annotated view is
     * @param open findings that nobody has accepted
     * @param byCheck the same by check id
     * @param errors why it could not be read or not be worked through
     */
    public record Line(
            String file,
            String link,
            boolean read,
            Scores scores,
            Verdict.FigureCount figures,
            Map<Severity, Integer> open,
            int waived,
            Map<String, Integer> byCheck,
            List<Problem> errors) {

        public static Line of(Verdict verdict, String link) {
            Map<Severity, Integer> open = new EnumMap<>(Severity.class);
            Map<String, Integer> byCheck = new TreeMap<>();
            for (Severity severity : Severity.values()) {
                open.put(severity, 0);
            }
            for (Verdict.Judged finding : verdict.open()) {
                open.merge(finding.severity(), 1, Integer::sum);
                byCheck.merge(finding.finding().check(), 1, Integer::sum);
            }
            return new Line(
                    verdict.file(),
                    link,
                    verdict.isRead(),
                    verdict.scores(),
                    verdict.figures(),
                    open,
                    verdict.findings().size() - verdict.open().size(),
                    byCheck,
                    verdict.errors());
        }

        public int open(Severity severity) {
            return open.get(severity);
        }

        /** The last part of the path. */
        public String name() {
            return file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        }
    }

    /** What cannot be read may hide anything, but nobody can work on it: it comes last, after the sound ones. */
    public static Batch of(List<Line> lines) {
        List<Line> sorted = new ArrayList<>(lines);
        Comparator<Line> risk = Comparator.comparing((Line line) -> !line.read());
        for (Severity severity : Severity.values()) {
            risk = risk.thenComparing(line -> -line.open(severity));
        }
        sorted.sort(risk.thenComparing(Line::file));
        return new Batch(List.copyOf(sorted));
    }

    /** Checks that found anything, with the number of reports in which they did. */
    public Map<String, Integer> reportsByCheck() {
        Map<String, Integer> reports = new TreeMap<>();
        lines.forEach(line -> line.byCheck().keySet().forEach(check -> reports.merge(check, 1, Integer::sum)));
        return reports;
    }

    public int findings(String check) {
        return lines.stream()
                .mapToInt(line -> line.byCheck().getOrDefault(check, 0))
                .sum();
    }

    public long unread() {
        return lines.stream().filter(line -> !line.read()).count();
    }
}
