package org.hengji.checker.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hengji.checker.Finding;
import org.hengji.checker.Finding.Confidence;
import org.hengji.checker.Finding.Effect;
import org.hengji.checker.Finding.Place;
import org.hengji.checker.Finding.Severity;
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
