package org.hengji.documents.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hengji.documents.report.Template.Cell;
import org.hengji.documents.report.Template.Group;
import org.hengji.documents.report.Template.Part;
import org.hengji.documents.report.Template.Rows;
import org.hengji.frameworks.Packs;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Text;

/**
 * What a kind of report asks for beyond the facts of a framework, in the order in which it tells it.
 *
 * @param figures of those that reports share
 * @param texts that only the body can write, by key
 */
public record Asked(List<FactDefinition> figures, Map<String, Text> texts, List<Table> tables) {
    private static final Pattern KEY = Pattern.compile("[a-z][a-z_]*(?:\\.[a-z_]+)*");
    private static final Pattern TEXT = Pattern.compile("\\{text:([^}]+)}");
    private static final Pattern COLUMN = Pattern.compile("\\{row\\.([a-z_]+)");
    private static final String DEVIATIONS = "deviations";
    private static final Text DEVIATIONS_TITLE = Text.of("指标偏差原因和改进措施", "Why indicators deviate, and measures");

    /**
     * A table that the body fills row by row.
     *
     * @param title as a gap calls it, or the line above its head
     * @param columns by key, as the printed head calls them
     */
    public record Table(String name, Text title, Map<String, String> columns) {}

    public static Asked of(Template template, Framework framework) {
        Reading reading = new Reading(template.texts());
        template.sections().forEach(section -> section.parts().forEach(reading::part));
        List<FactDefinition> figures = reading.keys.stream()
                .filter(key -> !framework.facts().containsKey(key))
                .map(Packs.reportFigures()::get)
                .filter(Objects::nonNull)
                .toList();
        Map<String, Text> texts = new LinkedHashMap<>();
        reading.texts.forEach(key -> texts.put(key, template.texts().getOrDefault(key, Text.of(key, key))));
        if (reading.causes) {
            Map<String, String> columns = new LinkedHashMap<>();
            columns.put("indicator", "指标");
            columns.put("cause", "偏差原因");
            columns.put("measure", "改进措施");
            reading.tables.putIfAbsent(DEVIATIONS, new Table(DEVIATIONS, DEVIATIONS_TITLE, columns));
        }
        return new Asked(figures, texts, List.copyOf(reading.tables.values()));
    }

    /** One walk through the parts. */
    private static final class Reading {
        private final Set<String> keys = new LinkedHashSet<>();
        private final Set<String> texts = new LinkedHashSet<>();
        private final Map<String, Table> tables = new LinkedHashMap<>();
        private final Map<String, Text> names;
        private boolean causes;

        Reading(Map<String, Text> names) {
            this.names = names;
        }

        private Text title(String name, Head head) {
            return names.getOrDefault(name, Text.of(head.title, head.title));
        }

        void part(Part part) {
            if (part instanceof Part.Cover cover) {
                words(cover.title());
                cover.lines().forEach(this::words);
                cover.personal().forEach(this::words);
            } else if (part instanceof Part.Heading heading) {
                words(heading.text());
            } else if (part instanceof Part.Paragraph paragraph) {
                words(paragraph.text());
                paragraph.when().ifPresent(this::words);
                paragraph.only().ifPresent(this::words);
                paragraph.footnote().ifPresent(this::words);
            } else if (part instanceof Part.Each each) {
                words(each.text());
                each.otherwise().ifPresent(this::words);
                causes |= each.rows().of() != Rows.Of.TABLE && each.text().contains("{row.cause}");
            } else if (part instanceof Part.Table table) {
                table(table);
            }
        }

        private void words(String words) {
            KEY.matcher(words).results().forEach(m -> keys.add(m.group()));
            TEXT.matcher(words).results().forEach(m -> texts.add(m.group(1)));
        }

        private void table(Part.Table table) {
            table.caption().ifPresent(this::words);
            words(table.note());
            Head head = new Head(table.widths().size(), table.caption().orElse(""));
            table.header().forEach(row -> {
                row.forEach(cell -> words(cell.text()));
                head.row(row);
            });
            for (Group group : table.groups()) {
                group.cells().forEach(cell -> words(cell.text()));
                group.otherwise().ifPresent(this::words);
                if (group.rows().isEmpty()) {
                    head.row(group.cells());
                } else if (group.rows().get().of() == Rows.Of.TABLE) {
                    String name = group.rows().get().name();
                    tables.putIfAbsent(name, new Table(name, title(name, head), head.columns(group.cells())));
                } else {
                    causes |=
                            group.cells().stream().anyMatch(cell -> cell.text().contains("{row.cause}"));
                }
            }
        }
    }

    /** How the fixed rows above call each column of the grid. */
    private static final class Head {
        private final String[] labels;
        /** The cell of the row above that this row may divide. */
        private final Cell[] above;

        private final int[] taken;
        private String title;

        Head(int width, String title) {
            this.labels = new String[width];
            this.above = new Cell[width];
            this.taken = new int[width];
            this.title = title;
            Arrays.fill(labels, "");
        }

        void row(List<Cell> cells) {
            Cell[] now = new Cell[labels.length];
            int at = 0;
            for (Cell cell : cells) {
                while (at < taken.length && taken[at] > 0) {
                    taken[at++]--;
                }
                boolean whole = cell.span() >= labels.length;
                if (whole) {
                    title = cell.text().contains("{") ? title : cell.text();
                }
                for (int i = at; i < Math.min(at + cell.span(), labels.length); i++) {
                    boolean divides = above[i] != null && above[i].span() > cell.span() && above[i].down() == 1;
                    labels[i] = whole || cell.text().contains("{")
                            ? ""
                            : divides ? labels[i] + " " + cell.text() : cell.text();
                    now[i] = labels[i].isEmpty() ? null : cell;
                    taken[i] = cell.down() - 1;
                }
                at += cell.span();
            }
            for (; at < taken.length; at++) {
                taken[at] = Math.max(0, taken[at] - 1);
            }
            System.arraycopy(now, 0, above, 0, now.length);
        }

        Map<String, String> columns(List<Cell> cells) {
            Map<String, String> columns = new LinkedHashMap<>();
            int at = 0;
            for (Cell cell : cells) {
                Matcher column = COLUMN.matcher(cell.text());
                String label = at < labels.length ? labels[at] : "";
                List<String> keys = new ArrayList<>();
                while (column.find()) {
                    keys.add(column.group(1));
                }
                keys.remove("number");
                keys.forEach(key -> columns.putIfAbsent(key, label.isBlank() ? key : label));
                at += cell.span();
            }
            return columns;
        }
    }
}
