package org.hengji.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Reads a report of any supported format into its flat form. */
public final class DocumentReader {
    private DocumentReader() {}

    /** @throws Refused when the file is absent, damaged, hostile, over a limit or of no supported format */
    public static Document read(Path file, Limits limits) throws Refused {
        String name = file.getFileName().toString();
        if (!Files.isRegularFile(file)) {
            throw new Refused("file.missing", "没有文件 " + file, "There is no file " + file, "核对路径", "Check the path");
        }
        try {
            long size = Files.size(file);
            if (size > limits.bytes()) {
                throw new Refused(
                        "file.too-large",
                        name + " 有 " + size + " 字节，超过 " + limits.bytes() + " 字节的上限，没有读取",
                        name + " has " + size + " bytes, over the limit of " + limits.bytes() + "; it was not read",
                        "拆分文件，或去掉图片后再试",
                        "Split the file or leave out its pictures");
            }
            return read(name, Files.readAllBytes(file), limits);
        } catch (IOException e) {
            throw new Refused(
                    "file.unreadable",
                    "读不了文件 " + name,
                    "The file " + name + " cannot be read",
                    "核对权限",
                    "Check its permissions");
        }
    }

    /** @param name tells the format by its ending; never opened */
    public static Document read(String name, byte[] bytes, Limits limits) throws Refused {
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return switch (ending) {
            case "txt", "md", "text" -> TextReader.read(name, bytes, limits);
            default ->
                throw new Refused(
                        "file.unsupported",
                        name + " 的格式不支持",
                        "The format of " + name + " is not supported",
                        "使用 docx、pdf、xlsx、html 或 txt 文件",
                        "Use a docx, pdf, xlsx, html or txt file");
        };
    }
}
