package org.hengji.checker.targets;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hengji.checker.Report;
import org.hengji.checker.reading.Figure;
import org.hengji.checker.reading.Passage;

/** Targets that running text states: 数量目标：a 60 人；b 775 家；… */
final class StatedTargets {
    private static final int LONGEST_OPENING = 14;
    private static final String MARKS = "；;。";

    private final Report report;
    private final TargetWords words;

    StatedTargets(Report report, TargetWords words) {
        this.report = report;
        this.words = words;
    }

    List<Target> read() {
        List<Target> targets = new ArrayList<>();
        for (Passage p : report.passages()) {
            if (p.isCell() || !inTargetChapter(p)) {
                continue;
            }
            int colon = p.text().indexOf(':');
            if (colon > 0 && colon <= LONGEST_OPENING) {
                words.opening(p.text().substring(0, colon)).ifPresent(kind -> items(p, colon + 1, kind, targets));
            }
        }
        return targets;
    }

    private boolean inTargetChapter(Passage p) {
        return p.chapter().stream().anyMatch(c -> words.chapters().stream().anyMatch(c::contains));
    }

    private void items(Passage p, int start, IndicatorClass kind, List<Target> targets) {
        String text = p.text();
        for (int from = start; from < text.length(); ) {
            int to = from;
            while (to < text.length() && MARKS.indexOf(text.charAt(to)) < 0) {
                to++;
            }
            if (to > from) {
                item(p, from, to, kind).ifPresent(targets::add);
            }
            from = to + 1;
        }
    }

    private Optional<Target> item(Passage p, int from, int to, IndicatorClass kind) {
        String text = p.text().substring(from, to);
        Value value = Values.of(p, from, to, report.figures(p), words);
        int end = to;
        if (value instanceof Value.Amount a) {
            end = a.figure().from();
        } else if (!(value instanceof Value.Words) || !words.isMeasured(text.strip())) {
            // A qualitative sentence is name and target in one: nothing to compare
            return Optional.empty();
        }
        if (value instanceof Value.Words) {
            value = new Value.Blank();
        }
        String name = report.words().name(p.text().substring(from, end).strip());
        if (name.length() < 2) {
            return Optional.empty();
        }
        Optional<Figure> figure = value instanceof Value.Amount a ? Optional.of(a.figure()) : Optional.empty();
        return Optional.of(new Target(
                name,
                Optional.of(kind),
                p.original(from, end),
                value,
                new Target.Place(
                        p,
                        figure.map(Figure::span).orElse(p.original(from, to)),
                        figure.map(Figure::words).orElse(text)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    }
}
