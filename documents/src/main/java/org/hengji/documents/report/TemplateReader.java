package org.hengji.documents.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hengji.documents.report.Template.Cell;
import org.hengji.documents.report.Template.Group;
import org.hengji.documents.report.Template.Part;
import org.hengji.documents.report.Template.Rows;
import org.hengji.documents.report.Template.Section;
import org.hengji.frameworks.DataFile;
import org.hengji.frameworks.Loaded;
import org.hengji.frameworks.Packs;
import org.hengji.scoring.Problem;
import org.hengji.scoring.framework.Text;

/** Reads a template; every fault is said with its line. */
public final class TemplateReader {
    private final DataFile file;
    private final List<Problem> problems = new ArrayList<>();

    private TemplateReader(DataFile file) {
        this.file = file;
    }

    /** The shipped template of that kind, e.g. {@code department-municipal}. */
    public static Optional<Template> shipped(String kind) {
        return Packs.report(kind).map(text -> read(text).value().orElseThrow());
    }

    public static Loaded<Template> read(String text) {
        Loaded<DataFile> file = DataFile.read(text);
        if (file.value().isEmpty()) {
            return new Loaded<>(Optional.empty(), file.problems());
        }
        TemplateReader reader = new TemplateReader(file.value().get());
        Template template = reader.template(file.value().get().map());
        return new Loaded<>(
                reader.problems.isEmpty() ? Optional.of(template) : Optional.empty(), List.copyOf(reader.problems));
    }

    private Template template(Map<String, Object> root) {
        only(
                root,
                "",
                Set.of("report", "version", "name", "for", "separators", "words", "texts", "sections", "sources"));
        Map<String, Text> texts = new LinkedHashMap<>();
        map(root.get("texts"), "texts").forEach((key, name) -> texts.put(key, label(name)));
        Map<String, String> words = new LinkedHashMap<>();
        map(root.get("words"), "words").forEach((key, word) -> words.put(key, String.valueOf(word)));
        List<Section> sections = new ArrayList<>();
        List<Object> listed = list(root.get("sections"), "sections");
        for (int i = 0; i < listed.size(); i++) {
            String path = "sections[" + i + "]";
            Map<String, Object> section = map(listed.get(i), path);
            only(section, path, Set.of("page", "body"));
            sections.add(new Section(
                    Paper.Page.valueOf(word(section.get("page"), path + ".page", "portrait", "landscape", "form")
                            .toUpperCase(java.util.Locale.ROOT)),
                    parts(list(section.get("body"), path + ".body"), path + ".body")));
        }
        return new Template(
                need(root, "", "report"),
                need(root, "", "version"),
                label(root.get("name")),
                list(root.getOrDefault("for", List.of()), "for").stream()
                        .map(String::valueOf)
                        .toList(),
                !"false".equals(root.get("separators")),
                words,
                texts,
                sections);
    }

