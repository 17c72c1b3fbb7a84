package org.hengji.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.Options;
import org.hengji.Refusal;
import org.hengji.annotated.Opinion;
import org.hengji.annotated.Wording;
import org.hengji.checker.Checker;
import org.hengji.checker.Policy;
import org.hengji.checker.Report;
import org.hengji.checker.Setting;
import org.hengji.checker.Verdict;
import org.hengji.checker.Waivers;
import org.hengji.documents.DocumentReader;
import org.hengji.documents.Limits;
import org.hengji.documents.Refused;
import org.hengji.documents.report.DocxWriter;
import org.hengji.documents.report.Drafting;
import org.hengji.documents.report.Paper;
import org.hengji.documents.report.PdfWriter;
import org.hengji.documents.report.Template;
import org.hengji.documents.report.TemplateReader;
import org.hengji.frameworks.CaseFile;
import org.hengji.frameworks.CaseLoader;
import org.hengji.frameworks.Loaded;
import org.hengji.frameworks.Packs;
import org.hengji.frameworks.ProblemText;
import org.hengji.scoring.Problem;
import org.hengji.scoring.ScoreSheet;
import org.hengji.scoring.Scoring;

/** report: an official document from a case, or the opinion on a report. Gaps are no faults: the paper is a draft. */
public final class ReportCommand {
    private static final int FAULTS = 1;
    private static final int UNUSABLE = 2;
    /** The one kind whose input is a report that was published, not a case. */
    private static final String OPINION = "check-opinion";

    private final PrintStream out;
    private final PrintStream err;

