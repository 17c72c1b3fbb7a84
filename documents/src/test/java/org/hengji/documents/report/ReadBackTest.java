package org.hengji.documents.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hengji.documents.Document;
import org.hengji.documents.DocumentReader;
import org.hengji.documents.Limits;
import org.hengji.documents.Refused;
import org.hengji.documents.report.Paper.Block;
import org.hengji.documents.report.Paper.Mark;
import org.hengji.frameworks.CaseFile;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.subject.Fact;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was written is what the readers of other people's reports find. */
class ReadBackTest {

    static Stream<Papers.Pair> papers() {
        return Papers.all();
    }

    @ParameterizedTest
    @MethodSource("papers")
    void word_holds_every_paragraph_and_every_cell(Papers.Pair pair) throws Refused {
        Paper paper = pair.paper();
        Document read = DocumentReader.read(pair + ".docx", Papers.docx(paper), Limits.USUAL);
        holds(paper, read);
        List<Block.Table> written = tables(paper);
        assertThat(read.tables()).hasSameSizeAs(written);
        for (int i = 0; i < written.size(); i++) {
            assertThat(cells(read, read.tables().get(i))).isEqualTo(cells(written.get(i)));
        }
    }

    @ParameterizedTest
    @MethodSource("papers")
    void pdf_holds_every_paragraph(Papers.Pair pair) throws Refused {
        Paper paper = pair.paper();
        holds(paper, DocumentReader.read(pair + ".pdf", Papers.pdf(paper), Limits.USUAL));
    }

    /** In order, whatever lines and pages made of it. */
    private static void holds(Paper paper, Document read) {
        String text = bare(read.text());
        int from = 0;
        for (Block.Paragraph paragraph : paper.paragraphs()) {
            String words = bare(paragraph.text());
            int at = find(text, words, from);
            assertThat(at).as("%s: %s", paragraph.id(), words).isNotNegative();
            from = at;
        }
    }

    /** A page's foot and head may stand inside a paragraph that runs over its end. */
    private static int find(String text, String words, int from) {
        int whole = text.indexOf(words, from);
        if (whole >= 0 || words.length() < 4) {
            return whole;
        }
        for (int cut = words.length() - 1; cut > 0; cut--) {
            int at = text.indexOf(words.substring(0, cut), from);
            if (at >= 0) {
                return text.startsWith(words.substring(cut), at) || text.indexOf(words.substring(cut), at + cut) >= 0
                        ? at
                        : -1;
            }
        }
        return -1;
    }

    private static String bare(String text) {
        return text.replaceAll("\\s|　", "");
    }

    private static List<Block.Table> tables(Paper paper) {
        return paper.sections().stream()
                .flatMap(s -> s.blocks().stream())
                .filter(Block.Table.class::isInstance)
                .map(Block.Table.class::cast)
                .toList();
    }

    private static List<String> cells(Document document, org.hengji.documents.Block.Table table) {
        return table.cells().stream()
                .map(c -> c.rows() + "x" + c.columns() + " " + bare(document.words(c.span())))
                .toList();
    }

    private static List<String> cells(Block.Table table) {
        List<String> cells = new ArrayList<>();
        Stream.concat(table.header().stream(), table.rows().stream())
                .forEach(r -> r.cells().forEach(c -> cells.add(c.down() + "x" + c.span() + " " + bare(c.text()))));
        return cells;
    }

    @Provide
    Arbitrary<BigDecimal> amounts() {
        return Arbitraries.bigDecimals()
                .between(new BigDecimal("0.01"), new BigDecimal("99999999.99"))
                .ofScale(2);
    }

    /** Every amount of a case reads back as the exact amount, with its unit, where the paper says it. */
    @Property(tries = 25)
    void facts_read_back_equal(
            @ForAll("amounts") BigDecimal opening,
            @ForAll("amounts") BigDecimal adjusted,
            @ForAll("amounts") BigDecimal planned,
            @ForAll("amounts") BigDecimal assets)
            throws Refused {
        Map<String, BigDecimal> given = new LinkedHashMap<>();
        given.put("budget.opening", opening);
        given.put("budget.adjusted", adjusted);
        given.put("procurement.planned", planned);
        given.put("assets.total", assets);
        CaseFile seed =
                Papers.seed("department-municipal", "seed-000-published").file();
        Map<String, List<Fact>> facts = new LinkedHashMap<>(seed.subject().facts());
        given.forEach((key, amount) ->
                facts.put(key, List.of(new Fact(key, new Fact.Value.Known(Rational.of(amount)), "测试"))));
        CaseFile file = new CaseFile(
                seed.reference(),
                seed.framework(),
                seed.subject().withFacts(facts),
                seed.note(),
                seed.expect(),
                seed.material(),
                seed.places());
        Paper paper =
                Papers.draft(TemplateReader.shipped("department-municipal").orElseThrow(), file, Map.of());
        String text = DocumentReader.read("case.docx", Papers.docx(paper), Limits.USUAL)
                .text();
        given.forEach((key, amount) -> {
            List<Paper.Run> runs = paper.paragraphs().stream()
                    .flatMap(p -> p.runs().stream())
                    .filter(r -> r.mark() == Mark.FIGURE && r.key().equals(key))
                    .toList();
            assertThat(runs).as(key).isNotEmpty();
            for (Paper.Run run : runs) {
                assertThat(text).contains(run.text());
                assertThat(new BigDecimal(run.text().replace(",", "").replace("万元", "")))
                        .isEqualByComparingTo(amount);
            }
        });
    }
}
