package org.hengji.documents.report;

import com.openhtmltopdf.extend.FSTextBreaker;
import java.text.BreakIterator;
import java.util.Locale;

/** Breaks lines by the rules of Chinese print: no comma at the beginning of a line, no opening bracket at its end. */
final class ChineseLines implements FSTextBreaker {
    private final BreakIterator lines = BreakIterator.getLineInstance(Locale.CHINA);

    @Override
    public int next() {
        return lines.next();
    }

    @Override
    public void setText(String text) {
        lines.setText(text);
    }
}
