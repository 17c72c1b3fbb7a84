package org.hengji.documents.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.documents.report.Paper.Block;
import org.hengji.documents.report.Paper.Run;
import org.hengji.documents.report.Template.Part;
import org.hengji.documents.report.Template.Rows;
import org.hengji.frameworks.CaseFile;
import org.hengji.frameworks.Loaded;
import org.hengji.scoring.Problem;
import org.hengji.scoring.ScoreSheet;

/** Makes a paper of a template and a case. Pure: the same template, case, sheet and edits give the same paper. */
public final class Drafting {
    private static final String[] DIGITS = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

    private final Template template;
    private final CaseFile file;
    private final ScoreSheet sheet;
    private final Map<String, String> edits;
    private final boolean publicCopy;
    private final Phrases phrases;
    private final List<Paper.Gap> gaps = new ArrayList<>();
    private final int[] numbers = new int[5];
    private int headings;

    private Drafting(
            Template template, CaseFile file, ScoreSheet sheet, Map<String, String> edits, boolean publicCopy) {
        this.template = template;
        this.file = file;
        this.sheet = sheet;
        this.edits = edits;
        this.publicCopy = publicCopy;
        this.phrases = new Phrases(template, file, sheet);
    }

    /**
     * @param edits what people made of paragraphs, by their ids; such a text stands as it is
     * @param publicCopy leaves out personal data
     * @return the paper, or what is wrong with the template for this case
     */
    public static Loaded<Paper> draft(
            Template template, CaseFile file, ScoreSheet sheet, Map<String, String> edits, boolean publicCopy) {
        if (!template.frameworks().isEmpty()
                && !template.frameworks().contains(file.framework().id())) {
            return new Loaded<>(
                    Optional.empty(),
                    List.of(Problem.of(
                            "report.framework",
                            "framework",
                            "“" + template.name().zh() + "”用于 " + String.join("、", template.frameworks()) + "，这个案例用的是 "
                                    + file.framework().id(),
                            template.name().en() + " is written for " + String.join(", ", template.frameworks())
                                    + "; this case uses " + file.framework().id(),
                            "换一种报告，或换成同一指标体系的案例",
                            "Choose another kind of report, or a case of that framework")));
        }
        Drafting drafting = new Drafting(template, file, sheet, edits, publicCopy);
        Paper paper = drafting.paper();
        return drafting.phrases.problems().isEmpty()
                ? new Loaded<>(Optional.of(paper), List.of())
                : new Loaded<>(Optional.empty(), drafting.phrases.problems());
    }

    private Paper paper() {
        List<Paper.Section> sections = new ArrayList<>();
        for (Template.Section section : template.sections()) {
            List<Block> blocks = new ArrayList<>();
            section.parts().forEach(p -> write(p, blocks));
            sections.add(new Paper.Section(section.page(), blocks));
        }
        String title = sections.stream()
                .flatMap(s -> s.blocks().stream())
                .map(b -> b instanceof Block.Cover c
                        ? c.title()
                        : b instanceof Block.Paragraph p && p.style() == Paper.Style.TITLE ? p.text() : null)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(template.name().zh());
        return new Paper(template.id() + "@" + template.version(), title, sections, gaps, publicCopy);
    }

    private void write(Part part, List<Block> blocks) {
        if (part instanceof Part.Cover cover) {
            List<List<Run>> lines = new ArrayList<>();
            cover.lines().forEach(l -> lines.add(runs(l, "cover", Phrases.NO_ROW)));
            if (!publicCopy) {
                cover.personal().forEach(l -> lines.add(runs(l, "cover", Phrases.NO_ROW)));
            }
            blocks.add(new Block.Cover(runs(cover.title(), "cover", Phrases.NO_ROW), lines));
        } else if (part instanceof Part.Contents contents) {
            blocks.add(new Block.Contents(contents.levels()));
        } else if (part instanceof Part.Heading heading) {
            String text = Phrases.text(runs(heading.text(), "heading", Phrases.NO_ROW));
            blocks.add(new Block.Heading("h" + ++headings, heading.level(), number(heading.level()) + text));
        } else if (part instanceof Part.Paragraph paragraph) {
            paragraph(paragraph, blocks);
        } else if (part instanceof Part.Each each) {
            each(each, blocks);
        } else if (part instanceof Part.Table table) {
            blocks.add(table(table));
        } else {
            blocks.add(new Block.PageBreak());
        }
    }

    /** 一、 （一） 1. （1） */
    private String number(int level) {
        int n = ++numbers[level];
        for (int deeper = level + 1; deeper < numbers.length; deeper++) {
            numbers[deeper] = 0;
        }
        return switch (level) {
            case 1 -> chinese(n) + "、";
            case 2 -> "（" + chinese(n) + "）";
            case 3 -> n + ".";
            default -> "（" + n + "）";
        };
    }

    static String chinese(int n) {
        if (n < 10) {
            return DIGITS[n];
        }
        return (n < 20 ? "" : DIGITS[n / 10]) + "十" + (n % 10 == 0 ? "" : DIGITS[n % 10]);
    }

    private void paragraph(Part.Paragraph paragraph, List<Block> blocks) {
        boolean left = paragraph.when().flatMap(phrases::holds).filter(h -> !h).isPresent();
        boolean wanted = paragraph.only().isEmpty()
                || paragraph.only().flatMap(phrases::holds).orElse(false);
        if (left || !wanted) {
            return;
        }
        add(paragraph.id(), paragraph.style(), paragraph.text(), Phrases.NO_ROW, paragraph.footnote(), blocks);
    }

