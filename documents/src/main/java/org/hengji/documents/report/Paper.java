package org.hengji.documents.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.scoring.framework.Text;

/**
 * A document as it will be printed: every figure filled in, every gap marked. The same paper is written as Word, as PDF
 * and as a page.
 *
 * @param kind id and version of the template, e.g. {@code department-municipal@1}
 * @param gaps what is missing, in order of appearance; a paper with gaps is a draft
 * @param publicCopy whether personal data were left out
 */
public record Paper(String kind, String title, List<Section> sections, List<Gap> gaps, boolean publicCopy) {

    public enum Page {
        PORTRAIT,
        /** On its side, with narrow margins, for tables of many columns. */
        LANDSCAPE,
        /** Upright with narrow margins, for a form that fills its page. */
        FORM
    }

    /** Pages of one kind. */
    public record Section(Page page, List<Block> blocks) {}

    public sealed interface Block {
        /** @param lines below the title, e.g. the body, the year, who wrote it */
        record Cover(List<Run> words, List<List<Run>> lines) implements Block {
            public String title() {
                StringBuilder title = new StringBuilder();
                words.forEach(r -> title.append(r.text()));
                return title.toString();
            }
        }

        /** @param levels headings down to this level are listed */
        record Contents(int levels) implements Block {}

        /** @param level 1 to 4; the number (一、 （一） 1. （1）) is part of the text */
        record Heading(String id, int level, String text) implements Block {}

        /**
         * @param id stable over generations, under which an edited text is kept
         * @param runs the draft from facts, or what a person made of it
         * @param edited whether a person wrote it
         */
        record Paragraph(String id, Style style, List<Run> runs, Optional<String> footnote, boolean edited)
                implements Block {
            public String text() {
                StringBuilder text = new StringBuilder();
                runs.forEach(r -> text.append(r.text()));
                return text.toString();
            }

            /** What the figures of this paragraph read, by key. */
            public Map<String, String> figures() {
                Map<String, String> figures = new LinkedHashMap<>();
                runs.stream()
                        .filter(r -> !r.key().isEmpty())
                        .forEach(r -> figures.merge(r.key(), r.text(), (a, b) -> a.equals(b) ? a : a + "、" + b));
                return figures;
            }
        }

        /**
         * @param widths relative widths of the columns
         * @param header rows repeated on each page
         * @param rows rows as in HTML: a cell that a span covers is not there
         */
        record Table(
                String id,
                Optional<String> caption,
                List<Integer> widths,
                List<Row> header,
                List<Row> rows,
                String note)
                implements Block {}

        record PageBreak() implements Block {}
    }

    public enum Style {
        /** Body text, first line indented by two characters. */
        BODY,
        /** A title inside the document, centred. */
        TITLE,
        /** The line under a title, centred. */
        CENTRED,
        /** Flush left, e.g. an addressee or the word 附件. */
        FLUSH,
        /** Flush right, e.g. signature and date. */
        SIGNED,
        /** Small print at the end. */
        NOTE
    }

    public record Row(List<Cell> cells) {}

    public enum Align {
        LEFT,
        CENTRE,
        RIGHT
    }

    public record Cell(List<Run> runs, int span, int down, Align align, boolean bold) {
        public String text() {
            StringBuilder text = new StringBuilder();
            runs.forEach(r -> text.append(r.text()));
            return text.toString();
        }
    }

    public enum Mark {
        WORDS,
        FIGURE,
        GAP
    }

    /** @param key fact, text or node that the words come from; empty for words of the template */
    public record Run(String text, Mark mark, String key) {
        public static Run words(String text) {
            return new Run(text, Mark.WORDS, "");
        }
    }

    /**
     * Something that the template asks for and the case does not say.
     *
     * @param place id of the paragraph or table
     * @param key fact, text or node
     * @param why what is known of it
     */
    public record Gap(String place, String key, Text name, Why why) {
        public enum Why {
            MISSING(Text.of("缺", "missing")),
            CONTESTED(Text.of("数据不一致", "contested")),
            RANGE(Text.of("得分未定", "points not settled"));

            public final Text word;

            Why(Text word) {
                this.word = word;
            }
        }
    }

    public boolean isDraft() {
        return !gaps.isEmpty();
    }

    /** All paragraphs, in order. */
    public List<Block.Paragraph> paragraphs() {
        List<Block.Paragraph> all = new ArrayList<>();
        sections.forEach(s -> s.blocks().forEach(b -> {
            if (b instanceof Block.Paragraph p) {
                all.add(p);
            }
        }));
        return all;
    }
}
