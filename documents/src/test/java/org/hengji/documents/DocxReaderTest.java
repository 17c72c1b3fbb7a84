package org.hengji.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DocxReaderTest {

    private static Document read(Zip docx) throws Refused {
        return Placed.checked(DocumentReader.read("报告.docx", docx.bytes(), Limits.USUAL));
    }

    private static String p(String words) {
        return "<w:p><w:r><w:t xml:space=\"preserve\">" + words + "</w:t></w:r></w:p>";
    }

    private static String tc(String properties, String content) {
        return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + content + "</w:tc>";
    }

    private static Arguments one(String what, String body, String text) {
        return Arguments.of(what, body, text);
    }

    static Stream<Arguments> bodies() {
        String down = "<w:vMerge w:val=\"restart\"/>";
        String further = "<w:vMerge/>";
        return Stream.of(
                one("a line for each paragraph", p("甲") + p("") + p("  乙 丙　"), "甲\n乙 丙"),
                one(
                        "runs are one word",
                        "<w:p><w:r><w:t>83</w:t></w:r><w:r><w:t>,402</w:t></w:r><w:r><w:t>.62</w:t></w:r></w:p>",
                        "83,402.62"),
                one(
                        "deleted and moved away text is no text, inserted is",
                        "<w:p><w:r><w:t>预算</w:t></w:r><w:del><w:r><w:delText>100</w:delText></w:r></w:del>"
                                + "<w:ins><w:r><w:t>120</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom>"
                                + "<w:r><w:t>万元</w:t></w:r></w:p>",
                        "预算120万元"),
                one(
                        "a deleted paragraph mark joins",
                        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>预算</w:t></w:r></w:p>" + p("执行率"),
                        "预算执行率"),
                one(
                        "hidden text is no text",
                        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r>"
                                + "<w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>明</w:t></w:r></w:p>",
                        "明"),
                one(
                        "a tab is a blank, a break begins a line",
                        "<w:p><w:r><w:t>名称</w:t><w:tab/><w:t>局</w:t><w:br/><w:t>二</w:t><w:noBreakHyphen/><w:softHyphen/>"
                                + "<w:t>三\u00AD四\u00A0五</w:t></w:r></w:p>",
                        "名称 局\n二-三四 五"),
                one(
                        "page numbers are no figures, other fields are",
                        "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText> PAGEREF _Toc1 \\h </w:instrText></w:r>"
                                + "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>17</w:t></w:r>"
                                + "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:fldSimple w:instr=\" PAGE \"><w:r><w:t>3</w:t></w:r></w:fldSimple>"
                                + "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>=SUM(ABOVE)</w:instrText></w:r>"
                                + "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>95.5</w:t></w:r>"
                                + "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r><w:r><w:t>分</w:t></w:r></w:p>",
                        "95.5分"),
                one(
                        "a hyperlink, a control and a formula are read through",
                        "<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent><w:p><w:hyperlink><w:r><w:t>财政</w:t></w:r></w:hyperlink>"
                                + "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></w:p></w:sdtContent></w:sdt>",
                        "财政x"),
                one(
                        "a text box comes after its paragraph, once",
                        "<w:p><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx><w:txbxContent>"
                                + p("框")
                                + "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
                                + "<w:txbxContent>" + p("框")
                                + "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
                                + "<w:r><w:t>正文</w:t></w:r></w:p>",
                        "正文\n框"),
                one(
                        "rows are lines, columns stand behind tabs",
                        "<w:tbl><w:tr>" + tc("", p("指标")) + tc("", p("预算") + p("（万元）")) + "</w:tr><w:tr>"
                                + tc("", p("")) + tc("", p("8")) + "</w:tr></w:tbl>",
                        "指标\t预算 （万元）\n\t8"),
                one(
                        "merged cells stand once, at their top left",
                        "<w:tbl><w:tr>" + tc("<w:gridSpan w:val=\"2\"/>", p("表头")) + tc("", p("分"))
                                + "</w:tr><w:tr>" + tc(down, p("一级")) + tc("", p("甲")) + tc("", p("1"))
                                + "</w:tr><w:tr>" + tc(further, p("旧字")) + tc("", p("乙")) + tc("", p("2"))
                                + "</w:tr></w:tbl>",
                        "表头\t\t分\n一级\t甲\t1\n\t乙\t2"),
                one(
                        "grid lines that no cell begins at are not seen",
                        "<w:tbl><w:tr>" + tc("<w:gridSpan w:val=\"3\"/>", p("甲"))
                                + tc("<w:gridSpan w:val=\"2\"/>", p("乙"))
                                + "</w:tr><w:tr>" + tc("<w:gridSpan w:val=\"3\"/>", p("1"))
                                + tc("<w:gridSpan w:val=\"2\"/>", p("2"))
                                + "</w:tr></w:tbl>",
                        "甲\t乙\n1\t2"),
                one(
                        "a row may begin late",
                        "<w:tbl><w:tr>" + tc("", p("甲")) + tc("", p("乙"))
                                + "</w:tr><w:tr><w:trPr><w:gridBefore w:val=\"1\"/></w:trPr>" + tc("", p("2"))
                                + "</w:tr></w:tbl>",
                        "甲\t乙\n\t2"),
                one(
                        "a deleted row is no row",
                        "<w:tbl><w:tr>" + tc("", p("甲")) + tc("", p("乙")) + "</w:tr><w:tr><w:trPr><w:del/></w:trPr>"
                                + tc("", p("1")) + tc("", p("2")) + "</w:tr></w:tbl>",
                        "甲\t乙"),
                one(
                        "a nested table follows its table, two tables are parted",
                        "<w:tbl><w:tr>"
                                + tc(
                                        "",
                                        p("外") + "<w:tbl><w:tr>" + tc("", p("内")) + tc("", p("3")) + "</w:tr></w:tbl>"
                                                + p("边"))
                                + tc("", p("右")) + "</w:tr></w:tbl>",
                        "外 边\t右\n\n内\t3"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void it_reads_what_is_printed(String what, String body, String text) throws Refused {
        assertThat(read(Zip.docx(body)).text()).isEqualTo(text);
    }

    private static final String LISTS = """
            <w:abstractNum w:abstractNumId="1">
             <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
             <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
             <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
             <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%3.%4"/></w:lvl>
            </w:abstractNum>
            <w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl></w:abstractNum>
            <w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
            <w:num w:numId="2"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="2"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
            <w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>
            """;

    private static String item(int list, int level, String words) {
        return "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" + level + "\"/><w:numId w:val=\"" + list
                + "\"/></w:numPr></w:pPr><w:r><w:t>" + words + "</w:t></w:r></w:p>";
    }

    @Test
    void numbers_of_lists_are_words_and_make_headings() throws Refused {
        Document document = read(Zip.docx(item(1, 0, "基本情况")
                        + item(1, 1, "职能")
                        + item(1, 2, "拟订规划")
                        + item(1, 2, "负责登记")
                        + item(1, 1, "预算")
                        + item(1, 2, "编制")
                        + item(1, 3, "细项")
                        + item(1, 0, "结论")
                        + item(2, 2, "续编")
                        + item(2, 2, "又编")
                        + item(3, 0, "要点"))
                .linked("numbering", "numbering", LISTS));
        assertThat(document.text())
                .isEqualTo("一、基本情况\n（一）职能\n1. 拟订规划\n2. 负责登记\n（二）预算\n1. 编制\n1.1.1 细项\n二、结论\n5. 续编\n6. 又编\n要点");
        assertThat(document.blocks().stream().map(b -> ((Block.Paragraph) b).level()))
                .containsExactly(1, 2, 3, 3, 2, 3, 0, 1, 3, 3, 0);
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void numbers_are_written_as_word_writes_them(int n, String format, String words) {
        assertThat(DocxNumbering.number(n, format)).isEqualTo(words);
    }

    static Stream<Arguments> numbers() {
        return Stream.of(
                Arguments.of(10, "chineseCounting", "十"),
                Arguments.of(12, "chineseCountingThousand", "十二"),
                Arguments.of(20, "chineseCountingThousand", "二十"),
                Arguments.of(21, "japaneseCounting", "二十一"),
                Arguments.of(101, "chineseCountingThousand", "一百零一"),
                Arguments.of(110, "chineseCountingThousand", "一百一十"),
                Arguments.of(1001, "chineseCountingThousand", "一千零一"),
                Arguments.of(3, "chineseLegalSimplified", "叁"),
                Arguments.of(3, "decimalEnclosedCircle", "③"),
                Arguments.of(10, "ideographTraditional", "癸"),
                Arguments.of(28, "lowerLetter", "bb"),
                Arguments.of(14, "upperRoman", "XIV"),
                Arguments.of(7, "decimalZero", "07"));
    }

    @Test
    void styles_make_headings_and_contents_do_not() throws Refused {
        String styles = """
                <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/></w:style>
                <w:style w:type="paragraph" w:styleId="a"><w:name w:val="小标题"/><w:basedOn w:val="b"/></w:style>
                <w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
                <w:style w:type="paragraph" w:styleId="t"><w:name w:val="toc 1"/></w:style>
                """;
        String body = Stream.of("1:总体情况", "a:小节", "1:二、其他", "t:一、目录行", "1:" + "很长的正文".repeat(13), "x:正文")
                .map(line -> line.split(":"))
                .map(line -> "<w:p><w:pPr><w:pStyle w:val=\"" + line[0] + "\"/></w:pPr><w:r><w:t>" + line[1]
                        + "</w:t></w:r></w:p>")
                .reduce("", String::concat);
        assertThat(read(Zip.docx(body).linked("styles", "styles", styles)).blocks().stream()
                        .map(b -> ((Block.Paragraph) b).level()))
                .containsExactly(1, 2, 1, 0, 0, 0);
    }

    @Test
    void notes_follow_their_paragraph_and_running_heads_stand_at_the_end() throws Refused {
        Document document = read(Zip.docx("<w:p><w:r><w:t>支出</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r>"
                        + "<w:r><w:t>如下</w:t></w:r></w:p>" + p("完"))
                .linked(
                        "footnotes",
                        "footnotes",
                        "<w:footnote w:id=\"0\" w:type=\"separator\">" + p("线") + "</w:footnote><w:footnote w:id=\"2\">"
                                + p("含上年结转") + "</w:footnote>")
                .linked("header", "hdr", p("某局绩效报告"))
                .linked(
                        "footer",
                        "ftr",
                        "<w:p><w:r><w:t>第</w:t></w:r><w:fldSimple w:instr=\"PAGE\"><w:r><w:t>1</w:t></w:r></w:fldSimple>"
                                + "<w:r><w:t>页</w:t></w:r></w:p>"));
        assertThat(document.text()).isEqualTo("支出如下\n含上年结转\n完\n某局绩效报告");
        assertThat(document.blocks()).hasSize(3);
    }

    @Test
    void a_merged_cell_answers_for_all_the_places_it_covers() throws Refused {
        String table = "<w:tbl><w:tr>" + tc("<w:gridSpan w:val=\"2\"/><w:vMerge w:val=\"restart\"/>", p("总"))
                + tc("", p("1"))
                + "</w:tr><w:tr>" + tc("<w:gridSpan w:val=\"2\"/><w:vMerge/>", p("")) + tc("", p("2")) + "</w:tr><w:tr>"
                + tc("", p("x")) + tc("", p("y")) + tc("", p("z")) + "</w:tr></w:tbl>";
        Document document = read(Zip.docx(p("前") + table));
        Block.Table read = document.tables().get(0);
        assertThat(List.of(read.rows(), read.columns(), read.number())).containsExactly(3, 3, 1);
        Block.Cell cell = read.at(2, 2).orElseThrow();
        assertThat(cell.name()).isEqualTo("r1c1");
        assertThat(document.words(cell.span())).isEqualTo("总");
        assertThat(document.line(read.at(3, 2).orElseThrow().span().start())).isEqualTo(4);
        assertThat(document.page(0)).isEmpty();
    }
}
