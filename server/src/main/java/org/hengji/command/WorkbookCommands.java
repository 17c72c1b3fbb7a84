package org.hengji.command;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hengji.documents.CellSource;
import org.hengji.documents.Refused;
import org.hengji.documents.workbook.CellFinding;
import org.hengji.documents.workbook.Form;
import org.hengji.documents.workbook.FormImport;
import org.hengji.documents.workbook.FormWorkbook;
import org.hengji.documents.workbook.ImportResult;
import org.hengji.documents.workbook.Progress.Cancelled;
import org.hengji.frameworks.ProblemText;
import org.hengji.scoring.Problem;

/** workbook and import: forms handed out as workbooks, and the dry run of what comes back. */
public final class WorkbookCommands {
    private static final int FAULTS = 1;
    private static final int UNUSABLE = 2;
    private static final long ROWS_UNTOLD = 100_000;
    private static final String WORKBOOK =
            "workbook KIND --out FILE.xlsx [--framework ID|FILE] [--case FILE]   KIND: " + kinds();
    private static final String IMPORT =
            "import FILE... --kind KIND [--framework ID|FILE] [--case FILE] [--marked FILE.xlsx] [--json]   KIND: "
                    + kinds();

    private final PrintStream out;
    private final PrintStream err;

    public WorkbookCommands(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    private static String kinds() {
        return String.join(" | ", org.hengji.frameworks.Packs.forms());
    }

    private record Request(List<String> words, Map<String, String> options, boolean json, Optional<String> wrong) {
        static Request of(List<String> arguments, Set<String> known, boolean json) {
            List<String> words = new ArrayList<>();
            Map<String, String> options = new LinkedHashMap<>();
            boolean asJson = false;
            for (int i = 0; i < arguments.size(); i++) {
                String word = arguments.get(i);
                if (json && word.equals("--json")) {
                    asJson = true;
                } else if (known.contains(word) && i + 1 < arguments.size() && !options.containsKey(word)) {
                    options.put(word, arguments.get(++i));
                } else if (word.startsWith("--")) {
                    return new Request(
                            words,
                            options,
                            asJson,
                            Optional.of("不认识、不完整或重复的选项 " + word + "  Unknown, incomplete or repeated option " + word));
                } else {
                    words.add(word);
                }
            }
            return new Request(words, options, asJson, Optional.empty());
        }
    }

    private int usage(String why, String usage) {
        err.println(why);
        err.println("用法 Usage: ./hengji " + usage);
        return UNUSABLE;
    }

    // ---- workbook ----------------------------------------------------------------------------------------------

    public int workbook(List<String> arguments) {
        Request request = Request.of(arguments, Set.of("--out", "--framework", "--case"), false);
        if (request.wrong().isPresent()) {
            return usage(request.wrong().get(), WORKBOOK);
        } else if (request.words().size() != 1 || !request.options().containsKey("--out")) {
            return usage("请给出一种表和输出文件  Name one kind and the file to write", WORKBOOK);
        }
        String kind = request.words().get(0);
        Optional<Form> form = Form.shipped(kind);
        if (form.isEmpty()) {
            return usage("没有“" + kind + "”这种表  There is no kind " + kind, WORKBOOK);
        }
        return write(Path.of(request.options().get("--out")), to -> FormWorkbook.write(form.get(), Map.of(), to));
    }

    private interface Content {
        void write(OutputStream to) throws IOException;
    }

    /** Written beside and moved into place, so that nobody meets half a workbook. */
    private int write(Path file, Content content) {
        if (!file.toString().endsWith(".xlsx")) {
            return usage("输出文件须以 .xlsx 结尾  The file to write must end in .xlsx", WORKBOOK);
        }
        Path beside = null;
        try {
            beside = file.resolveSibling("." + file.getFileName() + ".part");
            try (OutputStream to = Files.newOutputStream(beside)) {
                content.write(to);
            }
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
            return 0;
        } catch (IOException e) {
            err.println("不能写入 " + file + "：文件夹要存在、可写，文件不能正被打开  Cannot write " + file
                    + ": its folder must exist and be writable, and the file must not be open elsewhere");
            return UNUSABLE;
        } finally {
            try {
                if (beside != null) {
                    Files.deleteIfExists(beside);
                }
            } catch (IOException e) {
                err.println("临时文件没有删掉，可手动删除 " + beside + "  A temporary file was left behind: " + beside);
            }
        }
    }

    // ---- import ------------------------------------------------------------------------------------------------

    public int dryRun(List<String> arguments) {
        if (arguments.contains("--apply")) {
            err.println("命令行只做试读，不写入数据。正式导入请在网页“导入”中进行：选同一个文件，核对结果后确认。");
            err.println("The command line only reads for trial and writes nothing. Import on the page 导入: choose the"
                    + " same file, look at the result and confirm.");
            return UNUSABLE;
        }
        Request request = Request.of(arguments, Set.of("--kind", "--framework", "--case", "--marked"), true);
        if (request.wrong().isPresent()) {
            return usage(request.wrong().get(), IMPORT);
        } else if (request.words().isEmpty() || !request.options().containsKey("--kind")) {
            return usage("请给出文件和表种  Name a file and its kind", IMPORT);
        }
        String kind = request.options().get("--kind");
        Optional<Form> form = Form.shipped(kind);
        if (form.isEmpty()) {
            return usage("没有“" + kind + "”这种表  There is no kind " + kind, IMPORT);
        }
        List<Object> elements = new ArrayList<>();
        int code = 0;
        for (Path file : InputFile.expand(request.words())) {
            code = Math.max(code, one(file, form.get(), request, elements));
        }
        if (request.json()) {
            out.println(Json.array(elements));
        }
        return code;
    }

    private int one(Path file, Form form, Request request, List<Object> elements) {
        try (CellSource source = CellSource.open(file, FormImport.LIMITS)) {
            ImportResult result = FormImport.read(source, form, row -> {}, this::progress);
            elements.add(element(file, result));
            if (!request.json()) {
                tell(file, result);
            }
            return result.isSound() ? 0 : FAULTS;
        } catch (Refused e) {
            elements.add(refused(file, form, e.problem()));
            if (!request.json()) {
                err.print(ProblemText.of(file.toString(), e.problem()));
            }
            return UNUSABLE;
        } catch (Cancelled e) {
            throw new IllegalStateException(e); // Nothing here ever cancels.
        }
    }

    private boolean progress(long rows, long done, long size) {
        if (rows % ROWS_UNTOLD == 0) {
            err.println("已读 " + rows + " 行（约 " + Math.min(100, done * 100 / Math.max(1, size)) + "%）  " + rows
                    + " rows read");
        }
        return true;
    }

    private void tell(Path file, ImportResult result) {
        for (CellFinding finding : result.findings()) {
            Problem p = finding.problem();
            String place = (finding.sheet().isEmpty() ? "" : " [" + finding.sheet() + "]")
                    + (finding.cell().isEmpty() ? "" : " " + finding.cell());
            out.println((finding.isError() ? "错误" : "提示") + place + "  "
                    + p.message().zh() + "  [" + p.code() + "]");
            out.println("  " + p.message().en());
            out.println("  → " + p.remedy().zh());
            out.println("  → " + p.remedy().en());
        }
        String zh = "：读到 " + result.rows() + " 行，其中 " + result.sound() + " 行没有错误；错误 " + result.errors() + " 处，提示 "
                + result.warnings() + " 处。"
                + (result.isSound() ? "可以导入。" : "有错误就一行也不导入，改好后再试。");
        out.println(file + zh);
        out.println(result.rows() + " rows, " + result.sound() + " without error; " + result.errors() + " errors, "
                + result.warnings() + " warnings. "
                + (result.isSound()
                        ? "It can be imported."
                        : "With any error nothing is imported; mend them and try again."));
    }

    private static Map<String, Object> element(Path file, ImportResult result) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("file", file.toString());
        map.put("kind", result.form());
        map.put("version", result.version());
        map.put("rows", result.rows());
        map.put("sound", result.sound());
        map.put("errorCount", result.errors());
        map.put("warningCount", result.warnings());
        map.put("errors", findings(result, true));
        map.put("warnings", findings(result, false));
        return map;
    }

