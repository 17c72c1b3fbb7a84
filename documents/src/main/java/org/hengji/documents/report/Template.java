package org.hengji.documents.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.scoring.framework.Text;

/**
 * A kind of report as data: chapters, paragraphs with places for figures, tables bound to data.
 *
 * @param frameworks ids of the frameworks it is written for; empty for any
 * @param separators whether amounts print thousands separators
 * @param words words that differ between levels of government, by name
 * @param texts what only the body can write, by key, with the name under which a gap asks for it
 */
public record Template(
        String id,
        String version,
        Text name,
        List<String> frameworks,
        boolean separators,
        Map<String, String> words,
        Map<String, Text> texts,
        List<Section> sections) {

    public record Section(Paper.Page page, List<Part> parts) {}

    /** Where the rows of a table or the repetitions of a paragraph come from. */
    public record Rows(Of of, String name) {
        public enum Of {
            /** Third-level indicators. */
            INDICATORS,
            /** Scoring items; an indicator without items is its own. */
            ITEMS,
            /** Indicators that lost points, the largest loss first. */
            LOSSES,
            /** First-level indicators. */
            CLASSES,
            /** Indicators that the case brings itself. */
            OWN,
            /** A table of the report's material. */
            TABLE
        }
    }

    public sealed interface Part {
        record Cover(String title, List<String> lines, List<String> personal) implements Part {}

        record Contents(int levels) implements Part {}

        record Heading(int level, String text) implements Part {}

        /**
         * @param when left out when this certainly does not hold
         * @param only printed only when this certainly holds
         */
        record Paragraph(
                String id,
                Paper.Style style,
                String text,
                Optional<String> when,
                Optional<String> only,
                Optional<String> footnote)
                implements Part {}

        record Each(Rows rows, String id, String text, Optional<String> otherwise) implements Part {}

        record Table(
                String id,
                Optional<String> caption,
                List<Integer> widths,
                List<List<Cell>> header,
                List<Group> groups,
                String note)
                implements Part {}

        record PageBreak() implements Part {}
    }

    /** One fixed row, or one row for each of {@code rows}. */
    public record Group(Optional<Rows> rows, List<Cell> cells, Optional<String> otherwise) {}

    /** @param merge cells of neighbouring rows with the same value of this variable become one */
    public record Cell(
            String text, int span, int down, Optional<Paper.Align> align, boolean bold, Optional<String> merge) {}
}
