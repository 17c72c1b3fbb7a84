package org.hengji.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hengji.documents.Document;
import org.hengji.documents.Span;

/** Words of a document, in one of which a finding must stand. */
record Places(List<Span> spans) {

    static Places of(Document document, List<Planting.Quote> quotes) {
        return new Places(quotes.stream().map(quote -> span(document, quote)).toList());
    }

    private static Span span(Document document, Planting.Quote quote) {
        int at = -1;
        for (int i = 0; i <= quote.occurrence(); i++) {
            at = document.text().indexOf(quote.words(), at + 1);
            assertThat(at).as("“%s” stands in the text", quote.words()).isNotNegative();
        }
        if (quote.line()) {
            int end = document.text().indexOf('\n', at);
            return new Span(
                    document.text().lastIndexOf('\n', at) + 1,
                    end < 0 ? document.text().length() : end);
        }
        return new Span(at, at + quote.words().length());
    }

    boolean overlap(Finding.Place place) {
        return place.elsewhere().isEmpty()
                && spans.stream()
                        .anyMatch(span -> place.span().start() < span.end()
                                && span.start() < place.span().end());
    }
}