    private void add(
            String id,
            Paper.Style style,
            String text,
            Phrases.Cells row,
            Optional<String> footnote,
            List<Block> blocks) {
        String edited = edits.get(id);
        List<Run> runs = edited != null ? List.of(Run.words(edited)) : runs(text, id, row);
        blocks.add(new Block.Paragraph(
                id, style, runs, footnote.map(f -> Phrases.text(runs(f, id, row))), edited != null));
    }

    private void each(Part.Each each, List<Block> blocks) {
        List<Phrases.Cells> rows = rows(each.rows());
        for (int i = 0; i < rows.size(); i++) {
            Phrases.Cells row = rows.get(i);
            String number = String.valueOf(i + 1);
            String id = each.id() + "." + row.cell("id").orElse(number);
            add(
                    id,
                    Paper.Style.BODY,
                    each.text(),
                    name -> name.equals("number") ? Optional.of(number) : row.cell(name),
                    Optional.empty(),
                    blocks);
        }
        if (rows.isEmpty() && each.otherwise().isPresent()) {
            add(each.id(), Paper.Style.BODY, each.otherwise().get(), Phrases.NO_ROW, Optional.empty(), blocks);
        }
    }

    private List<Phrases.Cells> rows(Rows rows) {
        List<Phrases.Cells> all = new ArrayList<>();
        if (rows.of() == Rows.Of.TABLE) {
            file.material().tables().getOrDefault(rows.name(), List.of()).forEach(row -> all.add(new Written(row)));
        } else {
            SheetRow.of(file, sheet, rows).forEach(row -> all.add(phrases.variables(row)));
        }
        return all;
    }

    /** A row that the body wrote; a column that it left out is empty. */
    private record Written(Map<String, String> row) implements Phrases.Cells {
        @Override
        public Optional<String> cell(String name) {
            return Optional.of(row.getOrDefault(name, ""));
        }

        @Override
        public boolean isWritten() {
            return true;
        }
    }

    // ---- Tables ----

    private Block.Table table(Part.Table table) {
        List<Paper.Row> header = new ArrayList<>();
        table.header()
                .forEach(cells -> header.add(new Paper.Row(cells.stream()
                        .map(c -> cell(c, table.id(), Phrases.NO_ROW, c.down(), Paper.Align.CENTRE))
                        .toList())));
        List<Paper.Row> rows = new ArrayList<>();
        for (Template.Group group : table.groups()) {
            if (group.rows().isEmpty()) {
                rows.add(new Paper.Row(group.cells().stream()
                        .map(c -> cell(c, table.id(), Phrases.NO_ROW, c.down(), null))
                        .toList()));
                continue;
            }
            List<Phrases.Cells> of = rows(group.rows().get());
            rows.addAll(merged(table.id(), group.cells(), of));
            if (of.isEmpty()) {
                rows.add(nothing(table, group));
            }
        }
        return new Block.Table(
                table.id(),
                table.caption().map(c -> Phrases.text(runs(c, table.id(), Phrases.NO_ROW))),
                table.widths(),
                header,
                rows,
                Phrases.text(runs(table.note(), table.id(), Phrases.NO_ROW)));
    }

    /** An empty table says so: as the template words it, or with a gap for the rows that the body owes. */
    private Paper.Row nothing(Part.Table table, Template.Group group) {
        int width = group.cells().stream().mapToInt(Template.Cell::span).sum();
        String text =
                group.otherwise().orElseGet(() -> "{text:" + group.rows().get().name() + "}");
        return new Paper.Row(
                List.of(new Paper.Cell(runs(text, table.id(), Phrases.NO_ROW), width, 1, Paper.Align.CENTRE, false)));
    }

    private List<Paper.Row> merged(String table, List<Template.Cell> cells, List<Phrases.Cells> rows) {
        List<Paper.Row> made = new ArrayList<>();
        for (int r = 0; r < rows.size(); r++) {
            List<Paper.Cell> row = new ArrayList<>();
            List<String> merging = new ArrayList<>();
            for (Template.Cell cell : cells) {
                cell.merge().ifPresent(merging::add);
                int down = cell.merge().isEmpty() ? 1 : run(rows, r, merging);
                if (down > 0) {
                    row.add(cell(cell, table, rows.get(r), down, null));
                }
            }
            made.add(new Paper.Row(row));
        }
        return made;
    }

    /**
     * Rows from here on that agree in all these variables, or 0 when the row above does already: a class never runs on
     * below another one. An empty value agrees with nothing.
     */
    private static int run(List<Phrases.Cells> rows, int from, List<String> variables) {
        if (from > 0 && agree(rows.get(from - 1), rows.get(from), variables)) {
            return 0;
        }
        int to = from + 1;
        while (to < rows.size() && agree(rows.get(from), rows.get(to), variables)) {
            to++;
        }
        return to - from;
    }

    private static boolean agree(Phrases.Cells one, Phrases.Cells other, List<String> variables) {
        return variables.stream().allMatch(v -> {
            String value = one.cell(v).orElse("");
            return !value.isEmpty() && value.equals(other.cell(v).orElse(""));
        });
    }

    private Paper.Cell cell(Template.Cell cell, String table, Phrases.Cells row, int down, Paper.Align otherwise) {
        List<Run> runs = runs(cell.text(), table, row);
        Paper.Align align = cell.align()
                .orElseGet(() -> otherwise != null
                        ? otherwise
                        : Phrases.text(runs).strip().length() > 14 ? Paper.Align.LEFT : Paper.Align.CENTRE);
        return new Paper.Cell(runs, cell.span(), down, align, cell.bold());
    }

    private List<Run> runs(String text, String place, Phrases.Cells row) {
        return phrases.runs(text, place, row, gaps);
    }
}