    private static Map<String, Object> refused(Path file, Form form, Problem problem) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("file", file.toString());
        map.put("kind", form.id());
        map.put("version", form.version());
        map.put("rows", 0L);
        map.put("sound", 0L);
        map.put("errorCount", 1L);
        map.put("warningCount", 0L);
        map.put("errors", List.of(finding(new CellFinding(CellFinding.Severity.ERROR, "", 0, 0, 0, "", "", problem))));
        map.put("warnings", List.of());
        return map;
    }

    private static List<Object> findings(ImportResult result, boolean errors) {
        List<Object> all = new ArrayList<>();
        for (CellFinding finding : result.findings()) {
            if (finding.isError() == errors) {
                all.add(finding(finding));
            }
        }
        return all;
    }

    private static Map<String, Object> finding(CellFinding finding) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("code", finding.problem().code());
        map.put("message", Json.text(finding.problem().message()));
        map.put("line", finding.line() > 0 ? finding.line() : null);
        map.put("column", finding.column() > 0 ? finding.column() : null);
        map.put("source", finding.value().isEmpty() ? null : finding.value());
        map.put("remedy", Json.text(finding.problem().remedy()));
        map.put("sheet", finding.sheet().isEmpty() ? null : finding.sheet());
        map.put("cell", finding.column() > 0 ? finding.cell() : null);
        map.put("row", finding.row() > 0 ? finding.row() : null);
        map.put("key", finding.key().isEmpty() ? null : finding.key());
        return map;
    }
}
