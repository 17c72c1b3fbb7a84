package org.hengji.documents;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.stream.XMLStreamException;

/**
 * The filled cells of a file, row after row, whatever its size: nothing but the row at hand and the strings that cells
 * share is kept.
 */
public abstract sealed class CellSource implements AutoCloseable permits XlsxCells, CsvCells {
    /** The most columns that a table may have; beyond it a file is refused. */
    public static final int MOST_COLUMNS = 512;

    private static final int HEAD = 1 << 16;

    /** @param hidden not shown to who opens the file */
    public record Sheet(int number, String name, boolean hidden) {}

    /**
     * A row that has filled cells.
     *
     * @param number 1-based, blank rows before it counted
     * @param line of a text file: the line in which the row begins, else 0
     * @param hidden filtered away, or hidden by hand
     */
    public record Row(int number, int line, boolean hidden, List<StoredCell> cells) {}

    /** A merged area; its words stand in the first cell. */
    public record Merged(int row, int column, int bottom, int right) {}

    /** Takes the rows of a sheet. */
    public interface Rows {
        /** @return whether to go on */
        boolean row(Row row);

        /** Told after the rows, since the file says so there. */
        default void merged(Merged area) {}
    }

    public abstract List<Sheet> sheets();

    public abstract void read(Sheet sheet, Rows rows) throws Refused;

    /** How many bytes of how many have been read, about. */
    public abstract long done();

    public abstract long size();

    @Override
    public void close() {}

    /** @throws Refused when the file is absent, damaged, hostile, over a limit, or neither .xlsx nor .csv */
    public static CellSource open(Path file, Limits limits) throws Refused {
        String name = file.getFileName().toString();
        if (!Files.isRegularFile(file)) {
            throw new Refused("file.missing", "没有文件 " + file, "There is no file " + file, "核对路径", "Check the path");
        }
        Allowance allowance = new Allowance(name, limits);
        try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "r")) {
            long size = opened.length();
            if (size > limits.bytes()) {
                throw Refusals.tooLarge(name, size, limits.bytes());
            } else if (size == 0) {
                throw Refusals.empty(name);
            }
            byte[] head = new byte[(int) Math.min(HEAD, size)];
            opened.readFully(head);
            if (Archive.isOne(head)) {
                Format.of(name, head);
                ByteBuffer whole = opened.getChannel().map(FileChannel.MapMode.READ_ONLY, 0, size);
                return xlsx(name, whole, allowance);
            }
            if (isDelimited(name, head)) {
                return CsvCells.open(file, size, allowance);
            }
            Format.of(name, head);
            throw notForImport(name);
        } catch (Stopped e) {
            throw e.refused();
        } catch (IOException e) {
            throw new Refused(
                    "file.unreadable",
                    "读不了文件 " + name,
                    "The file " + name + " cannot be read",
                    "核对权限",
                    "Check its permissions");
        }
    }

    private static CellSource xlsx(String name, ByteBuffer whole, Allowance allowance) throws Refused {
        try {
            Archive archive = Archive.open(whole, allowance);
            Format.refuseOtherArchives(name, archive);
            OfficePackage parts = new OfficePackage(archive, allowance);
            String main = parts.main()
                    .orElseThrow(() -> Refusals.damaged(name, "压缩包里没有文档正文", "its archive holds no document"));
            if (!main.startsWith("xl/") || !Format.ending(name).equals("xlsx")) {
                Format.refuseMisnamed(name, main.startsWith("word/") ? "docx" : "xlsx");
                if (!main.startsWith("xl/") || Format.ending(name).equals("csv")) {
                    throw notForImport(name);
                }
            }
            if (main.endsWith(".bin")) {
                throw Refusals.old(name, "二进制的 Excel 工作簿", "a binary Excel workbook", "xlsx");
            }
            return new XlsxCells(parts, XlsxParts.read(parts, main, allowance), allowance, whole.limit());
        } catch (XMLStreamException | RuntimeException e) {
            for (Throwable at = e; at != null; at = at.getCause()) {
                if (at instanceof Stopped stopped) {
                    throw stopped.refused();
                }
            }
            throw Refusals.damaged(name, "内容不完整或不合格式", "its content is incomplete or malformed");
        }
    }

    private static boolean isDelimited(String name, byte[] head) {
        String ending = Format.ending(name);
        return (ending.equals("csv") || ending.equals("tsv"))
                && !new String(head, 0, Math.min(16, head.length), StandardCharsets.ISO_8859_1)
                        .matches("(?s)(%PDF|\\u00D0\\u00CF\\u0011\\u00E0|\\u0089PNG|\\{\\\\rtf).*");
    }

    private static Refused notForImport(String name) {
        return new Refused(
                "file.unsupported",
                name + " 不是工作簿，不能导入",
                name + " is no workbook and cannot be imported",
                "使用 .xlsx 文件；支付明细也可以用 .csv",
                "Use a .xlsx file, or .csv for payments");
    }
}