    private List<Part> parts(List<Object> listed, String path) {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < listed.size(); i++) {
            String at = path + "[" + i + "]";
            if ("break".equals(listed.get(i))) {
                parts.add(new Part.PageBreak());
                continue;
            }
            Map<String, Object> one = map(listed.get(i), at);
            if (one.size() != 1) {
                fault(at, "每一段只能有一个名称", "A part has one name", "写成 - h1: … 或 - p: {…}", "Write - h1: … or - p: {…}");
                continue;
            }
            String name = one.keySet().iterator().next();
            Object value = one.get(name);
            part(name, value, at + "." + name).ifPresent(parts::add);
        }
        return parts;
    }

    private Optional<Part> part(String name, Object value, String at) {
        switch (name) {
            case "h1", "h2", "h3", "h4":
                return Optional.of(new Part.Heading(name.charAt(1) - '0', String.valueOf(value)));
            case "contents":
                return Optional.of(new Part.Contents(number(value, at, 1, 4)));
            case "cover":
                Map<String, Object> cover = map(value, at);
                only(cover, at, Set.of("title", "lines", "personal"));
                return Optional.of(new Part.Cover(
                        need(cover, at, "title"), texts(cover, at, "lines"), texts(cover, at, "personal")));
            case "p":
                Map<String, Object> p = map(value, at);
                only(p, at, Set.of("id", "text", "when", "if", "note", "style"));
                return Optional.of(new Part.Paragraph(
                        need(p, at, "id"),
                        Paper.Style.valueOf(word(
                                        p.get("style"),
                                        at + ".style",
                                        "body",
                                        "title",
                                        "centred",
                                        "flush",
                                        "signed",
                                        "note")
                                .toUpperCase(Locale.ROOT)),
                        need(p, at, "text"),
                        text(p, "when"),
                        text(p, "if"),
                        text(p, "note")));
            case "each":
                Map<String, Object> each = map(value, at);
                only(each, at, Set.of("of", "id", "text", "otherwise"));
                return Optional.of(new Part.Each(
                        rows(each.get("of"), at + ".of"),
                        need(each, at, "id"),
                        need(each, at, "text"),
                        text(each, "otherwise")));
            case "table":
                return Optional.of(table(map(value, at), at));
            default:
                fault(
                        at,
                        "没有“" + name + "”这种段落",
                        "There is no part called " + name,
                        "可用 h1 至 h4、p、each、table、cover、contents、break",
                        "Use h1 to h4, p, each, table, cover, contents or break");
                return Optional.empty();
        }
    }

    private Part.Table table(Map<String, Object> table, String at) {
        only(table, at, Set.of("id", "caption", "widths", "header", "rows", "note"));
        List<Integer> widths = new ArrayList<>();
        List<Object> given = list(table.get("widths"), at + ".widths");
        for (int i = 0; i < given.size(); i++) {
            widths.add(number(given.get(i), at + ".widths[" + i + "]", 1, 1000));
        }
        List<List<Cell>> header = new ArrayList<>();
        List<Object> heads = list(table.getOrDefault("header", List.of()), at + ".header");
        for (int i = 0; i < heads.size(); i++) {
            header.add(cells(list(heads.get(i), at + ".header[" + i + "]"), at + ".header[" + i + "]"));
        }
        List<Group> groups = new ArrayList<>();
        List<Object> rows = list(table.get("rows"), at + ".rows");
        for (int i = 0; i < rows.size(); i++) {
            groups.add(group(rows.get(i), at + ".rows[" + i + "]"));
        }
        return new Part.Table(
                need(table, at, "id"),
                text(table, "caption"),
                widths,
                header,
                groups,
                text(table, "note").orElse(""));
    }

    private Group group(Object row, String at) {
        if (row instanceof List<?> cells) {
            return new Group(Optional.empty(), cells(List.copyOf(cells), at), Optional.empty());
        }
        Map<String, Object> group = map(row, at);
        only(group, at, Set.of("of", "cells", "otherwise"));
        return new Group(
                Optional.of(rows(group.get("of"), at + ".of")),
                cells(list(group.get("cells"), at + ".cells"), at + ".cells"),
                text(group, "otherwise"));
    }

    private Rows rows(Object of, String at) {
        String text = String.valueOf(of);
        if (text.startsWith("table ")) {
            return new Rows(Rows.Of.TABLE, text.substring("table ".length()).strip());
        } else if (text.startsWith("own ")) {
            return new Rows(Rows.Of.OWN, text.substring("own ".length()).strip());
        }
        return new Rows(
                Rows.Of.valueOf(word(of, at, "indicators", "items", "losses", "classes", "own")
                        .toUpperCase(Locale.ROOT)),
                "");
    }

    private List<Cell> cells(List<?> listed, String path) {
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < listed.size(); i++) {
            String at = path + "[" + i + "]";
            if (listed.get(i) instanceof String plain) {
                cells.add(new Cell(plain, 1, 1, Optional.empty(), false, Optional.empty()));
                continue;
            }
            Map<String, Object> cell = map(listed.get(i), at);
            only(cell, at, Set.of("text", "span", "down", "align", "bold", "merge"));
            cells.add(new Cell(
                    text(cell, "text").orElse(""),
                    cell.containsKey("span") ? number(cell.get("span"), at + ".span", 1, 60) : 1,
                    cell.containsKey("down") ? number(cell.get("down"), at + ".down", 1, 60) : 1,
                    cell.containsKey("align")
                            ? Optional.of(Paper.Align.valueOf(
                                    word(cell.get("align"), at + ".align", "left", "centre", "right")
                                            .toUpperCase(Locale.ROOT)))
                            : Optional.empty(),
                    "true".equals(cell.get("bold")),
                    text(cell, "merge")));
        }
        return cells;
    }

    // ---- Values of the file ----

    private String need(Map<String, Object> map, String at, String key) {
        return text(map, key).orElseGet(() -> {
            fault(at, "缺少“" + key + "”", "The field " + key + " is missing", "补上 " + key + ": …", "Add " + key + ": …");
            return "";
        });
    }

    private static Optional<String> text(Map<String, Object> map, String key) {
        return Optional.ofNullable(map.get(key)).map(String::valueOf);
    }

    private List<String> texts(Map<String, Object> map, String at, String key) {
        return list(map.getOrDefault(key, List.of()), at + "." + key).stream()
                .map(String::valueOf)
                .toList();
    }

    private static Text label(Object value) {
        if (value instanceof Map<?, ?> map) {
            String zh = String.valueOf(map.get("zh"));
            return new Text(zh, map.get("en") == null ? zh : String.valueOf(map.get("en")));
        }
        return new Text(String.valueOf(value), String.valueOf(value));
    }

    private String word(Object value, String at, String... words) {
        if (value == null) {
            return words[0];
        } else if (!List.of(words).contains(String.valueOf(value))) {
            fault(
                    at,
                    "“" + value + "”不在可用的取值中",
                    value + " is not one of the values",
                    "可用：" + String.join("、", words),
                    "Use one of " + String.join(", ", words));
            return words[0];
        }
        return String.valueOf(value);
    }

    private int number(Object value, String at, int least, int most) {
        try {
            int number = Integer.parseInt(String.valueOf(value));
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        fault(
                at,
                "“" + value + "”应是 " + least + " 至 " + most + " 的整数",
                value + " should be a whole number from " + least + " to " + most,
                "改为整数",
                "Give a whole number");
        return least;
    }

    private void only(Map<String, Object> map, String at, Set<String> known) {
        map.keySet().stream()
                .filter(k -> !known.contains(k))
                .forEach(k -> fault(
                        at.isEmpty() ? k : at + "." + k,
                        "不认识“" + k + "”",
                        "Unknown field " + k,
                        "可用：" + String.join("、", known.stream().sorted().toList()),
                        "Use one of "
                                + String.join(", ", known.stream().sorted().toList())));
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> map(Object value, String at) {
        if (value == null) {
            return Map.of();
        } else if (value instanceof Map) {
            return (Map<String, Object>) value;
        }
        fault(at, "这里应是若干“键: 值”", "This should be a map of fields", "写成 {键: 值}", "Write {key: value}");
        return Map.of();
    }

    @SuppressWarnings("unchecked")
    private List<Object> list(Object value, String at) {
        if (value instanceof List) {
            return (List<Object>) value;
        }
        fault(
                at,
                "这里应是一个列表",
                "This should be a list",
                "写成 [ … ] 或每行一个“- ”",
                "Write [ … ] or lines that begin with a dash");
        return List.of();
    }

    private void fault(String at, String zh, String en, String remedyZh, String remedyEn) {
        Problem problem = Problem.of("template.form", at, zh, en, remedyZh, remedyEn);
        Problem.Place place = file.places().get(at);
        for (String up = at; place == null && up.contains("."); ) {
            up = up.substring(0, up.lastIndexOf('.'));
            place = file.places().get(up);
        }
        problems.add(place == null ? problem : problem.at(place));
    }
}
