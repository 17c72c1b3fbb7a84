package org.hengji.checker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hengji.documents.DocumentReader;
import org.hengji.documents.Limits;
import org.junit.jupiter.api.Test;

/**
 * Claims, targets, names and noise of the seed reports, which are not in the repository: only how many findings each check
 * has in each report, counted and judged by hand.
 */
class SeedClaimsTest {
    private static final Map<String, List<Integer>> EXPECTED = Map.of(
            "K11", List.of(4, 0, 0, 3),
            "K12", List.of(4, 1, 0, 0),
            "K17", List.of(4, 3, 0, 3),
            "K19", List.of(1, 0, 0, 0),
            "K21", List.of(1, 0, 0, 0),
            "K22", List.of(0, 0, 1, 0),
            "K24", List.of(2, 3, 1, 1));

    @Test
    void findingsAreThoseThatWereJudgedByHand() throws Exception {
        String folder = System.getenv("HENGJI_SEEDS");
        assumeTrue(folder != null, "HENGJI_SEEDS names no folder with the seed reports");
        Map<String, List<Integer>> found = new TreeMap<>();
        for (Check check : Checks.all()) {
            if (EXPECTED.containsKey(check.id())) {
                List<Integer> counts = new java.util.ArrayList<>();
                for (Path seed : seeds(Path.of(folder))) {
                    Tally tally = new Tally();
                    var document = DocumentReader.read(seed, Limits.USUAL);
                    check.run(Report.of(seed.getFileName().toString(), document), tally);
                    counts.add(tally.findings().size());
                }
                found.put(check.id(), counts);
            }
        }
        assertThat(found).isEqualTo(new TreeMap<>(EXPECTED));
    }

    private static List<Path> seeds(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".txt")).sorted().toList();
        }
    }
}
