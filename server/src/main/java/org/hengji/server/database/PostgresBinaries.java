package org.hengji.server.database;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.hengji.Refusal;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs that the jar carries, unpacked once. */
final class PostgresBinaries {

    private static final String VERSION = "15.18";

    private PostgresBinaries() {}

    /** The folder with {@code bin} in it; unpacks on first need. Killed half way, the next start begins again. */
    static Path unpackedIn(Path parent) throws IOException {
        Path home = parent.resolve("postgres-" + VERSION);
        if (Files.isDirectory(home)) {
            return home;
        }
        Path unfinished = parent.resolve("postgres-" + VERSION + ".unfinished");
        deleteAll(unfinished);
        unpack(unfinished);
        Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
        return home;
    }

    static void deleteAll(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static void unpack(Path target) throws IOException {
        boolean posix = !System.getProperty("os.name").startsWith("Windows");
        try (InputStream resource = open();
                var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(resource)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (entry.isDirectory()) {
                    Files.createDirectories(path);
                    continue;
                }
                Files.createDirectories(path.getParent());
                if (entry.isSymbolicLink()) {
                    Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
                    continue;
                }
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(path))) {
                    tar.transferTo(out);
                }
                if (posix && (entry.getMode() & 0100) != 0) {
                    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
                }
            }
        }
    }

    private static InputStream open() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String system = name.startsWith("windows") ? "windows" : name.startsWith("mac") ? "darwin" : "linux";
        String machine = switch (System.getProperty("os.arch")) {
            case "aarch64", "arm64" -> "arm_64";
            default -> "x86_64";
        };
        String resource = "/postgres-" + system + "-" + machine + ".txz";
        InputStream found = PostgresBinaries.class.getResourceAsStream(resource);
        if (found == null) {
            throw new Refusal(
                    "这个程序包不含适用于 " + system + "/" + machine
                            + " 的 PostgreSQL。请在这台机器上重新构建，或用 --database 连接已有的 PostgreSQL。",
                    "This jar carries no PostgreSQL for " + system + "/" + machine
                            + ". Build it on this machine, or use an existing PostgreSQL with --database.");
        }
        return found;
    }
}
