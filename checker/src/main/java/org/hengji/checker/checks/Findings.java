package org.hengji.checker.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hengji.checker.Finding;
import org.hengji.checker.Finding.Confidence;
import org.hengji.checker.Finding.Effect;
import org.hengji.checker.Finding.Place;
import org.hengji.checker.Finding.Severity;
import org.hengji.checker.Report;
import org.hengji.checker.arithmetic.Repeats;
import org.hengji.checker.reading.Figure;
import org.hengji.checker.reading.Passage;
import org.hengji.documents.Span;
import org.hengji.scoring.framework.Text;

/** A finding put together part by part. */
final class Findings {
    private final String check;
    private final Severity severity;
    private final Confidence confidence;
    private Text message = Text.of("", "");
    private String claimed;
    private String computed;
    private String arithmetic;
    private Effect effect = Finding.NO_EFFECT;
    private final List<Place> places = new ArrayList<>();
    private Text settle = Text.of("", "");

    private Findings(String check, Severity severity, Confidence confidence) {
        this.check = check;
        this.severity = severity;
        this.confidence = confidence;
    }

    static Findings of(String check, Severity severity, Confidence confidence) {
        return new Findings(check, severity, confidence);
    }

    private static final int LONGEST_LEAD = 14;
    private static final int SHORTEST_LEAD = 4;

    /** What a figure without a telling name is a figure of: the words of its sentence before it. */
    static String lead(Figure figure) {
        String text = figure.passage().text();
        int from = figure.from();
        while (from > 0 && figure.from() - from < LONGEST_LEAD && "。；:".indexOf(text.charAt(from - 1)) < 0) {
            from--;
        }
        String lead = text.substring(from, figure.from()).replaceAll("^[，、)）”%\\d.]+|[的为是达到]+$", "");
        int clause = from > 0 && "。；:，".indexOf(text.charAt(from - 1)) < 0 ? lead.indexOf('，') + 1 : 0;
        String kept = lead.length() - clause >= SHORTEST_LEAD ? lead.substring(clause) : lead;
        boolean another = kept.chars().anyMatch(Character::isDigit);
        return another && figure.after().length() > 1 ? figure.after() : kept;
    }

    /** 新建、改扩建规模养殖场 of a label that begins behind the mark. */
    static String listed(Figure figure) {
        String text = figure.passage().text();
        String label = figure.label();
        int at = figure.from() - label.length();
        if (at < 2 || !text.startsWith(label, at) || text.charAt(at - 1) != '、') {
            return label;
        }
        int from = at - 1;
        while (from > 0 && at - from < LONGEST_LEAD && Character.isIdeographic(text.charAt(from - 1))) {
            from--;
        }
        boolean marked = from == 0 || "，。；:：".indexOf(text.charAt(from - 1)) >= 0;
        return marked && from < at - 1 ? text.substring(from, figure.from()) : label;
    }

    /** What a cell tells of: the name of its row and the head of its column. */
    static String cell(Report report, Figure figure) {
        Passage.InTable at = figure.passage().cell().orElseThrow();
        String row = at.table().row(at.cell().row()).stream()
                .filter(c -> c.column() < at.cell().column())
                .map(c -> report.passage(c).text())
                .filter(t -> t.codePoints().anyMatch(Character::isIdeographic))
                .findFirst()
                .orElse("");
        String name = Repeats.cellName(report, figure);
        String first =
                report.cell(at.table(), at.cell().row(), 1).map(Passage::text).orElse("");
        String head = name.substring(name.startsWith(first) ? first.length() : 0);
        return row.endsWith(head) ? row : row + head;
    }

    Findings says(String zh, String en) {
        message = Text.of(zh, en);
        return this;
    }

    Findings claimed(String words) {
        claimed = words;
        return this;
    }

    Findings computed(String words) {
        computed = words;
        return this;
    }

    Findings arithmetic(String words) {
        arithmetic = words;
        return this;
    }

    Findings effect(Effect what) {
        effect = what;
        return this;
    }

    /** The claim first, then its operands. */
    Findings at(Span... spans) {
        for (Span span : spans) {
            if (!span.isEmpty() && places.stream().noneMatch(p -> p.span().equals(span))) {
                places.add(Place.of(span));
            }
        }
        return this;
    }

    Findings at(List<Span> spans) {
        return at(spans.toArray(Span[]::new));
    }

    Finding settledBy(String zh, String en) {
        settle = Text.of(zh, en);
        return new Finding(
                check,
                severity,
                confidence,
                message,
                Optional.ofNullable(claimed),
                Optional.ofNullable(computed),
                Optional.ofNullable(arithmetic),
                effect,
                List.copyOf(places),
                settle);
    }
}
