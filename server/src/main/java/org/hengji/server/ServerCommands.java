package org.hengji.server;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.hengji.Options;
import org.hengji.Refusal;
import org.hengji.server.database.Mark;

/** The commands that need a database. Everything said on stdout is a result; the rest goes to stderr. */
public final class ServerCommands {

    private ServerCommands() {}

    /** Runs the demonstration until it is stopped. */
    public static int demo(List<String> arguments) {
        Options options = Options.parse(arguments, Set.of("--data", "--port", "--address"), 0);
        Path data = Path.of(options.get("--data", "demo-data"));
        return WebServer.start(Mark.DEMO, data, null, options);
    }

    /** Runs the real thing until it is stopped. */
    public static int serve(List<String> arguments) {
        Options options = Options.parse(arguments, Set.of("--data", "--database", "--port", "--address"), 0);
        String database = options.get("--database");
        if (database != null && options.get("--data") != null) {
            throw new Refusal("--data 和 --database 只能选一个。", "Give either --data or --database, not both.");
        }
        Path data = database == null ? Path.of(options.get("--data", "data")) : null;
        return WebServer.start(Mark.SERVE, data, database, options);
    }

    public static int backup(List<String> arguments) {
        throw new Refusal("备份尚未完成。", "Backup is not built yet: " + arguments);
    }

    public static int restore(List<String> arguments) {
        throw new Refusal("恢复尚未完成。", "Restore is not built yet: " + arguments);
    }
}