    public ReportCommand(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** What came of it: the paper where one could be made, and everything that is wrong. */
    private record Made(Optional<Paper> paper, List<Problem> problems, int code) {
        static Made failed(int code, Problem... problems) {
            return new Made(Optional.empty(), List.of(problems), code);
        }
    }

    public int report(List<String> arguments) {
        // What libraries have to say about fonts is nothing for the person at the terminal.
        System.setProperty("logback.configurationFile", "logback-command.xml");
        boolean json = arguments.contains("--json");
        boolean publicCopy = arguments.contains("--public");
        List<String> rest = arguments.stream()
                .filter(a -> !a.equals("--json") && !a.equals("--public"))
                .toList();
        String file;
        String kind;
        String target;
        try {
            Options options = Options.parse(rest, java.util.Set.of("--kind", "--out"), 1);
            file = options.operand(0);
            kind = needed(options, "--kind", "报告种类：" + String.join("、", kinds()));
            target = needed(options, "--out", "要写的文件，扩展名为 docx 或 pdf");
        } catch (Refusal refusal) {
            if (json) {
                out.println("[]");
            }
            throw refusal;
        }
        Made made = !target.matches("(?i).*\\.(docx|pdf)")
                ? Made.failed(
                        UNUSABLE,
                        Problem.of(
                                "report.format",
                                "",
                                "不能写成“" + target + "”这种文件",
                                "Cannot write a file like " + target,
                                "扩展名用 .docx 或 .pdf",
                                "Let the name end in .docx or .pdf"))
                : kind.equals(OPINION) ? opinion(file) : draft(file, kind, publicCopy);
        if (made.paper().isPresent()) {
            made = write(made, Path.of(target));
        }
        print(made, file, kind, target, json);
        return made.code();
    }

    private static List<String> kinds() {
        List<String> kinds = new ArrayList<>(Packs.reportKinds());
        kinds.add(OPINION);
        return kinds;
    }

    private static String needed(Options options, String name, String what) {
        String value = options.get(name);
        if (value == null) {
            throw new Refusal("请用 " + name + " 给出" + what + "。", "Give " + name + ".");
        }
        return value;
    }

    private static Made draft(String file, String kind, boolean publicCopy) {
        Loaded<Template> template = template(kind);
        if (!template.isSound()) {
            boolean unknown =
                    template.problems().stream().anyMatch(p -> p.code().equals("report.kind"));
            return new Made(Optional.empty(), template.problems(), unknown ? UNUSABLE : FAULTS);
        }
        InputFile input = InputFile.read(Path.of(file));
        if (!input.isReadable()) {
            return Made.failed(UNUSABLE, input.problem());
        }
        Loaded<CaseFile> loaded = CaseLoader.load(input.text(), Packs::find);
        if (loaded.value().isEmpty()) {
            return new Made(Optional.empty(), loaded.problems(), FAULTS);
        }
        CaseFile read = loaded.value().get();
        ScoreSheet sheet = Scoring.score(read.framework(), read.subject());
        Loaded<Paper> paper = Drafting.draft(template.value().get(), read, sheet, Map.of(), publicCopy);
        List<Problem> problems = new ArrayList<>(loaded.problems());
        problems.addAll(sheet.problems());
        problems.addAll(paper.problems());
        return new Made(paper.value(), problems, problems.isEmpty() ? 0 : FAULTS);
    }

    private static Loaded<Template> template(String kind) {
        Optional<Template> shipped = TemplateReader.shipped(kind);
        if (shipped.isPresent()) {
            return new Loaded<>(shipped, List.of());
        } else if (Files.exists(Path.of(kind))) {
            InputFile file = InputFile.read(Path.of(kind));
            return file.isReadable()
                    ? TemplateReader.read(file.text())
                    : new Loaded<>(Optional.empty(), List.of(file.problem()));
        }
        return new Loaded<>(
                Optional.empty(),
                List.of(Problem.of(
                        "report.kind",
                        "",
                        "没有“" + kind + "”这种报告，也没有这个模板文件",
                        "There is no kind of report and no template file called " + kind,
                        "可用：" + String.join("、", kinds()),
                        "Use one of " + String.join(", ", kinds()))));
    }

    private static Made opinion(String file) {
        try {
            byte[] bytes = Files.readAllBytes(Path.of(file));
            Report report = Report.of(
                    file,
                    DocumentReader.read(Path.of(file), Limits.USUAL),
                    new Setting(Optional.empty(), Policy.shipped()));
            Checker checker = Checker.shipped(Waivers.NONE);
            Verdict verdict = checker.check(report, checker.notes());
            Wording w = Wording.bundled("zh");
            Opinion opinion = new Opinion(
                    w,
                    verdict,
                    Path.of(file).getFileName().toString(),
                    sha256(bytes),
                    Optional.empty(),
                    LocalDate.now(ZoneId.of("Asia/Shanghai")));
            return new Made(
                    Optional.of(opinion.paper(List.of(new Opinion.Group(
                            w.text("checking.opinion.undecided"),
                            w.text("checking.opinion.settle"),
                            verdict.findings().stream()
                                    .map(f -> Opinion.toSettle(w, f, ""))
                                    .toList())))),
                    verdict.errors(),
                    verdict.errors().isEmpty() ? 0 : FAULTS);
        } catch (Refused e) {
            return Made.failed(UNUSABLE, e.problem());
        } catch (IOException e) {
            return Made.failed(UNUSABLE, InputFile.read(Path.of(file)).problem());
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return java.util.HexFormat.of()
                    .formatHex(
                            java.security.MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Written whole or not at all. */
    private static Made write(Made made, Path target) {
        Paper paper = made.paper().orElseThrow();
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            if (target.toString().toLowerCase(java.util.Locale.ROOT).endsWith(".pdf")) {
                PdfWriter.write(paper, bytes);
            } else {
                DocxWriter.write(paper, PdfWriter.pages(paper), bytes);
            }
            Files.write(target, bytes.toByteArray());
            return made;
        } catch (IOException e) {
            return Made.failed(
                    UNUSABLE,
                    Problem.of(
                            "report.unwritable",
                            "",
                            "不能写入 " + target,
                            "Cannot write " + target,
                            "确认文件夹存在、可写，文件没有在别处打开",
                            "Make sure that the folder exists and the file is not open elsewhere"));
        }
    }

    private void print(Made made, String file, String kind, String target, boolean json) {
        List<Paper.Gap> gaps = made.paper().map(Paper::gaps).orElse(List.of());
        if (json) {
            Map<String, Object> element = new LinkedHashMap<>();
            element.put("file", file);
            element.put("kind", kind);
            element.put("out", made.paper().isPresent() ? target : null);
            element.put("draft", made.paper().map(Paper::isDraft).orElse(null));
            element.put("gaps", gaps.stream().map(ReportCommand::gap).toList());
            element.put("errors", Json.problems(made.problems()));
            out.println(Json.array(List.of(element)));
            return;
        }
        made.problems().forEach(p -> err.print(ProblemText.of(file, p)));
        if (made.paper().isPresent()) {
            out.println(target
                    + (gaps.isEmpty() ? "" : "  草稿，待补 " + gaps.size() + " 处 / draft with " + gaps.size() + " gaps"));
            gaps.forEach(g -> out.println("  " + g.place() + "  " + g.why().word.zh() + "  "
                    + g.name().zh() + "  (" + g.key() + ")"));
        }
    }

    private static Map<String, Object> gap(Paper.Gap gap) {
        Map<String, Object> element = new LinkedHashMap<>();
        element.put("place", gap.place());
        element.put("key", gap.key());
        element.put("name", gap.name().zh());
        element.put("why", gap.why().name().toLowerCase(java.util.Locale.ROOT));
        return element;
    }
}
