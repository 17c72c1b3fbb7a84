package org.hengji.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hengji.Refusal;

/**
 * PostgreSQL refuses to run as root. In a container everything is root, so there its programs run in a user namespace
 * of their own, in which the same files belong to nobody in particular.
 */
final class PostgresUser {

    private static final List<String> UNSHARE = List.of("unshare", "-U");

    private PostgresUser() {}

    /** What to put before a PostgreSQL program. */
    static List<String> prefix() {
        return isRoot() ? UNSHARE : List.of();
    }

    private static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException notLinux) {
            return false;
        }
    }

    /** Says before the first try what would otherwise be a riddle in a log. */
    static void mustBeAble() {
        if (!isRoot()) {
            return;
        }
        try {
            if (new ProcessBuilder("unshare", "-U", "true")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0) {
                return;
            }
        } catch (IOException absent) {
            // said below
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new Refusal(
                "PostgreSQL 不能以 root 身份运行，而这台机器又不允许为它另建用户空间（unshare -U）。请用普通用户启动，或用 --database 连接已有的 PostgreSQL。",
                "PostgreSQL does not run as root, and this machine does not allow a user namespace for it (unshare -U)."
                        + " Start as an ordinary user, or use an existing PostgreSQL with --database.");
    }
}
