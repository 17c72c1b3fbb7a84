package org.hengji.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hengji.documents.Document;
import org.hengji.documents.Span;

/** Words of a document, in one of which a finding must stand. */
record Places(List<Span> spans) {

    static Places of(Document document, List<Planting.Quote> quotes) {
        return new Places(quotes.stream().map(quote -> span(document, quote)).toList());
    }

    private static Span span(Document document, Planting.Quote quote) {
        Matcher words = pattern(document, quote.words()).matcher(document.text());
        for (int i = 0; i <= quote.occurrence(); i++) {
            assertThat(words.find())
                    .as("“%s” stands in the text", quote.words())
                    .isTrue();
        }
        if (quote.line()) {
            int end = document.text().indexOf('\n', words.end());
            return new Span(
                    document.text().lastIndexOf('\n', words.start()) + 1,
                    end < 0 ? document.text().length() : end);
        }
        return new Span(words.start(), words.end());
    }

    /** Other kinds of files may break or space words where plain text does not, but words of two cells are not one. */
    private static Pattern pattern(Document document, String words) {
        return Pattern.compile(
                document.kind() == Document.Kind.TEXT
                        ? Pattern.quote(words)
                        : words.chars()
                                .mapToObj(
                                        c -> Character.isWhitespace(c) ? "\\s+" : Pattern.quote(Character.toString(c)))
                                .collect(Collectors.joining("[^\\S\t]*")));
    }

    boolean overlap(Finding.Place place) {
        return place.elsewhere().isEmpty()
                && spans.stream()
                        .anyMatch(span -> place.span().start() < span.end()
                                && span.start() < place.span().end());
    }
}
