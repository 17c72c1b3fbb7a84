package org.hengji.annotated;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hengji.checker.Verdict;
import org.hengji.documents.report.Paper;
import org.hengji.documents.report.Paper.Align;
import org.hengji.documents.report.Paper.Block;
import org.hengji.documents.report.Paper.Cell;
import org.hengji.documents.report.Paper.Run;
import org.hengji.documents.report.Paper.Style;

/**
 * 审核意见: the opinion on a checked report as an official document.
 *
 * @param name of the file that was checked
 * @param digest SHA-256 of the file, in hex
 * @param by who signs; empty when nobody does
 */
public record Opinion(Wording w, Verdict verdict, String name, String digest, Optional<String> by, LocalDate on) {

    /**
     * Findings under one heading.
     *
     * @param last head of the last column, which says what is to be done or why a finding was waived
     */
    public record Group(String heading, String last, List<Item> items) {}

    public record Item(Verdict.Judged finding, List<String> last) {}

    /** What is to be done about a finding; a reviewer's note stands below. */
    public static Item toSettle(Wording w, Verdict.Judged judged, String note) {
        List<String> lines = new ArrayList<>(List.of(w.of(judged.finding().settle())));
        if (!note.isEmpty()) {
            lines.add(w.text("checking.opinion.note", note));
        }
        return new Item(judged, lines);
    }

    public Paper paper(List<Group> groups) {
        List<Block> blocks = new ArrayList<>();
        add(blocks, Style.TITLE, w.text("checking.opinion.title"));
        add(blocks, Style.BODY, w.text("checking.opinion.about", name));
        heading(blocks, 1, w.text("checking.verdict"));
        add(blocks, Style.BODY, Phrases.conclusion(w, verdict));
        verdict.scores()
                .published()
                .ifPresent(p -> add(
                        blocks,
                        Style.BODY,
                        w.text(
                                "checking.opinion.published",
                                p.total().orElse("—"),
                                p.grade().orElse("—"))));
        verdict.scores()
                .recomputed()
                .ifPresent(r -> add(blocks, Style.BODY, w.text("checking.opinion.recomputed", Phrases.range(w, r))));
        verdict.scores()
                .pointsWithEvidence()
                .ifPresent(p -> add(blocks, Style.BODY, w.text("checking.opinion.evidence", p)));
        Verdict.FigureCount figures = verdict.figures();
        add(
                blocks,
                Style.BODY,
                w.text(
                        "checking.figures",
                        String.valueOf(figures.read()),
                        String.valueOf(figures.recomputable()),
                        String.valueOf(figures.agreeing()),
                        String.valueOf(figures.recomputable() - figures.agreeing()),
                        String.valueOf(figures.read() - figures.recomputable())));
        int number = 1;
        for (Group group : groups) {
            if (!group.items().isEmpty()) {
                heading(blocks, ++number, group.heading());
                blocks.add(table(group, number));
            }
        }
        by.ifPresent(person -> add(blocks, Style.SIGNED, w.text("checking.opinion.by", person)));
        add(
                blocks,
                Style.SIGNED,
                w.text(
                        "checking.opinion.date",
                        String.valueOf(on.getYear()),
                        String.valueOf(on.getMonthValue()),
                        String.valueOf(on.getDayOfMonth())));
        add(blocks, Style.NOTE, w.text("checking.opinion.source", name, digest));
        return new Paper(
                "check-opinion@1",
                w.text("checking.opinion.title"),
                List.of(new Paper.Section(Paper.Page.PORTRAIT, blocks)),
                List.of(),
                false);
    }

    private void heading(List<Block> blocks, int number, String words) {
        String before = w.isEnglish() ? number + ". " : "一二三四五六七八九".charAt(number - 1) + "、";
        blocks.add(new Block.Heading("h" + number, 1, before + words));
    }

    private static void add(List<Block> blocks, Style style, String text) {
        blocks.add(new Block.Paragraph("p" + blocks.size(), style, List.of(Run.words(text)), Optional.empty(), false));
    }

    private Block.Table table(Group group, int number) {
        List<Paper.Row> rows = new ArrayList<>();
        for (Item item : group.items()) {
            rows.add(new Paper.Row(List.of(
                    cell(Align.CENTRE, List.of(String.valueOf(rows.size() + 1))),
                    cell(Align.LEFT, place(item.finding())),
                    cell(Align.LEFT, finding(item.finding())),
                    cell(Align.LEFT, item.last()))));
        }
        List<Cell> header = List.of(
                cell(Align.CENTRE, List.of(w.text("checking.opinion.number"))),
                cell(Align.CENTRE, List.of(w.text("checking.opinion.place"))),
                cell(Align.CENTRE, List.of(w.text("checking.opinion.finding"))),
                cell(Align.CENTRE, List.of(group.last())));
        return new Block.Table(
                "findings" + number,
                Optional.empty(),
                List.of(8, 25, 42, 25),
                List.of(new Paper.Row(header)),
                rows,
                "");
    }

    private List<String> place(Verdict.Judged judged) {
        return judged.locations().stream()
                .limit(1)
                .flatMap(at -> java.util.stream.Stream.of(
                        Phrases.place(w, at),
                        w.isEnglish() ? "\"" + Phrases.quote(at) + "\"" : "“" + Phrases.quote(at) + "”"))
                .toList();
    }

    private List<String> finding(Verdict.Judged judged) {
        var f = judged.finding();
        List<String> lines = new ArrayList<>();
        lines.add("【" + Phrases.severity(w, judged.severity()) + "】" + w.of(f.message()));
        f.arithmetic()
                .filter(a -> !w.of(f.message()).contains(a))
                .ifPresent(a -> lines.add(w.text("checking.opinion.arithmetic", a)));
        Phrases.effect(w, verdict, f.effect()).ifPresent(lines::add);
        return lines;
    }

    private static Cell cell(Align align, List<String> lines) {
        return new Cell(List.of(Run.words(String.join("\n", lines))), 1, 1, align, false);
    }
}
