package org.hengji.documents.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.hengji.documents.DocumentReader;
import org.hengji.documents.Limits;
import org.hengji.documents.Refused;
import org.hengji.documents.report.Paper.Gap.Why;
import org.hengji.frameworks.CaseFile;
import org.hengji.frameworks.Loaded;
import org.hengji.scoring.Scoring;
import org.junit.jupiter.api.Test;

/** What places of a template become. */
class DraftingTest {
    private static final CaseFile SEED =
            Papers.seed("department-municipal", "seed-000-published").file();
    private static final CaseFile SOCIAL_INSURANCE =
            Papers.seed("department-municipal", "seed-004-strict").file();

    private static Loaded<Paper> draft(String text, CaseFile file) {
        String template = "report: t\nversion: \"1\"\nname: 试\ntexts: {duties: 主要职责}\nwords: {government: 市委市政府}\n"
                + "sections:\n  - page: portrait\n    body:\n      - p: {id: a, text: \"" + text + "\"}\n";
        return Drafting.draft(
                TemplateReader.read(template).value().orElseThrow(),
                file,
                Scoring.score(file.framework(), file.subject()),
                Map.of(),
                false);
    }

    private static String words(String text, CaseFile file) {
        return draft(text, file).value().orElseThrow().paragraphs().get(0).text();
    }

    @Test
    void a_figure_prints_with_its_unit_places_and_separators() {
        assertThat(words("年初{budget.opening}，元计{budget.opening | 元 0}，只要数{budget.adjusted | bare}", SEED))
                .isEqualTo("年初4,558.00万元，元计45,580,000元，只要数4,762.70");
    }

    @Test
    void a_ratio_is_computed_exactly_and_rounded_once() {
        assertThat(words("{assets.in_use / assets.total}", SEED)).isEqualTo("86.56%");
        assertThat(words("{abs(budget.adjusted - budget.opening)}", SEED)).isEqualTo("204.70万元");
        assertThat(words("{1 / 3 | % 4}", SEED)).isEqualTo("33.3333%");
    }

    @Test
    void a_qualifier_stays() {
        assertThat(words("{satisfaction.rate}、{staff.outside}", SEED)).isEqualTo("不低于90.00%、不低于2人");
    }

    @Test
    void yes_or_no_chooses_the_words() {
        assertThat(words("{finance.violation ? 发生 : 未发生}违规", SEED)).isEqualTo("未发生违规");
        assertThat(words("公开{disclosed.budget}", SEED)).isEqualTo("公开内容时限范围均符合要求");
    }

    @Test
    void what_is_missing_is_a_gap_and_never_a_zero() {
        Paper paper = draft("计划{projects.planned}，按期{projects.on_time / projects.planned}，{text:duties}", SEED)
                .value()
                .orElseThrow();
        assertThat(paper.paragraphs().get(0).text()).isEqualTo("计划【缺：计划完成项目总数】，按期【缺：按期完成项目数、计划完成项目总数】，【待填：主要职责】");
        assertThat(paper.gaps()).extracting(Paper.Gap::why).containsOnly(Why.MISSING);
        assertThat(paper.isDraft()).isTrue();
    }

    @Test
    void two_sets_of_figures_are_told_as_such() {
        Paper paper = draft("在用{assets.in_use}，利用率{assets.in_use / assets.total}", SOCIAL_INSURANCE)
                .value()
                .orElseThrow();
        assertThat(paper.paragraphs().get(0).text()).startsWith("在用【数据不一致：83,402.62万元或41,091.21万元");
        assertThat(paper.gaps()).extracting(Paper.Gap::why).containsOnly(Why.CONTESTED);
    }

    @Test
    void points_that_are_not_settled_print_their_range() {
        Paper paper = draft("得{points:satisfaction}分", SOCIAL_INSURANCE).value().orElseThrow();
        assertThat(paper.paragraphs().get(0).text()).isEqualTo("得[1.00, 6.00]分");
        assertThat(paper.gaps()).extracting(Paper.Gap::why).containsExactly(Why.RANGE);
    }

    @Test
    void a_place_that_names_nothing_is_a_fault_of_the_template() {
        Loaded<Paper> drafted = draft("{asset.in_use}", SEED);
        assertThat(drafted.value()).isEmpty();
        assertThat(drafted.problems()).singleElement().satisfies(p -> {
            assertThat(p.code()).isEqualTo("template.place");
            assertThat(p.message().zh()).contains("asset.in_use");
        });
    }

