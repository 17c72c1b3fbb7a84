package org.hengji.checker.noise;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hengji.checker.Report;
import org.hengji.checker.reading.Passage;
import org.hengji.documents.Document;
import org.hengji.documents.Span;

/**
 * Everything in a report that is recognition noise rather than the body's own words.
 *
 * @param marks in order of place
 */
public record Noise(List<Mark> marks) {

    public enum Kind {
        /** Tags, LaTeX and other markup left in the words. */
        MARKUP(false),
        /** Signs of foreign scripts or foreign words between Chinese characters. */
        FOREIGN(true),
        /** A cell read a second time in other characters. */
        DOUBLED(true),
        /** A cell whose characters make no word that stands anywhere else. */
        GARBLED(true),
        /** A character outside the simplified set. */
        UNUSUAL(false),
        /** The head of a table once more inside it. */
        REPEATED_HEAD(true),
        /** A row whose words stand under the wrong heads. */
        SHIFTED(false),
        /** A number with a space behind its point. */
        SPLIT_NUMBER(false),
        /** The same words twice in a row. */
        REPEATED_WORDS(false),
        /** A scrap of two characters between full stops. */
        FRAGMENT(false),
        /** A character where everywhere else another one stands. */
        MISREAD(false);

        private final boolean worthless;

        Kind(boolean worthless) {
            this.worthless = worthless;
        }

        /** Nothing in such words is to be relied on. */
        public boolean isWorthless() {
            return worthless;
        }
    }

    /**
     * @param span the words
     * @param twin the same words read well, where they stand
     * @param passage where it was met
     * @param sure beyond doubt
     */
    public record Mark(Kind kind, Span span, Optional<Span> twin, Passage passage, boolean sure) {}

    public static Noise of(Report report) {
        return report.derivedFromWords(Noise.class, r -> of(r.document(), r.passages()));
    }

    public static Noise of(Document document, List<Passage> passages) {
        Pairs pairs = Pairs.of(passages);
        List<Mark> marks = new ArrayList<>();
        marks.addAll(Strays.in(passages));
        marks.addAll(Doubles.in(passages, pairs));
        marks.addAll(Rows.in(passages));
        marks.addAll(Misreadings.in(passages, pairs));
        marks.sort(Comparator.comparing(Mark::span).thenComparing(Mark::kind));
        return new Noise(List.copyOf(marks));
    }

    /** The words are not to be relied on: no check may take them as an operand. */
    public boolean marks(Span span) {
        return marks.stream().anyMatch(m -> m.kind().worthless && m.span().overlaps(span));
    }

    public boolean marks(Kind kind, Span span) {
        return marks.stream().anyMatch(m -> m.kind() == kind && m.span().overlaps(span));
    }
}
