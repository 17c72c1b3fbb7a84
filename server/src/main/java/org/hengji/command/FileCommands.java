package org.hengji.command;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.frameworks.CaseFile;
import org.hengji.frameworks.CaseLoader;
import org.hengji.frameworks.Expectations;
import org.hengji.frameworks.FrameworkLoader;
import org.hengji.frameworks.Loaded;
import org.hengji.frameworks.Packs;
import org.hengji.frameworks.ProblemText;
import org.hengji.scoring.Problem;
import org.hengji.scoring.ScoreSheet;
import org.hengji.scoring.Scoring;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.subject.Case;

/** score, explain, lint and frameworks. Exit codes: 0 no fault, 1 faults in what was read, 2 wrong usage or unreadable. */
public final class FileCommands {
    private static final int FAULTS = 1;
    private static final int UNUSABLE = 2;

    private final PrintStream out;
    private final PrintStream err;

    public FileCommands(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** What was asked for: words that are no options, and the options. */
    private record Request(
            List<String> words,
            boolean json,
            Optional<String> framework,
            Map<String, String> readings,
            List<Problem> wrong) {
        static Request of(List<String> arguments, boolean scoring) {
            List<String> words = new ArrayList<>();
            Map<String, String> readings = new LinkedHashMap<>();
            List<Problem> wrong = new ArrayList<>();
            boolean json = false;
            Optional<String> framework = Optional.empty();
            for (int i = 0; i < arguments.size(); i++) {
                String a = arguments.get(i);
                if (a.equals("--json")) {
                    json = true;
                } else if (scoring && a.equals("--framework") && i + 1 < arguments.size()) {
                    framework = Optional.of(arguments.get(++i));
                } else if (scoring
                        && a.equals("--reading")
                        && i + 1 < arguments.size()
                        && arguments.get(i + 1).contains("=")) {
                    String[] pair = arguments.get(++i).split("=", 2);
                    readings.put(pair[0], pair[1]);
                } else if (a.startsWith("--")) {
                    wrong.add(Problem.of(
                            "usage",
                            "",
                            "不认识或不完整的选项 " + a,
                            "Unknown or incomplete option " + a,
                            "用 ./hengji help 查看用法",
                            "See ./hengji help"));
                } else {
                    words.add(a);
                }
            }
            return new Request(words, json, framework, readings, wrong);
        }
    }

    /** A case read and scored, or why not. */
    private record Scored(String file, Optional<ScoreSheet> sheet, List<Problem> problems, int code) {}

    public int score(List<String> arguments) {
        Request request = Request.of(arguments, true);
        if (request.words().isEmpty() || !request.wrong().isEmpty()) {
            return usage(request, "score CASE.yaml... [--framework ID|FILE] [--reading key=value]... [--json]");
        }
        List<Object> elements = new ArrayList<>();
        int code = 0;
        for (Path path : InputFile.expand(request.words())) {
            Scored scored = score(path, request);
            code = Math.max(code, scored.code());
            if (request.json()) {
                elements.add(scored.sheet()
                        .map(s -> Json.sheet(scored.file(), s, scored.problems()))
                        .orElseGet(() -> Json.failed(scored.file(), scored.problems())));
            } else {
                scored.problems().forEach(p -> err.print(ProblemText.of(scored.file(), p)));
                scored.sheet().ifPresent(s -> out.print(SheetText.of(scored.file(), s)));
            }
        }
        if (request.json()) {
            out.println(Json.array(elements));
        }
        return code;
    }

    private Scored score(Path path, Request request) {
        InputFile file = InputFile.read(path);
        if (!file.isReadable()) {
            return new Scored(file.name(), Optional.empty(), List.of(file.problem()), UNUSABLE);
        }
        List<Problem> problems = new ArrayList<>();
        int[] code = {0};
        Loaded<CaseFile> loaded = CaseLoader.load(
                file.text(), reference -> framework(request.framework().orElse(reference), problems, code));
        problems.addAll(loaded.problems());
        boolean unknownFramework =
                loaded.problems().stream().anyMatch(p -> p.code().equals("framework.unknown"));
        if (loaded.value().isEmpty()) {
            return new Scored(
                    file.name(),
                    Optional.empty(),
                    problems,
                    unknownFramework ? Math.max(code[0], code[0] == FAULTS ? FAULTS : UNUSABLE) : FAULTS);
        }
        CaseFile read = loaded.value().get();
        Case subject = read.subject();
        for (Map.Entry<String, String> reading : request.readings().entrySet()) {
            Optional<Problem> wrong = CaseLoader.readingFault(read.framework(), reading.getKey(), reading.getValue());
            if (wrong.isPresent()) {
                problems.add(new Problem(
                        wrong.get().code(),
                        wrong.get().message(),
                        wrong.get().path(),
                        Optional.empty(),
                        wrong.get().remedy()));
                return new Scored(file.name(), Optional.empty(), problems, UNUSABLE);
            }
            subject = subject.withReading(reading.getKey(), reading.getValue());
        }
        boolean unknownReading = loaded.problems().stream()
                .anyMatch(p -> p.code().equals("reading.unknown") || p.code().equals("reading.option"));
        ScoreSheet sheet = Scoring.score(read.framework(), subject);
        problems.addAll(sheet.problems());
        problems.addAll(Expectations.differences(read, sheet));
        return new Scored(
                file.name(), Optional.of(sheet), problems, unknownReading ? UNUSABLE : problems.isEmpty() ? 0 : FAULTS);
    }

    /** A shipped framework, or one in a file. */
    private Optional<Framework> framework(String reference, List<Problem> problems, int[] code) {
        Optional<Framework> shipped = Packs.find(reference);
        if (shipped.isPresent() || !Files.exists(Path.of(reference))) {
            return shipped;
        }
        InputFile file = InputFile.read(Path.of(reference));
        if (!file.isReadable()) {
            problems.add(file.problem());
            code[0] = UNUSABLE;
            return Optional.empty();
        }
        Loaded<Framework> loaded = FrameworkLoader.load(file.text());
        problems.addAll(loaded.problems());
        code[0] = loaded.isSound() ? 0 : FAULTS;
        return loaded.value();
    }

    public int explain(List<String> arguments) {
        Request request = Request.of(arguments, true);
        if (request.words().size() != 2 || !request.wrong().isEmpty()) {
            return usage(
                    request, "explain CASE.yaml INDICATOR [--framework ID|FILE] [--reading key=value]... [--json]");
        }
        Scored scored = score(Path.of(request.words().get(0)), request);
        Optional<ScoreSheet.Node> node =
                scored.sheet().flatMap(s -> s.node(request.words().get(1)));
        if (scored.sheet().isPresent() && node.isEmpty()) {
            Problem missing = Problem.of(
                    "node.unknown",
                    "",
                    "没有标识为“" + request.words().get(1) + "”的指标",
                    "There is no indicator " + request.words().get(1),
                    "用 ./hengji score " + request.words().get(0) + " 查看标识",
                    "See the ids with ./hengji score " + request.words().get(0));
            err.print(ProblemText.of(scored.file(), missing));
            if (request.json()) {
                out.println("[]");
            }
            return UNUSABLE;
        }
        if (request.json()) {
            out.println(Json.array(
                    node.map(n -> List.of(Json.node(scored.sheet().get(), n))).orElse(List.of())));
        } else {
            node.ifPresent(n -> out.print(SheetText.explanation(scored.sheet().get(), n)));
        }
        scored.problems().forEach(p -> err.print(ProblemText.of(scored.file(), p)));
        return scored.code();
    }

    public int lint(List<String> arguments) {
        Request request = Request.of(arguments, false);
        if (request.words().isEmpty() || !request.wrong().isEmpty()) {
            return usage(request, "lint FILE... [--json]");
        }
        List<Object> elements = new ArrayList<>();
        int code = 0;
        for (Path path : InputFile.expand(request.words())) {
            InputFile file = InputFile.read(path);
            List<Problem> problems = file.isReadable() ? lint(file) : List.of(file.problem());
            code = Math.max(code, !file.isReadable() ? UNUSABLE : problems.isEmpty() ? 0 : FAULTS);
            Map<String, Object> element = new LinkedHashMap<>();
            element.put("file", file.name());
            element.put("errors", Json.problems(problems));
            elements.add(element);
            if (!request.json()) {
                problems.forEach(p -> out.print(ProblemText.of(file.name(), p)));
                if (problems.isEmpty()) {
                    out.println(file.name() + ": 没有发现问题 / no faults");
                }
            }
        }
        if (request.json()) {
            out.println(Json.array(elements));
        }
        return code;
    }

    /** A case is told from a framework by its {@code case} line. */
    private static List<Problem> lint(InputFile file) {
        boolean isCase = file.text().lines().anyMatch(l -> l.startsWith("case:"));
        return isCase
                ? CaseLoader.load(file.text(), Packs::find).problems()
                : FrameworkLoader.load(file.text()).problems();
    }

    public int frameworks(List<String> arguments) {
        Request request = Request.of(arguments, false);
        if (!request.words().isEmpty() || !request.wrong().isEmpty()) {
            return usage(request, "frameworks [--json]");
        }
        if (request.json()) {
            out.println(Json.array(Packs.all().stream().map(Json::framework).toList()));
        } else {
            for (Framework f : Packs.all()) {
                out.println(f.id() + "@" + f.version() + "  " + f.name().zh() + " / "
                        + f.name().en());
            }
        }
        return 0;
    }

    private int usage(Request request, String usage) {
        request.wrong()
                .forEach(p -> err.println(p.message().zh() + "  " + p.message().en()));
        err.println("用法 Usage: ./hengji " + usage);
        return UNUSABLE;
    }
}
