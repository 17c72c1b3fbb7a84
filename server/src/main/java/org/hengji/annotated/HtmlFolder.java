package org.hengji.annotated;

import gg.jte.models.runtime.JteModel;
import gg.jte.output.Utf8ByteOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.hengji.checker.Verdict;
import org.hengji.documents.Document;
import org.hengji.pages.StaticTemplates;
import org.hengji.pages.Templates;

/** A folder of pages: one for each report, a list when there are several, all of it again in English below {@code en}. */
public final class HtmlFolder {
    private static final int LONGEST_NAME = 150;

    private final Path folder;
    private final boolean several;
    private final Templates templates = new StaticTemplates();
    private final Wording zh = Wording.bundled("zh");
    private final Wording en = Wording.bundled("en");
    private final Set<String> taken = new HashSet<>(Set.of("index.html", "en"));
    private final List<Batch.Line> lines = new ArrayList<>();

    /** @param several whether there will be more than one report */
    public HtmlFolder(Path folder, boolean several) {
        this.folder = folder;
        this.several = several;
        try {
            Files.createDirectories(folder.resolve("en"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void add(Document document, Verdict verdict) {
        AnnotatedReport report = AnnotatedReport.of(document, verdict);
        String title = Batch.Line.of(verdict, null).name();
        String name = name(title);
        lines.add(Batch.Line.of(verdict, link(name)));
        String index = several ? "index.html" : null;
        write(
                folder.resolve(name),
                templates.checkingReportFile(zh, StandaloneFile.of(index, "en/" + link(name)), title, report));
        write(
                folder.resolve("en").resolve(name),
                templates.checkingReportFile(en, StandaloneFile.of(index, "../" + link(name)), title, report));
    }

    public void addUnread(Verdict verdict) {
        lines.add(Batch.Line.of(verdict, null));
    }

    public void end() {
        if (several) {
            Batch batch = Batch.of(lines);
            write(
                    folder.resolve("index.html"),
                    templates.checkingIndexFile(zh, StandaloneFile.of(null, "en/index.html"), batch));
            write(
                    folder.resolve("en/index.html"),
                    templates.checkingIndexFile(en, StandaloneFile.of(null, "../index.html"), batch));
        }
    }

    /** A file name that every system takes; reports of one name in several folders are numbered. */
    private String name(String file) {
        String safe = file.replaceAll("[\\p{Cntrl}/\\\\:*?\"<>|#%]", "_").replaceFirst("^\\.+", "_");
        safe = safe.length() > LONGEST_NAME ? safe.substring(0, LONGEST_NAME) : safe;
        String name = safe + ".html";
        for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
            name = safe + "-" + i + ".html";
        }
        return name;
    }

    private static String link(String name) {
        return java.net.URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static void write(Path file, JteModel page) {
        Utf8ByteOutput bytes = new Utf8ByteOutput();
        page.render(bytes);
        try (OutputStream out = Files.newOutputStream(file)) {
            bytes.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
