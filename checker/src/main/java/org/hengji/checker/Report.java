package org.hengji.checker;

import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hengji.checker.reading.Figure;
import org.hengji.checker.reading.Figures;
import org.hengji.checker.reading.Passage;
import org.hengji.checker.reading.Passages;
import org.hengji.checker.vocabulary.FigureWords;
import org.hengji.documents.Block;
import org.hengji.documents.Document;
import org.hengji.documents.Span;

/**
 * A report read: its words, its figures, and what stands in its tables.
 *
 * @param file as named by the caller
 * @param passages paragraphs and cells in order
 * @param figures all figures in order of the passages
 * @param setting what the caller gave along
 * @param memory what has been derived from the report so far
 * @param memoryOfWords the part of that in which no figure has a say; the report without its noise has it too
 */
public record Report(
        String file,
        Document document,
        List<Passage> passages,
        List<Figure> figures,
        Map<Passage, List<Figure>> byPassage,
        FigureWords words,
        Setting setting,
        Map<Class<?>, Object> memory,
        Map<Class<?>, Object> memoryOfWords) {

    private static final Pattern YEAR = Pattern.compile("(20\\d\\d)\\s*年");
    private static final int SHORTEST_CRITERION = 12;
    private static final Pattern CRITERION = Pattern.compile("\\d分[)，；。、]|得\\d*\\.?\\d*分|扣\\d|满分|×|\\d分$");

    public static Report of(String file, Document document) {
        return of(file, document, Setting.USUAL);
    }

    public static Report of(String file, Document document, Setting setting) {
        FigureWords words = FigureWords.shipped();
        List<Passage> passages = Passages.of(document);
        Figures reader = new Figures(words);
        List<Figure> figures =
                passages.stream().flatMap(p -> reader.in(p).stream()).toList();
        return of(file, document, passages, figures, words, setting, new ConcurrentHashMap<>());
    }

    private static Report of(
            String file,
            Document document,
            List<Passage> passages,
            List<Figure> figures,
            FigureWords words,
            Setting setting,
            Map<Class<?>, Object> memoryOfWords) {
        Map<Passage, List<Figure>> byPassage = figures.stream()
                .collect(Collectors.groupingBy(Figure::passage, IdentityHashMap::new, Collectors.toList()));
        return new Report(
                file, document, passages, figures, byPassage, words, setting, new ConcurrentHashMap<>(), memoryOfWords);
    }

    /** The same report without the figures that stand in garbled words. */
    public Report without(List<Span> noise) {
        if (noise.isEmpty()) {
            return this;
        }
        List<Figure> sound = figures.stream()
                .filter(f -> noise.stream().noneMatch(n -> n.overlaps(f.span())))
                .toList();
        return of(file, document, passages, sound, words, setting, memoryOfWords);
    }

    /** The year that the report speaks of most. */
    public String year() {
        return derivedFromWords(MainYear.class, r -> MainYear.of(r.document().text()))
                .year();
    }

    private record MainYear(String year) {
        static MainYear of(String text) {
            return new MainYear(YEAR
                    .matcher(text)
                    .results()
                    .collect(Collectors.groupingBy(m -> m.group(1), Collectors.counting()))
                    .entrySet()
                    .stream()
                    .max(Map.Entry.comparingByValue())
                    .map(Map.Entry::getKey)
                    .orElse(""));
        }
    }

    /** What several checks derive from a report is derived once. */
    public <T> T derived(Class<T> kind, Function<Report, T> derive) {
        return derived(memory, kind, derive);
    }

    /** As above, for what is derived from the words alone and not from the figures. */
    public <T> T derivedFromWords(Class<T> kind, Function<Report, T> derive) {
        return derived(memoryOfWords, kind, derive);
    }

    private <T> T derived(Map<Class<?>, Object> memory, Class<T> kind, Function<Report, T> derive) {
        Object known = memory.get(kind);
        if (known == null) {
            known = derive.apply(this);
            memory.put(kind, known);
        }
        return kind.cast(known);
    }

    public List<Figure> figures(Passage passage) {
        return byPassage.getOrDefault(passage, List.of());
    }

    /** The passage that a cell is; empty when the table has no such place. */
    public Optional<Passage> cell(Block.Table table, int row, int column) {
        return table.at(row, column).flatMap(cell -> Optional.ofNullable(passage(cell)));
    }

    /** A cell that states how points are awarded: its figures are the rule's, not the body's. */
    public static boolean isCriterion(Passage passage) {
        return passage.isCell()
                && passage.text().length() > SHORTEST_CRITERION
                && passage.text().indexOf('分') >= 0
                && CRITERION.matcher(passage.text()).find();
    }

    /** The passage of a cell of this report's tables. */
    public Passage passage(Block.Cell cell) {
        return derivedFromWords(Cells.class, Cells::of).byCell().get(cell);
    }

    /** The figure that is printed at a place. */
    public Optional<Figure> figureAt(Span span) {
        return figures(passageAt(span.start())).stream()
                .filter(f -> f.span().overlaps(span))
                .findFirst();
    }

    /** The passage in which an offset of the document stands; the nearest before it when it stands between two. */
    public Passage passageAt(int offset) {
        int low = 0;
        int high = passages.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) / 2;
            if (passages.get(middle).original().start() <= offset) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return passages.get(low);
    }

    private record Cells(Map<Block.Cell, Passage> byCell) {
        static Cells of(Report report) {
            Map<Block.Cell, Passage> byCell = new IdentityHashMap<>();
            report.passages().forEach(p -> p.cell().ifPresent(c -> byCell.put(c.cell(), p)));
            return new Cells(byCell);
        }
    }

    public String words(Span span) {
        return document.words(span);
    }

    public Location locate(Span span) {
        Optional<Block.Table> table =
                document.tables().stream().filter(t -> t.span().covers(span)).findFirst();
        Optional<Block.Cell> cell = table.flatMap(t -> t.cells().stream()
                .filter(c -> c.span().covers(span))
                // A blank cell may touch the words of its neighbour.
                .min(Comparator.comparingInt(c -> c.span().length())));
        return new Location(
                Optional.empty(),
                document.line(span.start()),
                document.page(span.start()),
                table.map(t -> OptionalInt.of(t.number())).orElse(OptionalInt.empty()),
                cell.map(Block.Cell::name),
                document.words(span));
    }
}
