package org.hengji.documents;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PdfReaderTest {

    private static Document read(Pdf pdf) throws Refused {
        return Placed.checked(DocumentReader.read("报告.pdf", pdf.bytes(), Limits.USUAL));
    }

    @Test
    void full_lines_make_paragraphs() throws Refused {
        // 36 characters of 12 points fill the line from 80 to 512.
        String full = "我局遵循科学合理明确量化原则编制绩效目标并按照程序审核后汇总形成部门预算草案报送";
        String first = full.substring(0, 34);
        String second = full.substring(0, 36);
        Document document = read(new Pdf()
                .page()
                .text(200, 100, 18, "绩效评价报告")
                .text(80, 140, 12, "一、总体情况")
                .text(104, 160, 12, first)
                .text(80, 180, 12, second)
                .text(80, 200, 12, "完成率95%。")
                .text(104, 220, 12, "另起一段"));
        assertThat(document.text()).isEqualTo("绩效评价报告\n一、总体情况\n" + first + second + "完成率95%。\n另起一段");
        assertThat(document.blocks()).hasSize(4);
        assertThat(((Block.Paragraph) document.blocks().get(1)).level()).isEqualTo(1);
    }

    @Test
    void a_paragraph_goes_on_over_the_page() throws Refused {
        String full = "我局遵循科学合理明确量化原则编制绩效目标并按照程序审核后汇总形成部门预算";
        Pdf pdf = new Pdf();
        for (int page = 1; page <= 3; page++) {
            pdf.page().text(250, 40, 10, "某局绩效评价报告").text(290, 810, 10, "" + page);
            pdf.text(page == 1 ? 104 : 80, 100, 12, page == 1 ? full.substring(0, 34) : full)
                    .text(80, 120, 12, full);
        }
        Document document = read(pdf.text(80, 140, 12, "完成。"));
        assertThat(document.blocks()).hasSize(1);
        String words = document.words(document.blocks().get(0).span());
        assertThat(words).isEqualTo(full.substring(0, 34) + full.repeat(5) + "完成。");
        int start = document.blocks().get(0).span().start();
        int second = start + 34 + full.length();
        assertThat(document.page(second - 1)).hasValue(1);
        assertThat(document.page(second)).hasValue(2);
        assertThat(document.page(start + words.length() - 1)).hasValue(3);
        assertThat(document.text().split("\n")).hasSize(1 + 1 + 5);
    }

    @Test
    void an_item_of_a_list_begins_a_paragraph_although_the_line_before_is_full() throws Refused {
        String first = "1. 我局遵循科学合理明确量化原则编制绩效目标并按照程序审核后汇总形成预算。";
        String second = "2. 我局遵循科学合理明确量化原则编制绩效目标并按照程序审核后汇总形成部门预算草案并且报送。";
        assertThat(read(new Pdf()
                                .page()
                                .text(80, 100, 12, first)
                                .text(80, 120, 12, second.substring(0, 37))
                                .text(80, 140, 12, second.substring(37)))
                        .text())
                .isEqualTo(first + "\n" + second);
    }

    @Test
    void foreign_words_are_parted_where_lines_are_joined() throws Refused {
        String line = "performance budget of the department was executed in full and reported,";
        Document document = read(new Pdf().page().text(80, 100, 12, line).text(80, 120, 12, "as planned"));
        assertThat(document.text()).isEqualTo(line + " as planned");
    }

    @Test
    void gaps_are_blanks_and_double_printing_is_none() throws Refused {
        Document document = read(new Pdf()
                .page()
                .text(80, 100, 12, "部门")
                .text(128, 100, 12, "名称")
                .text(128.3, 100, 12, "名称")
                .text(152, 100, 12, "100%")
                .text(182, 96, 6, "2"));
        assertThat(document.text()).isEqualTo("部门 名称100% 2");
    }

    @Test
    void radicals_are_the_characters_that_were_meant() throws Refused {
        assertThat(read(new Pdf().page().text(80, 100, 12, "⽬标⻓⻔⾦额Ⅲ％①")).text()).isEqualTo("目标长门金额Ⅲ％①");
    }

    @Test
    void ruled_tables_have_their_merged_cells() throws Refused {
        double[] xs = {80, 180, 280, 380};
        double[] ys = {100, 130, 160, 190};
        Pdf pdf = new Pdf().page().text(80, 80, 12, "表1 得分表");
        // A head over three columns, and a first column that goes over two rows.
        for (double y : ys) {
            pdf.bar(y == 160 ? 180 : 80, y, y == 160 ? 200 : 300, 0.5);
        }
        for (double x : xs) {
            boolean outer = x == 80 || x == 380;
            pdf.bar(x, outer ? 100 : 130, 0.5, outer ? 90 : 60);
        }
        Document document = read(pdf.text(90, 120, 12, "评价得分")
                .text(90, 165, 12, "产出")
                .text(190, 150, 12, "数量")
                .text(290, 150, 12, "8.5")
                .text(190, 180, 12, "质量")
                .text(80, 220, 12, "表后文字"));
        assertThat(document.text()).isEqualTo("表1 得分表\n评价得分\t\t\n产出\t数量\t8.5\n\t质量\t\n表后文字");
        Block.Table table = document.tables().get(0);
        assertThat(table.at(3, 1).orElseThrow().name()).isEqualTo("r2c1");
        assertThat(table.at(1, 3).orElseThrow().columns()).isEqualTo(3);
        assertThat(table.at(3, 3).orElseThrow().span().isEmpty()).isTrue();
        assertThat(document.line(table.at(2, 3).orElseThrow().span().start())).isEqualTo(3);
    }

    @Test
    void lines_of_a_cell_are_joined_where_they_are_full() throws Refused {
        Document document = read(new Pdf()
                .page()
                .grid(new double[] {80, 150, 300}, new double[] {100, 160, 190})
                .text(85, 115, 10, "资金使用合规")
                .text(85, 130, 10, "性指标")
                .text(160, 115, 10, "短")
                .text(160, 130, 10, "行")
                .text(160, 180, 10, "x"));
        assertThat(document.text()).isEqualTo("资金使用合规性指标\t短 行\n\tx");
    }

    @Test
    void a_table_open_at_its_sides_is_read() throws Refused {
        Document document = read(new Pdf()
                .page()
                .line(80, 100, 380, 100)
                .line(80, 130, 380, 130)
                .line(80, 160, 380, 160)
                .line(180, 100, 180, 160)
                .text(90, 120, 10, "甲")
                .text(190, 120, 10, "乙")
                .text(90, 150, 10, "丙")
                .text(190, 150, 10, "丁"));
        assertThat(document.text()).isEqualTo("甲\t乙\n丙\t丁");
    }

    @Test
    void a_table_inside_of_a_table_follows_it() throws Refused {
        Document document = read(new Pdf()
                .page()
                .grid(new double[] {80, 180, 480}, new double[] {100, 220})
                .grid(new double[] {200, 300, 400}, new double[] {130, 160, 190})
                .text(90, 120, 10, "外")
                .text(190, 120, 10, "说明")
                .text(210, 150, 10, "内")
                .text(310, 150, 10, "1")
                .text(210, 180, 10, "里")
                .text(310, 180, 10, "2"));
        assertThat(document.text()).isEqualTo("外\t说明\n\n内\t1\n里\t2");
    }

    @Test
    void a_frame_and_an_underline_are_no_tables() throws Refused {
        Document document = read(new Pdf()
                .page()
                .grid(new double[] {80, 480}, new double[] {90, 140})
                .text(90, 110, 12, "框中文字")
                .line(90, 112, 150, 112)
                .text(90, 130, 12, "第二行"));
        assertThat(document.tables()).isEmpty();
        assertThat(document.text()).isEqualTo("框中文字\n第二行");
    }

    @Test
    void a_table_goes_on_over_the_page_and_says_its_head_once() throws Refused {
        double[] xs = {80, 180, 480};
        Pdf pdf = new Pdf();
        for (int page = 0; page < 3; page++) {
            pdf.page().text(250, 50, 10, "某局绩效评价报告").text(290, 810, 10, "- " + (page + 1) + " -");
            if (page == 0) {
                pdf.text(80, 100, 12, "正文第一页");
            }
            pdf.grid(xs, new double[] {120, 150, 180})
                    .text(90, 140, 12, "指标")
                    .text(190, 140, 12, "得分")
                    .text(90, 170, 12, "第" + (page + 1) + "项")
                    .text(190, 170, 12, "" + page);
            if (page == 2) {
                pdf.text(80, 220, 12, "正文末页");
            }
        }
        Document document = read(pdf);
        assertThat(document.tables()).hasSize(1);
        Block.Table table = document.tables().get(0);
        assertThat(document.words(table.span())).isEqualTo("指标\t得分\n第1项\t0\n第2项\t1\n第3项\t2");
        assertThat(document.blocks().stream().map(b -> document.words(b.span())))
                .doesNotContain("某局绩效评价报告", "- 1 -");
        assertThat(document.text().split("某局绩效评价报告", -1)).as("kept in the text").hasSize(4);
        int third = document.text().indexOf("第3项");
        assertThat(document.page(third)).hasValue(3);
        assertThat(document.page(table.at(3, 1).orElseThrow().span().start())).hasValue(2);
        assertThat(document.page(document.text().indexOf("正文末页"))).hasValue(3);
    }

    @Test
    void a_row_that_the_page_cuts_is_one_row() throws Refused {
        Document document = read(new Pdf()
                .page()
                .grid(new double[] {80, 180, 260, 320}, new double[] {600, 640, 700})
                .text(90, 620, 10, "一级")
                .text(190, 620, 10, "指标")
                .text(270, 620, 10, "3")
                .text(90, 660, 10, "过程")
                .text(185, 660, 10, "资金使用合规")
                .text(270, 660, 10, "5")
                .page()
                .line(80, 60, 320, 60)
                .line(180, 100, 320, 100)
                .line(80, 140, 320, 140)
                .line(80, 60, 80, 140)
                .line(180, 60, 180, 140)
                .line(260, 60, 260, 140)
                .line(320, 60, 320, 140)
                .text(185, 80, 10, "性指标")
                .text(185, 120, 10, "执行率")
                .text(270, 120, 10, "6"));
        assertThat(document.text()).isEqualTo("一级\t指标\t3\n过程\t资金使用合规性指标\t5\n\t执行率\t6");
        assertThat(document.tables().get(0).at(3, 1).orElseThrow().name()).isEqualTo("r2c1");
    }

    @Test
    void tables_of_other_columns_are_not_put_together() throws Refused {
        Document document = read(new Pdf()
                .page()
                .grid(new double[] {80, 180, 480}, new double[] {120, 150})
                .text(90, 140, 12, "甲")
                .text(190, 140, 12, "1")
                .page()
                .grid(new double[] {80, 280, 480}, new double[] {120, 150})
                .text(90, 140, 12, "乙")
                .text(290, 140, 12, "2"));
        assertThat(document.text()).isEqualTo("甲\t1\n\n乙\t2");
        assertThat(document.page(document.text().indexOf('乙'))).hasValue(2);
    }

    @Test
    void a_page_turned_sideways_is_read_upright() throws Refused {
        // The same table as on an upright page, set with a quarter turn as landscape pages are.
        Pdf pdf = new Pdf().page("/Rotate 90");
        for (String cell :
                new String[] {"0 1 -1 0 130 90", "0 1 -1 0 130 190", "0 1 -1 0 160 90", "0 1 -1 0 160 190"}) {
            pdf.raw("BT /F 12 Tf " + cell + " Tm <" + Pdf.hex(cell.split(" ")[4].equals("130") ? "指标" : "甲乙")
                    + "> Tj ET");
        }
        for (int at : new int[] {110, 140, 170}) {
            pdf.raw(at + " 80 m " + at + " 280 l S");
        }
        for (int at : new int[] {80, 180, 280}) {
            pdf.raw("110 " + at + " m 170 " + at + " l S");
        }
        assertThat(read(pdf).text()).isEqualTo("指标\t指标\n甲乙\t甲乙");
    }

    @Test
    void stamps_across_the_page_are_not_read() throws Refused {
        Document document = read(new Pdf()
                .page()
                .text(80, 100, 12, "正文")
                .raw("BT /F 40 Tf 0.7 0.7 -0.7 0.7 200 300 Tm <" + Pdf.hex("内部资料") + "> Tj ET"));
        assertThat(document.text()).isEqualTo("正文");
    }

    @Test
    void blank_pages_are_counted() throws Refused {
        Document document =
                read(new Pdf().page().text(80, 100, 12, "一").page().page().text(80, 100, 12, "三"));
        assertThat(document.page(document.text().indexOf('三'))).hasValue(3);
    }
}
