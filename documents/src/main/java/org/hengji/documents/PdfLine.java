package org.hengji.documents;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A printed line.
 *
 * @param y its base line
 * @param goesOn whether its characters end in a blank, as where a foreign word follows on the next line
 */
record PdfLine(float left, float right, float y, float size, String words, boolean goesOn) {

    /** Characters of one area as lines, from the top. */
    static List<PdfLine> of(List<PdfGlyph> glyphs) {
        List<PdfGlyph> sorted = new ArrayList<>(glyphs);
        sorted.sort(Comparator.comparingDouble(PdfGlyph::y).thenComparingDouble(PdfGlyph::x));
        List<PdfLine> lines = new ArrayList<>();
        List<PdfGlyph> line = new ArrayList<>();
        float y = 0;
        float size = 0;
        for (PdfGlyph glyph : sorted) {
            if (!line.isEmpty() && glyph.y() - y > 0.5f * Math.max(size, glyph.size())) {
                add(lines, line, y, size);
                line.clear();
                size = 0;
            }
            if (glyph.size() > size) {
                // Raised and lowered characters are small; the largest one tells where the line stands.
                y = glyph.y();
                size = glyph.size();
            }
            line.add(glyph);
        }
        add(lines, line, y, size);
        return lines;
    }

    private static void add(List<PdfLine> lines, List<PdfGlyph> glyphs, float y, float size) {
        List<PdfGlyph> line = new ArrayList<>(glyphs);
        line.sort(Comparator.comparingDouble(PdfGlyph::x));
        StringBuilder words = new StringBuilder();
        PdfGlyph first = null;
        PdfGlyph last = null;
        boolean blank = false;
        for (PdfGlyph glyph : line) {
            if (glyph.text().isBlank()) {
                blank = true;
                continue;
            }
            if (last != null) {
                // Some programs make bold by printing twice, a hair apart.
                if (glyph.text().equals(last.text())
                        && glyph.x() - last.x() < 0.3f * last.size()
                        && glyph.x() < last.right()) {
                    continue;
                }
                float gap = glyph.x() - last.right();
                boolean wide = isWide(last.text()) && isWide(glyph.text());
                if (blank && gap > 0.1f * last.size() || gap > (wide ? 0.6f : 0.25f) * last.size()) {
                    words.append(' ');
                }
            }
            words.append(glyph.text());
            first = first == null ? glyph : first;
            last = last == null || glyph.right() > last.right() ? glyph : last;
            blank = false;
        }
        String stripped = Words.collapsed(words);
        if (first != null && !stripped.isEmpty()) {
            lines.add(new PdfLine(first.x(), last.right(), y, size, stripped, blank));
        }
    }

    static boolean isWide(String text) {
        int c = text.isEmpty() ? ' ' : text.codePointBefore(text.length());
        return c >= 0x2E80 && !(c >= 0xFF61 && c <= 0xFFDC) || "“”‘’…—·".indexOf(c) >= 0;
    }

    /** Whether this line ends where it does because the next one's first word had no room left on it. */
    boolean isFull(PdfLine next, float margin, float slack) {
        return margin - right < next.firstWord() + slack * size;
    }

    /** As wide as what cannot be parted at the line's beginning: a figure, a foreign word, brackets and closing signs. */
    private float firstWord() {
        float ems = 0;
        int i = 0;
        while (i < words.length() && "（《〈「『【〔“‘".indexOf(words.charAt(i)) >= 0) {
            ems += 1;
            i++;
        }
        int from = i;
        while (i < words.length() && words.charAt(i) > ' ' && words.charAt(i) < 0x2000) {
            ems += 0.55f;
            i++;
        }
        if (i == from && i < words.length()) {
            ems += 1;
            i = words.offsetByCodePoints(i, 1);
        }
        while (i < words.length() && "，。、；：？！）》〉」』】〕”’％…,.;:)%".indexOf(words.charAt(i)) >= 0) {
            ems += words.charAt(i) < 0x80 ? 0.55f : 1;
            i++;
        }
        return Math.min(ems, 24) * size;
    }

    /** What stands between the words of this line and those of the next one of the same paragraph. */
    String joint(PdfLine next) {
        if (goesOn) {
            return " ";
        }
        char last = words.charAt(words.length() - 1);
        char first = next.words.charAt(0);
        boolean letters = last < 0x250 && first < 0x250 && (Character.isLetter(last) || Character.isLetter(first));
        return letters && last != '-' ? " " : "";
    }
}
