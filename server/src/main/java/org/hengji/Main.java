package org.hengji;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hengji.command.CheckCommands;
import org.hengji.command.FileCommands;
import org.hengji.command.ReportCommand;
import org.hengji.command.WorkbookCommands;
import org.hengji.server.ServerCommands;

/**
 * The door of the one jar: looks at the first word and hands over.
 *
 * <p>Nothing here may touch Spring or the database: a command that scores one case should cost little more than
 * starting Java. No lambdas and no streams for the same reason.
 */
public final class Main {

    private static final int WRONG_USAGE = 2;

    private Main() {}

    public static void main(String[] arguments) {
        // Chinese must come out right on a machine without a UTF-8 locale, too.
        System.setOut(utf8(FileDescriptor.out));
        System.setErr(utf8(FileDescriptor.err));
        int code = run(List.of(arguments));
        System.out.flush();
        System.err.flush();
        if (code != 0) {
            System.exit(code);
        }
    }

    static int run(List<String> arguments) {
        String word = arguments.isEmpty() ? "" : arguments.get(0);
        if (word.equals("help") || word.equals("--help") || word.equals("-h")) {
            System.out.print(Command.usage());
            return 0;
        }
        Command command = Command.named(word);
        if (command == null) {
            System.err.println(
                    word.isEmpty() ? "请给出一个命令。 Please name a command." : "没有命令 " + word + "。 No such command: " + word);
            System.err.print(Command.usage());
            return WRONG_USAGE;
        }
        List<String> rest = arguments.subList(1, arguments.size());
        try {
            return switch (command) {
                case SCORE -> new FileCommands(System.out, System.err).score(rest);
                case EXPLAIN -> new FileCommands(System.out, System.err).explain(rest);
                case LINT -> new FileCommands(System.out, System.err).lint(rest);
                case FRAMEWORKS -> new FileCommands(System.out, System.err).frameworks(rest);
                case CHECK -> new CheckCommands(System.out, System.err).check(rest);
                case REPORT -> new ReportCommand(System.out, System.err).report(rest);
                case TEXT -> new CheckCommands(System.out, System.err).text(rest);
                case WORKBOOK -> new WorkbookCommands(System.out, System.err).workbook(rest);
                case IMPORT ->
                    rest.contains("--apply")
                            ? ServerCommands.applyImport(rest)
                            : new WorkbookCommands(System.out, System.err).dryRun(rest);
                case DEMO -> ServerCommands.demo(rest);
                case SERVE -> ServerCommands.serve(rest);
                case BACKUP -> ServerCommands.backup(rest);
                case RESTORE -> ServerCommands.restore(rest);
                case VERIFY_TRAIL -> ServerCommands.verifyTrail(rest);
                case PRUNE_TRAIL -> ServerCommands.pruneTrail(rest);
                case RECOVER -> ServerCommands.recover(rest);
            };
        } catch (Refusal refusal) {
            System.err.println(refusal.chinese());
            System.err.println(refusal.english());
            return WRONG_USAGE;
        }
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }
}
