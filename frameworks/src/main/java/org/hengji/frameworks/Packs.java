package org.hengji.frameworks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.Framework;

/** The frameworks that are shipped: one folder for each id and version, its cases beside it. */
public final class Packs {
    private static final String ROOT = "/org/hengji/frameworks/packs/";
    private static final String FORMS = "/org/hengji/frameworks/forms/";
    private static final String LIBRARY = "/org/hengji/frameworks/library/";
    private static final String REPORTS = "/org/hengji/frameworks/reports/";
    private static final ConcurrentMap<String, Framework> LOADED = new ConcurrentHashMap<>();

    private Packs() {}

    /** {@code id/version} of every pack, in order of the index. */
    public static List<String> index() {
        return read(ROOT + "index.txt")
                .lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty() && !l.startsWith("#"))
                .toList();
    }

    /** @param reference {@code id} for the newest version, or {@code id@version} */
    public static Optional<Framework> find(String reference) {
        String[] parts = reference.strip().split("@", 2);
        return index().stream()
                .filter(p -> p.startsWith(parts[0] + "/") && (parts.length == 1 || p.equals(parts[0] + "/" + parts[1])))
                .reduce((older, newer) -> newer)
                .map(Packs::load);
    }

    /** {@code id@version} of every pack. */
    public static List<String> references() {
        return index().stream().map(p -> p.replace('/', '@')).toList();
    }

    public static List<Framework> all() {
        return index().stream().map(Packs::load).toList();
    }

    /** Text of the framework file of a pack. */
    public static String source(String pack) {
        return read(ROOT + pack + "/framework.yaml");
    }

    /** File names of the cases of a pack. */
    public static List<String> cases(String pack) {
        return read(ROOT + pack + "/cases/index.txt")
                .lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty())
                .toList();
    }

    /** Text of a case of a pack. */
    public static String caseText(String pack, String file) {
        return read(ROOT + pack + "/cases/" + file);
    }

    /** Names under which reports mention the facts of a pack, when it has any. */
    public static Optional<String> terms(String pack) {
        String resource = ROOT + pack + "/terms.yaml";
        return Packs.class.getResource(resource) == null ? Optional.empty() : Optional.of(read(resource));
    }

    /** A part of the glossary of reports: words, stages and ratios that hold for every framework. */
    public static String glossary(String part) {
        return read("/org/hengji/frameworks/glossary/" + part + ".yaml");
    }

    /** Sectors that the indicator library has a file for; what is common to all comes first. */
    public static List<String> libraries() {
        return read(LIBRARY + "index.txt")
                .lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty())
                .toList();
    }

    /** Text of the indicator library of a sector. */
    public static String library(String sector) {
        return read(LIBRARY + sector + ".yaml");
    }

    /** Ids of the forms that are filled in as workbooks. */
    public static List<String> forms() {
        return read(FORMS + "index.txt")
                .lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty())
                .toList();
    }

    /** Text of the definition of a form. */
    public static String form(String id) {
        return read(FORMS + id + ".yaml");
    }

    /** Ids of the kinds of report that are shipped. */
    public static List<String> reportKinds() {
        return read(REPORTS + "index.txt")
                .lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty())
                .toList();
    }

    /** Text of the template of a kind of report. */
    public static Optional<String> report(String kind) {
        return reportKinds().contains(kind) ? Optional.of(read(REPORTS + kind + ".yaml")) : Optional.empty();
    }

    /** Figures that reports of several kinds tell and no framework asks for, by key. */
    public static Map<String, FactDefinition> reportFigures() {
        return ReportFigures.ALL;
    }

    /** What each indicator of a pack is about, by id, where the pack says it apart from the criterion. */
    public static Map<String, String> meanings(String pack) {
        String resource = ROOT + pack + "/meanings.yaml";
        Map<String, String> meanings = new LinkedHashMap<>();
        if (Packs.class.getResource(resource) != null) {
            DataFile.read(read(resource))
                    .value()
                    .orElseThrow(() -> new IllegalStateException(resource))
                    .map()
                    .forEach((id, meaning) -> meanings.put(id, (String) meaning));
        }
        return meanings;
    }

    /** Loaded with the first report, not with the first score. */
    private static final class ReportFigures {
        static final Map<String, FactDefinition> ALL = FactReader.declarations(read(REPORTS + "figures.yaml"));
    }

    private static Framework load(String pack) {
        return LOADED.computeIfAbsent(pack, p -> {
            Loaded<Framework> loaded = FrameworkLoader.load(source(p));
            return loaded.value().orElseThrow(() -> new IllegalStateException(p + ": " + loaded.problems()));
        });
    }

    private static String read(String resource) {
        try (InputStream in = Packs.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("no such resource: " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
