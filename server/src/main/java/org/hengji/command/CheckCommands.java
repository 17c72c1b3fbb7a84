package org.hengji.command;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hengji.annotated.HtmlFolder;
import org.hengji.checker.Checker;
import org.hengji.checker.Policy;
import org.hengji.checker.Report;
import org.hengji.checker.Setting;
import org.hengji.checker.Verdict;
import org.hengji.checker.Waivers;
import org.hengji.checker.rendering.VerdictJson;
import org.hengji.checker.rendering.VerdictText;
import org.hengji.documents.DocumentReader;
import org.hengji.documents.Limits;
import org.hengji.documents.Refused;
import org.hengji.frameworks.FrameworkLoader;
import org.hengji.frameworks.Loaded;
import org.hengji.frameworks.Packs;
import org.hengji.frameworks.ProblemText;
import org.hengji.scoring.CanonicalJson;
import org.hengji.scoring.Problem;
import org.hengji.scoring.framework.Framework;

/** check and text. A run holds one report at a time, however many there are. */
public final class CheckCommands {
    private static final int FAULTS = 1;
    private static final int UNUSABLE = 2;
    private static final Set<String> WITH_VALUE = Set.of("--framework", "--policy", "--waivers", "--html");

    private final PrintStream out;
    private final PrintStream err;

    public CheckCommands(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Ends the command before any report is read. */
    private static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;
        private final int code;

        Unusable(int code) {
            this.code = code;
        }
    }

    private record Request(List<Path> files, boolean json, Map<String, String> options) {}

    public int check(List<String> arguments) {
        try {
            Request request = request(arguments);
            Optional<Framework> framework = framework(request.options().get("--framework"));
            Policy policy =
                    file(request.options().get("--policy"), Policy::read).orElse(Policy.shipped());
            Waivers waivers =
                    file(request.options().get("--waivers"), Waivers::read).orElse(Waivers.NONE);
            return check(request, new Setting(framework, policy), waivers);
        } catch (Unusable e) {
            if (arguments.contains("--json")) {
                out.println("[]");
            }
            return e.code;
        }
    }

