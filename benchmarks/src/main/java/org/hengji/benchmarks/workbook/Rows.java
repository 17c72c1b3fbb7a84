package org.hengji.benchmarks.workbook;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.hengji.documents.CellSource;
import org.hengji.documents.Refused;
import org.hengji.documents.workbook.Form;
import org.hengji.documents.workbook.FormImport;
import org.hengji.documents.workbook.ImportResult;
import org.hengji.documents.workbook.Progress;

/** Payments read, typed and checked, in turns with a bare reader that only looks at the text of every cell. */
public final class Rows {
    private static final String[] HEADS = {
        "财政区划代码", "预算年度", "单位代码", "单位名称", "项目代码", "项目名称", "支付凭证号", "支付日期", "支付金额（元）", "资金性质", "用途"
    };

    private Rows() {}

    /**
     * @param args number of rows, then rounds; or {@code write FILE COUNT PREFIX} to leave a file of a body of the
     *     demonstration, and {@code bare FILE} to time the bare reader over it, in nanoseconds
     */
    public static void main(String[] args) throws IOException, Refused, Progress.Cancelled {
        if (args.length > 3 && args[0].equals("write")) {
            Path file = Path.of(args[1]);
            int rows = Integer.parseInt(args[2]);
            if (args[1].endsWith(".csv")) {
                writeText(file, rows, args[3]);
            } else {
                write(file, rows, "902001", args[3]);
            }
            return;
        } else if (args.length > 1 && args[0].equals("bare")) {
            Path file = Path.of(args[1]);
            long start = System.nanoTime();
            if (args[1].endsWith(".csv")) {
                bareText(file);
            } else {
                bare(file);
            }
            System.out.println(System.nanoTime() - start);
            return;
        }
        int count = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        Path file = Files.createTempFile("payments", ".xlsx");
        try {
            write(file, count, "", "PZ2023-");
            System.out.printf(
                    "%,d rows, %,d bytes, heap at most %d MiB%n",
                    count, Files.size(file), Runtime.getRuntime().maxMemory() >> 20);
            List<Double> ratios = new ArrayList<>();
            for (int round = 1; round <= rounds; round++) {
                double bare = seconds(() -> bare(file));
                double ours = seconds(() -> checked(file, count));
                ratios.add(ours / bare);
                System.out.printf(
                        "round %d: bare %.1f s, read and checked %.1f s, ratio %.2f%n", round, bare, ours, ours / bare);
            }
            System.out.printf(
                    "median ratio %.2f; most memory %s%n",
                    ratios.stream().sorted().toList().get(rounds / 2), peak());
        } finally {
            Files.delete(file);
        }
    }

    private interface Work {
        void run() throws IOException, Refused, Progress.Cancelled;
    }

    private static double seconds(Work work) throws IOException, Refused, Progress.Cancelled {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    /** The columns by their element codes, as an export of the integrated system has them. */
    private static void writeText(Path file, int count, String prefix) throws IOException {
        LocalDate first = LocalDate.of(2023, 1, 1);
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write(
                    "MOF_DIV_CODE,FISCAL_YEAR,AGENCY_CODE,AGENCY_NAME,PRO_CODE,PRO_NAME,支付凭证号,PAY_DATE,PAY_AMT,资金性质,用途\n");
            for (int row = 1; row <= count; row++) {
                out.write("440300000,2023,902001,云岭市图书馆,44030023P0000000" + row % 997 + ",公共服务项目" + row % 997 + ","
                        + prefix + row + "," + first.plusDays(row % 365) + "," + row % 100_000 + "." + (10 + row % 90)
                        + ",一般公共预算资金,购买服务\n");
            }
        }
    }

    private static void bareText(Path file) throws IOException {
        long characters = 0;
        try (Stream<String> lines = Files.lines(file)) {
            for (String line : (Iterable<String>) lines::iterator) {
                for (String cell : line.split(",")) {
                    characters += cell.length();
                }
            }
        }
        if (characters == 0) {
            throw new IllegalStateException("nothing was read");
        }
    }

    /** @param agency whose payments they are; nine bodies in turn when it is blank */
    private static void write(Path file, int count, String agency, String prefix) throws IOException {
        try (OutputStream out = Files.newOutputStream(file);
                Workbook workbook = new Workbook(out, "Hengji", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("支付明细");
            for (int i = 0; i < HEADS.length; i++) {
                sheet.inlineString(0, i, HEADS[i]);
            }
            sheet.style(0, 0).set();
            LocalDate first = LocalDate.of(2023, 1, 1);
            for (int row = 1; row <= count; row++) {
                sheet.inlineString(row, 0, "440300000");
                sheet.value(row, 1, 2023);
                sheet.inlineString(row, 2, agency.isEmpty() ? "00100" + row % 9 : agency);
                sheet.inlineString(row, 3, "社会组织管理局");
                sheet.inlineString(row, 4, "44030023P0000000" + row % 997);
                sheet.inlineString(row, 5, "公共服务项目" + row % 997);
                sheet.inlineString(row, 6, prefix + row);
                sheet.inlineString(row, 7, first.plusDays(row % 365).toString());
                sheet.value(row, 8, row % 100_000 + row % 100 / 100.0);
                sheet.inlineString(row, 9, "一般公共预算资金");
                sheet.inlineString(row, 10, "购买服务");
                if (row % 10_000 == 0) {
                    sheet.flush();
                }
            }
        }
    }

    private static void bare(Path file) throws IOException {
        long characters = 0;
        try (ReadableWorkbook workbook = new ReadableWorkbook(file.toFile());
                Stream<Row> rows = workbook.getFirstSheet().openStream()) {
            for (Row row : (Iterable<Row>) rows::iterator) {
                for (Cell cell : row) {
                    characters += cell == null ? 0 : cell.getRawValue().length();
                }
            }
        }
        if (characters == 0) {
            throw new IllegalStateException("nothing was read");
        }
    }

    private static void checked(Path file, int count) throws Refused, Progress.Cancelled {
        Form form = Form.shipped("execution").orElseThrow();
        try (CellSource source = CellSource.open(file, FormImport.LIMITS)) {
            ImportResult result = FormImport.read(source, form, row -> {}, Progress.NONE);
            if (result.sound() != count) {
                throw new IllegalStateException("not all rows are sound: " + result);
            }
        }
    }

    /** Of the whole process, as Linux counts it. */
    private static String peak() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(l -> l.startsWith("VmHWM"))
                        .findFirst()
                        .orElse("unknown")
                        .replaceAll("VmHWM:\\s*", "")
                : "unknown";
    }
}
