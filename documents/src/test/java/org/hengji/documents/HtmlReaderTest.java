package org.hengji.documents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HtmlReaderTest {

    private static Document read(byte[] page) throws Refused {
        return Placed.checked(DocumentReader.read("报告.html", page, Limits.USUAL));
    }

    private static Document read(String page) throws Refused {
        return read(page.getBytes(StandardCharsets.UTF_8));
    }

    static Stream<Arguments> pages() {
        return Stream.of(
                Arguments.of("blocks are lines", "<p>甲</p>乙<div>丙<span>丁</span><br>戊</div>", "甲\n乙\n丙丁\n戊"),
                Arguments.of("blanks of the source are one", "<p> 预算  数\n 5 &nbsp; 6\t万元 </p>", "预算 数 5 6 万元"),
                Arguments.of("a line feed between Chinese is none", "<p>绩效评\n  价报告</p>", "绩效评价报告"),
                Arguments.of(
                        "what is not shown is not read",
                        "<head><title>题</title></head><script>1</script><style>p{}</style><p hidden>2</p>"
                                + "<p style='DISPLAY : none'>3</p><!-- 4 --><noscript>5</noscript><template>6</template>七",
                        "七"),
                Arguments.of(
                        "items of a numbered list have their numbers",
                        "<ol start=3><li>甲<li value=7>乙<li>丙</ol><ol type=i><li>丁</ol><ul><li>戊</ul>",
                        "3. 甲\n7. 乙\n8. 丙\ni. 丁\n戊"),
                Arguments.of(
                        "rows are lines",
                        "<table><caption>表1</caption><tr><th>指标<th>分<tr><td><p>产出</p><p>数量</p><td>1<br>0</table>",
                        "表1\n指标\t分\n产出 数量\t1 0"),
                Arguments.of(
                        "merged cells stand once",
                        "<table><tr><td rowspan=2>甲<td colspan=2>乙<td>丙<tr><td>1<td>2<td>3</table>",
                        "甲\t乙\t\t丙\n\t1\t2\t3"),
                Arguments.of(
                        "the foot is last, and nothing reaches out of a group",
                        "<table><tfoot><tr><td>合计<td>3</tfoot><thead><tr><td rowspan=9>项<td>分</thead><tbody><tr><td>甲<td>3</table>",
                        "项\t分\n甲\t3\n合计\t3"),
                Arguments.of(
                        "hidden cells and rows are left out",
                        "<table><tr style='display:none'><td>x<td>y<tr><td>甲<td hidden>z<td>1</table>",
                        "甲\t1"),
                Arguments.of(
                        "a table that lays out the page is read through",
                        "<table><tr><td><h1>报告</h1><p>正文</p><table><tr><td>a<td>b</table><td>边栏</table>",
                        "报告\n正文\na\tb\n边栏"),
                Arguments.of(
                        "values of a form are shown",
                        "<p>得分<input value='95'><input type=hidden value=1></p>",
                        "得分95"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void it_reads_what_is_shown(String what, String page, String text) throws Refused {
        assertThat(read(page).text()).isEqualTo(text);
    }

    @Test
    void headings_have_their_level() throws Refused {
        assertThat(read("<h1>总体</h1><h6>细</h6><h2>一、概况</h2><p>（二）预算</p><p>正文</p>").blocks().stream()
                        .map(b -> ((Block.Paragraph) b).level()))
                .containsExactly(1, 4, 1, 2, 0);
    }

    @Test
    void spans_of_merged_cells_are_kept() throws Refused {
        Document document = read("<table><tr><td rowspan=2 colspan=2>甲<td>1<tr><td>2<tr><td>a<td>b<td>c</table>");
        Block.Cell cell = document.tables().get(0).at(2, 2).orElseThrow();
        assertThat(cell.name()).isEqualTo("r1c1");
        assertThat(document.words(cell.span())).isEqualTo("甲");
    }

    @Test
    void the_declared_encoding_is_used() throws Refused {
        for (String declared : new String[] {"gb2312", "GBK", "gb18030"}) {
            String page = "<meta http-equiv=Content-Type content='text/html; charset=" + declared + "'><p>堃镕绩效</p>";
            assertThat(read(page.getBytes(Charset.forName("GB18030"))).text()).isEqualTo("堃镕绩效");
        }
        assertThat(read("\uFEFF<p>绩</p>".getBytes(StandardCharsets.UTF_8)).text())
                .isEqualTo("绩");
        assertThat(read("\uFEFF<p>绩</p>".getBytes(StandardCharsets.UTF_16LE)).text())
                .isEqualTo("绩");
        Refused refused =
                catchThrowableOfType(Refused.class, () -> read("<p>绩效评价</p>".getBytes(Charset.forName("GB18030"))));
        assertThat(refused.problem().code()).isEqualTo("file.encoding");
    }
}
