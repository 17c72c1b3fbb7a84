package org.hengji.server.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.hengji.Refusal;

/**
 * A folder that is one whole installation: its PostgreSQL, its logs, its mark. At most one process holds it, and the
 * operating system decides who: the lock dies with its holder, also after a power cut, so no stale file ever blocks.
 */
public final class DataFolder implements AutoCloseable {

    /** Files that a refused or killed first start may leave; a folder with only these still counts as empty. */
    private static final Set<String> TRACES = Set.of("lock", "holder");

    private final Path path;
    private final Mark mark;
    private final FileChannel channel;

    private DataFolder(Path path, Mark mark, FileChannel channel) {
        this.path = path;
        this.mark = mark;
        this.channel = channel;
    }

    /** Takes the folder for this process and makes it when it is absent or empty; refuses what is not for this use. */
    public static DataFolder take(Path place, Mark wanted) {
        Path path = place.toAbsolutePath().normalize();
        if (exists(path)) {
            readMark(path).mustBe(wanted, path.toString());
            return hold(path).orElseThrow(() -> held(path));
        }
        mustBeEmpty(path);
        try {
            makePrivate(Files.createDirectories(path));
            DataFolder folder = lock(path.toRealPath(), wanted).orElseThrow(() -> held(path));
            writeMark(path, wanted);
            return folder;
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    /** Takes an existing folder, whatever its mark; empty when another process holds it. */
    public static Optional<DataFolder> hold(Path place) {
        Path path = place.toAbsolutePath().normalize();
        if (!exists(path)) {
            throw new Refusal(
                    path + " 不是衡绩的数据文件夹（没有 hengji.properties）。请检查 --data 后面的路径。",
                    path + " is no data folder of Hengji (no hengji.properties in it). Check the path after --data.");
        }
        try {
            return lock(path.toRealPath(), readMark(path));
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    public static boolean exists(Path path) {
        return Files.isRegularFile(path.resolve("hengji.properties"));
    }

    /** Refuses a folder with anything in it: nobody's files are ever mixed with ours or overwritten. */
    public static void mustBeEmpty(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        if (!Files.isDirectory(path)) {
            throw new Refusal(path + " 是一个文件，需要的是文件夹。", path + " is a file; a folder is needed.");
        }
        try (Stream<Path> entries = Files.list(path)) {
            if (entries.anyMatch(entry -> !TRACES.contains(entry.getFileName().toString()))) {
                throw new Refusal(
                        path + " 里已有别的文件，为免弄乱没有使用它。请给一个空的或尚不存在的文件夹。",
                        path + " already has other files in it and was left alone. Give an empty or a new folder.");
            }
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    /** Removes a folder, whatever is in it. Only for one that {@link #mustBeEmpty} has seen or that we made aside. */
    public static void clear(Path path) {
        try {
            PostgresBinaries.deleteAll(path);
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    public Path path() {
        return path;
    }

    public Mark mark() {
        return mark;
    }

    public Path logs() {
        return path.resolve("logs");
    }

    /** Leaves a note for whoever finds the folder held: the process and where it answers. */
    public void announce(String address) {
        try {
            Files.writeString(
                    path.resolve("holder"),
                    ProcessHandle.current().pid() + "\n" + Instant.now() + "\n" + address + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the process that holds the folder answers, with a slash at its end; empty when nobody does. */
    public static Optional<String> address(Path folder) {
        try {
            String[] note = Files.readString(folder.resolve("holder")).split("\n");
            return note.length > 2 ? Optional.of(note[2].strip()) : Optional.empty();
        } catch (IOException noNote) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            Files.deleteIfExists(path.resolve("holder"));
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder's own random password, made on first need and readable by its owner only. */
    String secret() {
        Path file = path.resolve("secret");
        try {
            if (!Files.exists(file)) {
                byte[] random = new byte[24];
                new SecureRandom().nextBytes(random);
                Files.createFile(file);
                makePrivate(file);
                Files.writeString(file, HexFormat.of().formatHex(random));
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw unusable(path, e);
        }
    }

    /** The secret of a folder that another process holds: for a consistent backup of a running server. */
    static String secretOf(Path path) throws IOException {
        return Files.readString(path.resolve("secret")).strip();
    }

    private static Optional<DataFolder> lock(Path path, Mark mark) throws IOException {
        FileChannel channel =
                FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            return Optional.empty();
        }
        DataFolder folder = new DataFolder(path, mark, channel);
        folder.announce("");
        return Optional.of(folder);
    }

    private static Refusal held(Path path) {
        String[] note = {"?", "?", ""};
        try {
            System.arraycopy(Files.readString(path.resolve("holder")).split("\n", 3), 0, note, 0, 3);
        } catch (IOException | IndexOutOfBoundsException noNote) {
            // The holder has not come as far as leaving one.
        }
        String address = note[2].strip();
        return new Refusal(
                "数据文件夹 " + path + " 正由另一个衡绩进程使用（进程号 " + note[0] + "，自 " + note[1] + " 起）。"
                        + (address.isEmpty() ? "" : "它的网址是 " + address + " 。") + "请使用它，或先停止它，或换一个文件夹。数据没有任何改动。",
                "The data folder " + path + " is in use by another Hengji process (pid " + note[0] + ", since "
                        + note[1]
                        + ")." + (address.isEmpty() ? "" : " It answers at " + address + " .")
                        + " Use that one, stop it first, or take another folder. Nothing was changed.");
    }

    private static Mark readMark(Path path) {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(path.resolve("hengji.properties"), StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException e) {
            throw unusable(path, e);
        }
        return Mark.of(properties.getProperty("mark", ""));
    }

    private static void writeMark(Path path, Mark mark) throws IOException {
        Files.writeString(
                path.resolve("hengji.properties"),
                "# Written once, when this folder was made. Do not edit.\nmark=" + mark.word() + "\ncreated="
                        + Instant.now() + "\n");
    }

    private static void makePrivate(Path file) throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(
                    file, PosixFilePermissions.fromString(Files.isDirectory(file) ? "rwx------" : "rw-------"));
        }
    }

    private static Refusal unusable(Path path, IOException cause) {
        String reason =
                cause instanceof AccessDeniedException ? "permission denied" : String.valueOf(cause.getMessage());
        return new Refusal(
                "无法使用文件夹 " + path + "（" + reason + "）。请检查权限和磁盘空间，或换一个文件夹。",
                "Cannot use the folder " + path + " (" + reason + "). Check permissions and space, or take another.",
                cause);
    }
}
