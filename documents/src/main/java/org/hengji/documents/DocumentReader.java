package org.hengji.documents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.stream.XMLStreamException;

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
                throw Refusals.tooLarge(name, size, limits.bytes());
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
        if (bytes.length > limits.bytes()) {
            throw Refusals.tooLarge(name, bytes.length, limits.bytes());
        }
        if (bytes.length == 0) {
            throw Refusals.empty(name);
        }
        try {
            return read(name, bytes, Format.of(name, bytes), new Allowance(name, limits));
        } catch (Stopped e) {
            throw e.refused();
        } catch (XMLStreamException | IOException e) {
            throw because(e, Refusals.damaged(name, "内容不完整或不合格式", "its content is incomplete or malformed"));
        } catch (StackOverflowError e) {
            throw because(e, Refusals.tooDeep(name));
        } catch (OutOfMemoryError e) {
            throw because(e, Refusals.unpackedTooLarge(name, limits.unpacked()));
        } catch (RuntimeException e) {
            // Libraries meet contradictions in damaged files with whatever exception is nearest.
            throw because(e, Refusals.damaged(name, "内容前后矛盾", "its content contradicts itself"));
        }
    }

    private static Refused because(Throwable cause, Refused refused) {
        // A refusal that comes through a library is wrapped on the way.
        for (Throwable at = cause; at != null; at = at.getCause()) {
            if (at instanceof Stopped stopped) {
                return stopped.refused();
            }
        }
        refused.initCause(cause);
        return refused;
    }

    private static Document read(String name, byte[] bytes, Format format, Allowance allowance)
            throws Refused, XMLStreamException, IOException {
        return switch (format) {
            case TEXT -> TextReader.read(name, bytes, allowance.limits());
            case OFFICE -> office(name, bytes, allowance);
            case HTML -> HtmlReader.read(name, bytes, allowance);
            case PDF -> PdfReader.read(bytes, allowance);
        };
    }

    private static Document office(String name, byte[] bytes, Allowance allowance) throws Refused, XMLStreamException {
        Archive archive = Archive.open(bytes, allowance);
        Format.refuseOtherArchives(name, archive);
        OfficePackage file = new OfficePackage(archive, allowance);
        String main =
                file.main().orElseThrow(() -> Refusals.damaged(name, "压缩包里没有文档正文", "its archive holds no document"));
        Format.refuseMisnamed(name, main.startsWith("word/") ? "docx" : main.startsWith("xl/") ? "xlsx" : "");
        if (main.endsWith(".bin")) {
            throw Refusals.old(name, "二进制的 Excel 工作簿", "a binary Excel workbook", "xlsx");
        }
        if (main.startsWith("word/")) {
            return DocxReader.read(file, main, allowance);
        }
        if (main.startsWith("xl/")) {
            return XlsxReader.read(file, main, allowance);
        }
        throw Refusals.unsupported(name);
    }
}
