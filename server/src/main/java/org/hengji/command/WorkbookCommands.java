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
import org.hengji.documents.workbook.CaseImport;
import org.hengji.documents.workbook.CaseRows;
import org.hengji.documents.workbook.CellFinding;
import org.hengji.documents.workbook.Changes;
import org.hengji.documents.workbook.Form;
import org.hengji.documents.workbook.FormImport;
import org.hengji.documents.workbook.FormWorkbook;
import org.hengji.documents.workbook.FrameworkWorkbook;
import org.hengji.documents.workbook.ImportResult;
import org.hengji.documents.workbook.MarkedCopy;
import org.hengji.documents.workbook.Progress.Cancelled;
import org.hengji.frameworks.CaseFile;
import org.hengji.frameworks.CaseLoader;
import org.hengji.frameworks.FrameworkLoader;
import org.hengji.frameworks.Loaded;
import org.hengji.frameworks.Packs;
import org.hengji.frameworks.ProblemText;
import org.hengji.scoring.Problem;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.subject.Case;

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
        return String.join(" | ", FrameworkWorkbook.KINDS) + " | " + String.join(" | ", Packs.forms());
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
        if (FrameworkWorkbook.KINDS.contains(kind)) {
            return ofFramework(request, kind);
        }
        Optional<Form> form = Form.shipped(kind);
        if (form.isEmpty()) {
            return usage("没有“" + kind + "”这种表  There is no kind " + kind, WORKBOOK);
        } else if (CaseRows.FORMS.contains(kind) && request.options().containsKey("--case")) {
            return ofCase(request, form.get());
        } else if (request.options().size() > 1) {
            return usage(
                    CaseRows.FORMS.contains(kind)
                            ? "“" + kind + "”不按指标体系生成，只能用 --case 预填  " + kind
                                    + " does not follow from a framework; only --case fills it in"
                            : "“" + kind + "”不按指标体系生成，不用 --framework 和 --case  " + kind
                                    + " does not follow from a framework and takes neither --framework nor --case",
                    WORKBOOK);
        }
        return write(
                Path.of(request.options().get("--out")), WORKBOOK, to -> FormWorkbook.write(form.get(), Map.of(), to));
    }

    private int ofFramework(Request request, String kind) {
        try {
            Evaluated evaluated = evaluated(request, WORKBOOK);
            return write(
                    Path.of(request.options().get("--out")),
                    WORKBOOK,
                    to -> FrameworkWorkbook.write(kind, evaluated.framework(), evaluated.subject(), to));
        } catch (Unusable e) {
            return e.code;
        }
    }

    private int ofCase(Request request, Form form) {
        try {
            CaseFile file = evaluated(request, WORKBOOK).file().orElseThrow();
            return write(
                    Path.of(request.options().get("--out")),
                    WORKBOOK,
                    to -> FormWorkbook.write(form, CaseRows.of(form, file), to));
        } catch (Unusable e) {
            return e.code;
        }
    }

    private record Evaluated(Framework framework, Optional<CaseFile> file) {
        Optional<Case> subject() {
            return file.map(CaseFile::subject);
        }
    }

    /** Ends the command before any workbook is touched. */
    private static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;
        private final int code;

        Unusable(int code) {
            super("unusable", null, false, false);
            this.code = code;
        }
    }

    private Evaluated evaluated(Request request, String usage) throws Unusable {
        String reference = request.options().get("--framework");
        String file = request.options().get("--case");
        if (reference == null && file == null) {
            throw new Unusable(usage(
                    "请用 --framework 写明指标体系，或用 --case 给出案例；自带的有：" + String.join("、", Packs.references())
                            + "  Name a framework with --framework or a case with --case; shipped are "
                            + String.join(", ", Packs.references()),
                    usage));
        }
        if (file == null) {
            return new Evaluated(framework(reference).orElseThrow(() -> new Unusable(UNUSABLE)), Optional.empty());
        }
        InputFile input = InputFile.read(Path.of(file));
        if (!input.isReadable()) {
            err.print(ProblemText.of(input.name(), input.problem()));
            throw new Unusable(UNUSABLE);
        }
        Loaded<CaseFile> loaded = CaseLoader.load(input.text(), r -> framework(reference == null ? r : reference));
        loaded.problems().forEach(p -> err.print(ProblemText.of(input.name(), p)));
        if (loaded.value().isEmpty()) {
            throw new Unusable(UNUSABLE);
        } else if (!loaded.problems().isEmpty()) {
            throw new Unusable(FAULTS);
        }
        CaseFile read = loaded.value().get();
        return new Evaluated(read.framework(), Optional.of(read));
    }

    /** A shipped framework, or one in a file. */
    private Optional<Framework> framework(String reference) {
        Optional<Framework> shipped = Packs.find(reference);
        if (shipped.isPresent()) {
            return shipped;
        }
        InputFile input = InputFile.read(Path.of(reference));
        if (!input.isReadable()) {
            err.println("没有指标体系 " + reference + "；自带的有：" + String.join("、", Packs.references())
                    + "  No such framework: " + reference);
            return Optional.empty();
        }
        Loaded<Framework> loaded = FrameworkLoader.load(input.text());
        loaded.problems().forEach(p -> err.print(ProblemText.of(reference, p)));
        return loaded.isSound() ? loaded.value() : Optional.empty();
    }

    private interface Content {
        void write(OutputStream to) throws IOException;
    }

    /** Written beside and moved into place, so that nobody meets half a workbook. */
    private int write(Path file, String usage, Content content) {
        if (!file.toString().endsWith(".xlsx")) {
            return usage("输出文件须以 .xlsx 结尾  The file to write must end in .xlsx", usage);
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
        Request request = Request.of(arguments, Set.of("--kind", "--framework", "--case", "--marked"), true);
        if (request.wrong().isPresent()) {
            return usage(request.wrong().get(), IMPORT);
        } else if (request.options().containsKey("--marked") && request.words().size() != 1) {
            return usage("--marked 只用于一个文件  --marked is for one file", IMPORT);
        } else if (request.words().isEmpty() || !request.options().containsKey("--kind")) {
            return usage("请给出文件和表种  Name a file and its kind", IMPORT);
        }
        String kind = request.options().get("--kind");
        Reading reading;
        if (FrameworkWorkbook.KINDS.contains(kind)) {
            try {
                reading = reading(kind, evaluated(request, IMPORT));
            } catch (Unusable e) {
                return e.code;
            }
        } else if (Form.shipped(kind).isPresent()) {
            Form form = Form.shipped(kind).get();
            reading = source -> new Read(FormImport.read(source, form, row -> {}, this::progress), Optional.empty());
        } else {
            return usage("没有“" + kind + "”这种表  There is no kind " + kind, IMPORT);
        }
        List<Object> elements = new ArrayList<>();
        int code = 0;
        for (Path file : InputFile.expand(request.words())) {
            code = Math.max(code, one(file, kind, reading, request, elements));
        }
        if (request.json()) {
            out.println(Json.array(elements));
        }
        return code;
    }

    /** What came of one file; for facts and judgements also what would change. */
    private record Read(ImportResult result, Optional<CaseImport> subject) {}

    private interface Reading {
        Read of(CellSource source) throws Refused, Cancelled;
    }

    private Reading reading(String kind, Evaluated evaluated) {
        Case before = evaluated
                .subject()
                .orElseGet(() -> new Case(
                        "new",
                        evaluated.framework().name(),
                        Map.of(),
                        Map.of(),
                        Map.of(),
                        List.of(),
                        Map.of(),
                        Map.of(),
                        Map.of()));
        return source -> {
            CaseImport read = CaseImport.read(source, kind, evaluated.framework(), before, this::progress);
            return new Read(read.result(), Optional.of(read));
        };
    }

    private int one(Path file, String kind, Reading reading, Request request, List<Object> elements) {
        try (CellSource source = CellSource.open(file, FormImport.LIMITS)) {
            Read read = reading.of(source);
            ImportResult result = read.result();
            elements.add(element(file, read));
            String marked = request.options().get("--marked");
            if (marked != null && write(Path.of(marked), IMPORT, to -> marked(file, result, to)) != 0) {
                return UNUSABLE;
            }
            if (!request.json()) {
                tell(file, result);
                read.subject().filter(s -> result.isSound()).ifPresent(s -> tell(s.changes()));
            }
            return result.isSound() ? 0 : FAULTS;
        } catch (Refused e) {
            elements.add(refused(file, kind, e.problem()));
            if (!request.json()) {
                err.print(ProblemText.of(file.toString(), e.problem()));
            }
            return UNUSABLE;
        } catch (Cancelled e) {
            throw new IllegalStateException(e); // Nothing here ever cancels.
        }
    }

    private void marked(Path file, ImportResult result, OutputStream to) throws IOException {
        if (!MarkedCopy.write(file, result, to)) {
            err.println("文件较大或不是工作簿，没有逐格标出，只列出问题。  The file is large or no workbook: findings are listed and"
                    + " its cells are not marked.");
        }
    }

    private boolean progress(long rows, long faulty, long done, long size) {
        return progress(err, rows, done, size);
    }

    static boolean progress(PrintStream err, long rows, long done, long size) {
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

    private void tell(Changes changes) {
        out.println("新增 " + changes.added().size() + " 项，改动 "
                + changes.changed().size() + " 项，相同 " + changes.same().size() + " 项，文件里没有的 "
                + changes.missing().size() + " 项（不会删除）。");
        out.println(changes.added().size() + " added, " + changes.changed().size() + " changed, "
                + changes.same().size() + " the same, " + changes.missing().size()
                + " not in the file (never deleted).");
    }

    private static Map<String, Object> changes(Changes changes) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("added", changes.added());
        map.put("changed", changes.changed());
        map.put("same", changes.same());
        map.put("missing", changes.missing());
        return map;
    }

    private static Map<String, Object> element(Path file, Read read) {
        ImportResult result = read.result();
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
        map.put(
                "changes",
                read.subject()
                        .filter(s -> result.isSound())
                        .map(s -> (Object) changes(s.changes()))
                        .orElse(null));
        return map;
    }

    private static Map<String, Object> refused(Path file, String kind, Problem problem) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("file", file.toString());
        map.put("kind", kind);
        map.put("version", null);
        map.put("rows", 0L);
        map.put("sound", 0L);
        map.put("errorCount", 1L);
        map.put("warningCount", 0L);
        map.put("errors", List.of(finding(new CellFinding(CellFinding.Severity.ERROR, "", 0, 0, 0, "", "", problem))));
        map.put("warnings", List.of());
        map.put("changes", null);
        return map;
    }

    static List<Object> findings(ImportResult result, boolean errors) {
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
