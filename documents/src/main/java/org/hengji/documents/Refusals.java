package org.hengji.documents;

import java.time.Duration;

/** Why a file is not read. The codes are part of the public interface; one more may come, none changes. */
final class Refusals {
    private static final String OFFICE = "docx、pdf、xlsx、html 或 txt";
    private static final String OFFICE_EN = "docx, pdf, xlsx, html or txt";

    private Refusals() {}

    static Refused empty(String name) {
        return new Refused(
                "file.empty",
                name + " 是空文件，里面没有内容",
                name + " is empty; there is nothing in it",
                "确认文件已经保存完整，再重新提供",
                "Check that the file was saved completely and send it again");
    }

    static Refused blank(String name) {
        return new Refused(
                "file.blank",
                name + " 打得开，但里面没有文字",
                name + " can be opened, but there are no words in it",
                "确认提供的是报告正文；如果内容是图片，先做文字识别",
                "Check that this is the report itself; if its content is pictures, recognise their text first");
    }

    static Refused damaged(String name, String zh, String en) {
        return new Refused(
                "file.damaged",
                name + " 已损坏：" + zh,
                name + " is damaged: " + en,
                "用 Word、WPS 等软件打开并另存一份；打不开的，向提供者重新索取",
                "Open it in an office program and save a copy; if that fails, ask its author for it again");
    }

    static Refused hostile(String name, String zh, String en) {
        return new Refused(
                "file.hostile",
                name + " 含有正常办公软件不会写出的内容，为安全起见没有读取：" + zh,
                name + " holds what no office program writes and was not read, for safety: " + en,
                "向提供者核实来源；用办公软件打开并另存一份后再试",
                "Ask its author where it comes from; open it in an office program, save a copy and try that");
    }

    static Refused macros(String name, String part) {
        return new Refused(
                "file.macros",
                name + " 带有宏（" + part + "），没有读取",
                name + " carries macros (" + part + ") and was not read",
                "另存为不带宏的 .docx 或 .xlsx",
                "Save it as .docx or .xlsx, without macros");
    }

    static Refused encrypted(String name) {
        return new Refused(
                "file.encrypted",
                name + " 设有打开密码，读不到内容",
                name + " is locked with a password; its content cannot be read",
                "去掉密码后另存一份",
                "Save a copy without the password");
    }

    static Refused scanned(String name, int scans, int pages) {
        return new Refused(
                "file.scanned",
                name + " 共 " + pages + " 页，其中 " + scans + " 页是图片，没有文字层，无法核对",
                name + " has " + pages + " pages, " + scans + " of them pictures without text, which cannot be checked",
                "提供由 Word 导出的 PDF 或原 docx；只有扫描件的，先做文字识别，另存为 txt",
                "Send the PDF exported from Word, or the docx; of a mere scan, recognise the text first and save it as txt");
    }

    static Refused old(String name, String zh, String en, String ending) {
        return new Refused(
                "file.unsupported",
                name + " 是" + zh + "，不能读取",
                name + " is " + en + ", which is not read",
                "用 Word 或 WPS 打开，另存为 ." + ending + (ending.equals("docx") ? " 或 .pdf" : ""),
                "Open it in Word or WPS and save it as ." + ending + (ending.equals("docx") ? " or .pdf" : ""));
    }

    static Refused unsupported(String name) {
        return new Refused(
                "file.unsupported",
                name + " 的格式不支持",
                "The format of " + name + " is not supported",
                "使用 " + OFFICE + " 文件",
                "Use a " + OFFICE_EN + " file");
    }

    static Refused misnamed(String name, String ending, String zh, String en) {
        return new Refused(
                "file.misnamed",
                name + " 的扩展名是 ." + ending + "，内容却是" + zh + "，没有读取",
                name + " is called ." + ending + ", but its content is " + en + "; it was not read",
                "核对文件；内容无误的，把扩展名改成与内容一致",
                "Check the file; if its content is right, give it the ending that fits");
    }

    static Refused tooLarge(String name, long size, long limit) {
        return new Refused(
                "file.too-large",
                name + " 有 " + size + " 字节，超过 " + limit + " 字节的上限，没有读取",
                name + " has " + size + " bytes, over the limit of " + limit + "; it was not read",
                "拆分文件，或去掉图片后再试",
                "Split the file or leave out its pictures");
    }

    static Refused unpackedTooLarge(String name, long limit) {
        return new Refused(
                "file.unpacked-too-large",
                name + " 解开后超过 " + limit + " 字节的上限，没有读取",
                name + " is over the limit of " + limit + " bytes once unpacked; it was not read",
                "核实文件来源；内容确实很多的，拆分后再试",
                "Check where the file comes from; if there is truly that much in it, split it");
    }

    static Refused tooManyPages(String name, int pages, int limit) {
        return new Refused(
                "file.too-many-pages",
                name + " 有 " + pages + " 页，超过 " + limit + " 页的上限，没有读取",
                name + " has " + pages + " pages, over the limit of " + limit + "; it was not read",
                "拆分后再试",
                "Split the file");
    }

    static Refused tooLong(String name, int limit) {
        return new Refused(
                "file.too-long",
                name + " 的文字超过 " + limit + " 个字符的上限，没有读取",
                name + " has more than the limit of " + limit + " characters; it was not read",
                "拆分后再试",
                "Split the file");
    }

    static Refused tooManyWords(String name, long limit) {
        return new Refused(
                "file.too-long",
                name + " 的文字超过 " + limit + " 字节的上限，没有读取",
                name + " has more than the limit of " + limit + " bytes of text; it was not read",
                "拆分后再试；数据表可以另存为 CSV UTF-8",
                "Split the file; a table of data can be saved as CSV UTF-8");
    }

    static Refused tooManyCells(String name, long limit) {
        return new Refused(
                "file.too-many-cells",
                name + " 的表格超过 " + limit + " 个单元格的上限，没有读取",
                name + " has tables of more than the limit of " + limit + " cells; it was not read",
                "删去表格以外的空白行列，或拆分后再试",
                "Remove blank rows and columns around the tables, or split the file");
    }

    static Refused tooManyColumns(String name, int limit) {
        return new Refused(
                "file.too-wide",
                name + " 的一行里填了 " + limit + " 个以上的单元格，不像是填报表，没有读取",
                name + " has more than " + limit + " filled cells in one row, which no form has; it was not read",
                "核对文件；用下载的模板填写",
                "Check the file; fill in the workbook that was downloaded");
    }

    static Refused tooSlow(String name, Duration limit) {
        return new Refused(
                "file.too-slow",
                name + " 在 " + limit.toSeconds() + " 秒内没有读完，已停止",
                name + " could not be read within " + limit.toSeconds() + " seconds; reading was stopped",
                "拆分后再试；文件不大的，用办公软件打开并另存一份",
                "Split the file; if it is not large, open it in an office program and save a copy");
    }

    static Refused tooDeep(String name) {
        return hostile(name, "结构嵌套过深", "its structure is nested too deeply");
    }

    static Refused encoding(String name, String zh, String en) {
        return new Refused("file.encoding", name + zh, name + en, "用编辑器另存为 UTF-8", "Save it as UTF-8");
    }
}
