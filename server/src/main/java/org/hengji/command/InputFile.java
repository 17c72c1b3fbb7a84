package org.hengji.command;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hengji.scoring.Problem;

/** A file named on the command line: its text, or why it cannot be read. */
record InputFile(String name, String text, Problem problem) {
    static final long MOST_BYTES = 8L * 1024 * 1024;

    boolean isReadable() {
        return problem == null;
    }

    /** Every named file, and every file below a named folder in byte order of the relative path. */
    static List<Path> expand(List<String> names) {
        List<Path> files = new ArrayList<>();
        for (String name : names) {
            Path path = Path.of(name);
            if (!Files.isDirectory(path)) {
                files.add(path);
                continue;
            }
            try (Stream<Path> below = Files.walk(path)) {
                below.filter(Files::isRegularFile)
                        .sorted((a, b) -> java.util.Arrays.compareUnsigned(
                                a.toString().getBytes(StandardCharsets.UTF_8),
                                b.toString().getBytes(StandardCharsets.UTF_8)))
                        .forEach(files::add);
            } catch (IOException | java.io.UncheckedIOException e) {
                files.add(path);
            }
        }
        return files;
    }

    static InputFile read(Path path) {
        String name = path.toString();
        if (!Files.exists(path)) {
            return refused(name, "file.missing", "没有文件 " + name, "There is no file " + name, "核对路径", "Check the path");
        }
        if (!name.endsWith(".yaml") && !name.endsWith(".yml")) {
            return refused(
                    name,
                    "file.unsupported",
                    name + " 不是 YAML 文件",
                    name + " is no YAML file",
                    "使用 .yaml 文件",
                    "Use a .yaml file");
        }
        try {
            long size = Files.size(path);
            if (size > MOST_BYTES) {
                return refused(
                        name,
                        "file.too-large",
                        name + " 有 " + size + " 字节，超过 8 MB 的上限，没有读取",
                        name + " has " + size + " bytes, over the limit of 8 MB; it was not read",
                        "一个文件写一个案例；拆分后再试",
                        "Write one case a file");
            }
            byte[] bytes = Files.readAllBytes(path);
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new InputFile(name, text.startsWith("\uFEFF") ? text.substring(1) : text, null);
        } catch (CharacterCodingException e) {
            return refused(
                    name,
                    "file.encoding",
                    name + " 不是 UTF-8 编码",
                    name + " is not UTF-8",
                    "用编辑器另存为 UTF-8",
                    "Save it as UTF-8");
        } catch (IOException e) {
            return refused(
                    name,
                    "file.unreadable",
                    "读不了文件 " + name,
                    "The file " + name + " cannot be read",
                    "核对权限",
                    "Check its permissions");
        }
    }

    private static InputFile refused(String name, String code, String zh, String en, String remedyZh, String remedyEn) {
        return new InputFile(name, "", Problem.of(code, "", zh, en, remedyZh, remedyEn));
    }
}