    private Optional<HtmlFolder> pages(Request request) throws Unusable {
        String folder = request.options().get("--html");
        if (folder == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new HtmlFolder(Path.of(folder), request.files().size() > 1));
        } catch (java.io.UncheckedIOException e) {
            err.println("不能写入文件夹 " + folder + "  Cannot write into the folder " + folder);
            throw new Unusable(UNUSABLE);
        }
    }

    private int check(Request request, Setting setting, Waivers waivers) throws Unusable {
        Checker checker = Checker.shipped(waivers);
        Checker.Notes notes = checker.notes();
        List<Path> files = request.files();
        if (notes.areWanted() && files.size() > 1) {
            for (int i = 0; i < files.size(); i++) {
                progress("通读", "Reading", i, files);
                try {
                    notes.take(read(files.get(i), setting));
                } catch (Refused | RuntimeException | StackOverflowError e) {
                    // Said when the file has its turn.
                }
            }
        }
        Set<Waivers.Waiver> used = new HashSet<>();
        Output output = new Output(request.json());
        Optional<HtmlFolder> pages = pages(request);
        int code = 0;
        for (int i = 0; i < files.size(); i++) {
            progress("审核", "Checking", i, files);
            Verdict verdict = verdict(checker, notes, files.get(i), setting, pages);
            if (!verdict.isRead()) {
                pages.ifPresent(p -> p.addUnread(verdict));
            }
            verdict.findings().forEach(f -> f.waiver().ifPresent(used::add));
            code = Math.max(code, code(verdict, setting.policy()));
            output.add(verdict);
        }
        List<Problem> stale =
                waivers.stale(used, files.stream().map(Path::toString).toList());
        if (!stale.isEmpty()) {
            output.add(Verdict.refused(request.options().get("--waivers"), stale));
            code = Math.max(code, FAULTS);
        }
        output.end();
        pages.ifPresent(HtmlFolder::end);
        return code;
    }

    private static Verdict verdict(
            Checker checker, Checker.Notes notes, Path file, Setting setting, Optional<HtmlFolder> pages) {
        try {
            Report report = read(file, setting);
            Verdict verdict = checker.check(report, notes);
            pages.ifPresent(p -> p.add(report.document(), verdict));
            return verdict;
        } catch (Refused e) {
            return Verdict.refused(file.toString(), e);
        } catch (RuntimeException | StackOverflowError e) {
            return Verdict.refused(file.toString(), List.of(stumbled(e)));
        }
    }

    private static Report read(Path file, Setting setting) throws Refused {
        return Report.of(file.toString(), DocumentReader.read(file, Limits.USUAL), setting);
    }

    /** Nothing in one report may stop the others. */
    private static Problem stumbled(Throwable e) {
        return Problem.of(
                "check.stumbled",
                "",
                "审核没有做完（" + e + "）",
                "The check did not finish (" + e + ")",
                "请把报告和这行字发给维护者",
                "Send the report and this line to the maintainers");
    }

    private static int code(Verdict verdict, Policy policy) {
        if (!verdict.isRead()) {
            return UNUSABLE;
        }
        boolean fails = verdict.findings().stream().anyMatch(policy::fails);
        return fails || !verdict.errors().isEmpty() ? FAULTS : 0;
    }

    private void progress(String zh, String en, int done, List<Path> files) {
        if (files.size() > 1) {
            err.println(zh + " " + en + " " + (done + 1) + "/" + files.size() + "  " + files.get(done));
        }
    }

    /** Writes every verdict as soon as it is there. */
    private final class Output {
        private final boolean json;
        private boolean first = true;

        Output(boolean json) {
            this.json = json;
            if (json) {
                out.print('[');
            }
        }

        void add(Verdict verdict) {
            if (json) {
                out.print(first ? "" : ",");
                out.print(CanonicalJson.write(VerdictJson.of(verdict)));
            } else {
                out.print(first ? "" : "\n");
                out.print(VerdictText.of(verdict));
                verdict.errors().forEach(p -> err.print(ProblemText.of(verdict.file(), p)));
            }
            first = false;
        }

        void end() {
            if (json) {
                out.println(']');
            }
        }
    }

    private Request request(List<String> arguments) throws Unusable {
        List<String> words = new ArrayList<>();
        Map<String, String> options = new LinkedHashMap<>();
        boolean json = false;
        for (int i = 0; i < arguments.size(); i++) {
            String word = arguments.get(i);
            if (word.equals("--json")) {
                json = true;
            } else if (WITH_VALUE.contains(word) && i + 1 < arguments.size() && !options.containsKey(word)) {
                options.put(word, arguments.get(++i));
            } else if (word.startsWith("--")) {
                throw usage("不认识、不完整或重复的选项 " + word + "  Unknown, incomplete or repeated option " + word);
            } else {
                words.add(word);
            }
        }
        if (words.isEmpty()) {
            throw usage("请给出报告文件或文件夹  Name a report or a folder");
        }
        return new Request(InputFile.expand(words), json, options);
    }

    private Unusable usage(String why) {
        err.println(why);
        err.println("用法 Usage: ./hengji check FILE|FOLDER... [--framework ID|FILE] [--policy FILE] [--waivers FILE]"
                + " [--json] [--html DIR]");
        return new Unusable(UNUSABLE);
    }

    private Optional<Framework> framework(String reference) throws Unusable {
        if (reference == null) {
            return Optional.empty();
        }
        Optional<Framework> shipped = Packs.find(reference);
        if (shipped.isPresent()) {
            return shipped;
        }
        if (!Files.exists(Path.of(reference))) {
            err.println("没有指标体系 " + reference + "  No such framework: " + reference);
            throw new Unusable(UNUSABLE);
        }
        return file(reference, FrameworkLoader::load);
    }

    /** A YAML file of the caller's; empty when none is named. */
    private <T> Optional<T> file(String name, Function<String, Loaded<T>> reader) throws Unusable {
        if (name == null) {
            return Optional.empty();
        }
        InputFile file = InputFile.read(Path.of(name));
        if (!file.isReadable()) {
            err.print(ProblemText.of(name, file.problem()));
            throw new Unusable(UNUSABLE);
        }
        Loaded<T> loaded = reader.apply(file.text());
        loaded.problems().forEach(p -> err.print(ProblemText.of(name, p)));
        if (!loaded.isSound()) {
            throw new Unusable(FAULTS);
        }
        return loaded.value();
    }

    /** The text in which check counts lines. */
    public int text(List<String> arguments) {
        if (arguments.size() != 1 || arguments.get(0).startsWith("--")) {
            err.println("用法 Usage: ./hengji text FILE");
            return UNUSABLE;
        }
        try {
            out.print(
                    DocumentReader.read(Path.of(arguments.get(0)), Limits.USUAL).text());
            return 0;
        } catch (Refused e) {
            err.print(ProblemText.of(arguments.get(0), e.problem()));
            return UNUSABLE;
        }
    }
}
