package org.hengji.documents;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What a file is, by its first bytes; its name must not say otherwise. */
enum Format {
    TEXT,
    OFFICE,
    PDF,
    HTML;

    private static final int HEAD = 4096;

    static Format of(String name, byte[] bytes) throws Refused {
        String ending = ending(name);
        String head = new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.ISO_8859_1);
        if (ending.equals("docm") || ending.equals("xlsm") || ending.equals("dotm") || ending.equals("xltm")) {
            throw Refusals.macros(name, "." + ending);
        }
        if (Archive.isOne(bytes)) {
            return OFFICE;
        }
        if (head.startsWith("\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1")) {
            throw compound(name, bytes);
        }
        if (head.startsWith("{\\rtf")) {
            throw Refusals.old(name, " RTF 文件", "an RTF file", "docx");
        }
        if (head.startsWith("\u0089PNG")
                || head.startsWith("\u00FF\u00D8\u00FF")
                || head.startsWith("GIF8")
                || head.startsWith("II*\0")
                || head.startsWith("MM\0*")) {
            throw new Refused(
                    "file.unsupported",
                    name + " 是图片，没有可读的文字",
                    name + " is a picture without text to read",
                    "先做文字识别，另存为 txt，或提供原 docx",
                    "Recognise its text and save that as txt, or send the docx");
        }
        int pdf = head.indexOf("%PDF-");
        if (pdf >= 0 && pdf < 1024) {
            refuseMisnamed(name, "pdf");
            return PDF;
        }
        switch (ending) {
            case "docx", "xlsx", "dotx", "xltx":
                throw Refusals.damaged(name, "不是有效的 Office 文件", "it is no valid Office file");
            case "pdf":
                throw Refusals.damaged(name, "不是有效的 PDF 文件", "it is no valid PDF file");
            case "html", "htm", "xhtml":
                return HTML;
            case "txt", "md", "text":
                return TEXT;
            case "doc", "wps":
                throw looksLikeHtml(head)
                        ? Refusals.misnamed(name, ending, "网页（HTML）", "HTML")
                        : Refusals.old(name, "旧版 Word 或 WPS 文档", "a document of old Word or WPS", "docx");
            case "xls", "et":
                throw looksLikeHtml(head)
                        ? Refusals.misnamed(name, ending, "网页（HTML）", "HTML")
                        : Refusals.old(name, "旧版 Excel 或 WPS 表格", "a workbook of old Excel or WPS", "xlsx");
            case "ofd":
                throw Refusals.old(name, " OFD 版式文件", "an OFD file", "docx");
            default:
                if (looksLikeHtml(head)) {
                    return HTML;
                }
                throw Refusals.unsupported(name);
        }
    }

    private static boolean looksLikeHtml(String head) {
        String small = head.toLowerCase(Locale.ROOT);
        return small.contains("<!doctype html") || small.contains("<html");
    }

    /** The container of Office files before 2007, and of encrypted ones ever since. */
    private static Refused compound(String name, byte[] bytes) {
        if (holds(bytes, "EncryptedPackage") || holds(bytes, "EncryptionInfo")) {
            return Refusals.encrypted(name);
        }
        if (holds(bytes, "Workbook")
                || ending(name).equals("xls")
                || ending(name).equals("et")) {
            return Refusals.old(name, "旧版 Excel 或 WPS 表格", "a workbook of old Excel or WPS", "xlsx");
        }
        return Refusals.old(name, "旧版 Word 或 WPS 文档", "a document of old Word or WPS", "docx");
    }

    /** A stream of a compound file is named in UTF-16. */
    private static boolean holds(byte[] bytes, String stream) {
        byte[] wanted = stream.getBytes(StandardCharsets.UTF_16LE);
        next:
        for (int at = 0; at + wanted.length <= bytes.length; at += 2) {
            for (int i = 0; i < wanted.length; i++) {
                if (bytes[at + i] != wanted[i]) {
                    continue next;
                }
            }
            return true;
        }
        return false;
    }

    static void refuseOtherArchives(String name, Archive archive) throws Refused {
        if (archive.has("OFD.xml")) {
            throw Refusals.old(name, " OFD 版式文件", "an OFD file", "docx");
        }
        if (archive.has("mimetype") && archive.has("content.xml")) {
            throw Refusals.old(name, " OpenDocument 文件", "an OpenDocument file", "docx");
        }
        if (!archive.has("[Content_Types].xml")) {
            throw switch (ending(name)) {
                case "docx", "xlsx" -> Refusals.damaged(name, "压缩包里没有文档正文", "its archive holds no document");
                default ->
                    new Refused(
                            "file.unsupported",
                            name + " 是压缩包，没有打开",
                            name + " is an archive and was not opened",
                            "解压后再提供里面的报告",
                            "Unpack it and send the reports in it");
            };
        }
    }

    /** A name that promises nothing may hold anything; one that promises something else is an error or a trick. */
    static void refuseMisnamed(String name, String format) throws Refused {
        String ending = ending(name);
        boolean promises = switch (ending) {
            case "docx",
                    "dotx",
                    "doc",
                    "wps",
                    "xlsx",
                    "xltx",
                    "xls",
                    "et",
                    "pdf",
                    "ofd",
                    "txt",
                    "md",
                    "text",
                    "html",
                    "htm",
                    "xhtml" -> true;
            default -> false;
        };
        String kept = ending.equals("dotx") ? "docx" : ending.equals("xltx") ? "xlsx" : ending;
        if (promises && !format.isEmpty() && !kept.equals(format)) {
            throw Refusals.misnamed(name, ending, " " + format + " 格式", format);
        }
    }

    static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
