package org.hengji.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hengji.frameworks.DataFile;

/**
 * An edit of a clean report: a fault that must be found, or a change that must not be taken for one.
 *
 * @param report folder of the clean report
 * @param check what must find it; empty for a change that is no fault
 * @param edits in order, each on words that stand once in the text
 * @param quotes words in which the finding must stand, or in one of them
 * @param beside folder of another clean report that is checked in the same run
 */
record Planting(
        String report,
        String id,
        Optional<String> check,
        List<Edit> edits,
        List<Quote> quotes,
        Optional<String> beside) {

    static final Path CORPUS = Path.of("src/test/resources/corpus");

    record Edit(String replace, String with) {}

    /**
     * @param occurrence 0-based among all places of the words in the edited text
     * @param line whether anything in the line of the words will do
     */
    record Quote(String words, int occurrence, boolean line) {}

    String name() {
        return report + "/" + id;
    }

    String text() throws IOException {
        return edited(clean(report), edits);
    }

    /** Whether every edit is of rows of a table. */
    boolean isInTable() {
        return edits.stream().allMatch(edit -> edit.replace().indexOf('\t') >= 0);
    }

    /** The other report, with nothing changed. */
    String besideText() throws IOException {
        return clean(beside.orElseThrow());
    }

    static String clean(String report) throws IOException {
        return Files.readString(CORPUS.resolve(report).resolve("report.txt"));
    }

    static List<String> reports() throws IOException {
        try (Stream<Path> folders = Files.list(CORPUS)) {
            return folders.filter(folder -> Files.exists(folder.resolve("report.txt")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    static List<Planting> all() throws IOException {
        List<Planting> all = new ArrayList<>();
        for (String report : reports()) {
            Path file = CORPUS.resolve(report).resolve("faults.yaml");
            if (Files.exists(file)) {
                for (Object entry : (List<?>) data(file).get("plantings")) {
                    all.add(of(report, (Map<?, ?>) entry));
                }
            }
        }
        return all;
    }

    static Map<String, Object> data(Path file) throws IOException {
        var loaded = DataFile.read(Files.readString(file));
        assertThat(loaded.problems()).as("%s", file).isEmpty();
        return loaded.value().orElseThrow().map();
    }

    private static Planting of(String report, Map<?, ?> entry) throws IOException {
        String id = text(entry, "id").orElseThrow();
        List<Edit> edits = new ArrayList<>();
        text(entry, "replace")
                .ifPresent(replace ->
                        edits.add(new Edit(replace, text(entry, "with").orElseThrow())));
        if (entry.get("edits") instanceof List<?> list) {
            list.forEach(edit -> edits.add(new Edit(
                    text((Map<?, ?>) edit, "replace").orElseThrow(),
                    text((Map<?, ?>) edit, "with").orElseThrow())));
        }
        Optional<String> check = text(entry, "check");
        List<Quote> quotes = new ArrayList<>();
        if (check.isPresent()) {
            String edited = edited(clean(report), edits);
            int from = text(entry, "near")
                    .map(near -> once(edited, near, report + "/" + id))
                    .orElse(-1);
            Object quote = entry.get("quote");
            List<?> words = quote instanceof List<?> list ? list : quote == null ? List.of() : List.of(quote);
            words.forEach(w -> quotes.add(quote((String) w, edited, from, edits)));
            text(entry, "row").ifPresent(row -> quotes.add(new Quote(row, 0, true)));
            assertThat(quotes).as("%s/%s says where", report, id).isNotEmpty();
        }
        return new Planting(report, id, check, List.copyOf(edits), List.copyOf(quotes), text(entry, "beside"));
    }

    /** The words after the given place, else those that an edit put in, else the first. */
    private static Quote quote(String words, String edited, int from, List<Edit> edits) {
        int at = from < 0 ? -1 : edited.indexOf(words, from);
        for (Edit edit : edits) {
            if (at < 0 && !edit.with().isEmpty() && edit.with().contains(words)) {
                at = edited.indexOf(edit.with());
                at = at < 0 ? -1 : edited.indexOf(words, at);
            }
        }
        at = at < 0 ? edited.indexOf(words) : at;
        assertThat(at).as("“%s” stands in the text", words).isNotNegative();
        return new Quote(words, count(edited.substring(0, at), words), false);
    }

    private static Optional<String> text(Map<?, ?> entry, String key) {
        return Optional.ofNullable((String) entry.get(key));
    }

    private static String edited(String clean, List<Edit> edits) {
        String text = clean;
        for (Edit edit : edits) {
            int at = once(text, edit.replace(), edit.replace());
            text = text.substring(0, at)
                    + edit.with()
                    + text.substring(at + edit.replace().length());
        }
        return text;
    }

    private static int once(String text, String words, String what) {
        int at = text.indexOf(words);
        assertThat(at).as("%s: “%s” stands in the text", what, words).isNotNegative();
        assertThat(text.indexOf(words, at + 1))
                .as("%s: “%s” stands once", what, words)
                .isNegative();
        return at;
    }

    private static int count(String text, String words) {
        int count = 0;
        for (int at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
            count++;
        }
        return count;
    }
}