    @Test
    void an_edited_paragraph_stands_as_it_was_written() {
        Template template = TemplateReader.shipped("department-municipal").orElseThrow();
        Paper drafted = Papers.draft(template, SEED, Map.of());
        Paper edited = Papers.draft(template, SEED, Map.of("economy", "“三公”经费从严控制。"));
        Paper.Block.Paragraph paragraph = edited.paragraphs().stream()
                .filter(p -> p.id().equals("economy"))
                .findFirst()
                .orElseThrow();
        assertThat(paragraph.text()).isEqualTo("“三公”经费从严控制。");
        assertThat(paragraph.edited()).isTrue();
        assertThat(edited.paragraphs().stream().filter(p -> !p.id().equals("economy")))
                .isEqualTo(drafted.paragraphs().stream()
                        .filter(p -> !p.id().equals("economy"))
                        .toList());
    }

    @Test
    void a_text_of_the_body_names_figures_and_nothing_else() {
        CaseFile file = Papers.file("case: a\nframework: shenzhen-department-2021-municipal\nsubject: 示例局（2021年度）\n"
                + "facts: {budget.opening: {value: \"12\", unit: 万元}}\n"
                + "report: {texts: {duties: \"预算{budget.opening}，见{附表}，{score.total}。\"}}\n");
        assertThat(words("{text:duties}", file)).isEqualTo("预算12.00万元，见{附表}，{score.total}。");
    }

    @Test
    void a_public_copy_has_no_personal_data() throws Refused {
        CaseFile file = Papers.file("case: a\nframework: shenzhen-department-2021-municipal\nsubject: 示例局（2021年度）\n"
                + "report: {texts: {preparer: 某填报人, phone: 某号码}}\n");
        Template template = TemplateReader.shipped("department-municipal").orElseThrow();
        var sheet = Scoring.score(file.framework(), file.subject());
        Paper whole =
                Drafting.draft(template, file, sheet, Map.of(), false).value().orElseThrow();
        Paper open =
                Drafting.draft(template, file, sheet, Map.of(), true).value().orElseThrow();
        assertThat(read(whole)).contains("某填报人", "某号码");
        assertThat(read(open)).doesNotContain("某填报人").doesNotContain("某号码");
    }

    private static String read(Paper paper) throws Refused {
        return DocumentReader.read("a.docx", Papers.docx(paper), Limits.USUAL).text();
    }

    @Test
    void signs_that_no_file_can_hold_do_not_break_it() throws Refused {
        CaseFile file = Papers.file("case: a\nframework: shenzhen-department-2021-municipal\nsubject: 示例局（2021年度）\n"
                + "report: {texts: {duties: \"一\\u0001二\\uFFFE<b>&三\\uD842\\uDFB7\"}}\n");
        Paper paper =
                Papers.draft(TemplateReader.shipped("department-municipal").orElseThrow(), file, Map.of());
        assertThat(read(paper)).contains("<b>&三𠮷");
        assertThat(DocumentReader.read("a.pdf", Papers.pdf(paper), Limits.USUAL).text())
                .contains("<b>&三");
    }

    @Test
    void the_fonts_of_the_layout_have_names_to_fall_back_on() throws IOException {
        String fonts = "";
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(
                Papers.docx(Papers.seed("monitoring", "seed-001-published").paper())))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals("word/fontTable.xml")) {
                    fonts = new String(zip.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
                }
            }
        }
        assertThat(fonts).contains("w:name=\"仿宋_GB2312\"><w:altName w:val=\"仿宋\"");
    }

    @Test
    void a_template_says_where_it_is_wrong() {
        Loaded<Template> read = TemplateReader.read("""
                report: t
                version: "1"
                name: 试
                sections:
                  - page: sideways
                    body:
                      - h7: 太深
                      - p: {text: 没有标识}
                      - table: {id: x, widths: [1, 很宽], rows: [[a, b]], colour: red}
                """);
        assertThat(read.value()).isEmpty();
        assertThat(read.problems())
                .extracting(p -> p.place().orElseThrow().line())
                .containsExactlyInAnyOrder(5, 7, 8, 9, 9);
        assertThat(read.problems()).allSatisfy(p -> assertThat(p.remedy().zh()).isNotBlank());
    }

    @Test
    void the_contents_name_the_page_of_each_heading() throws IOException {
        Paper paper = Papers.seed("project-third-party", "seed-001-published").paper();
        Map<String, Integer> pages = PdfWriter.pages(paper);
        List<String> headings = paper.sections().stream()
                .flatMap(s -> s.blocks().stream())
                .filter(Paper.Block.Heading.class::isInstance)
                .map(b -> ((Paper.Block.Heading) b).id())
                .toList();
        assertThat(pages.keySet()).containsExactlyElementsOf(headings);
        assertThat(List.copyOf(pages.values())).isSorted().allMatch(p -> p >= 3);
    }

    @Test
    void a_gap_is_named_in_both_languages() {
        List<Paper.Gap> gaps =
                Papers.seed("department-district", "seed-002-published").paper().gaps();
        assertThat(gaps.stream().map(g -> g.name().in("en")))
                .contains("Main duties", "Adjusted budget", "Date of the report")
                .noneMatch(name -> name.codePoints().anyMatch(Character::isIdeographic));
    }
}
