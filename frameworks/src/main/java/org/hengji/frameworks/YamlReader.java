package org.hengji.frameworks;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.frameworks.Yaml.At;
import org.hengji.frameworks.Yaml.Faults;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Builds the tree from parse events. Nothing is constructed, aliases are never followed, so neither a type tag nor a
 * loop nor an alias bomb can do anything.
 */
final class YamlReader {
    private final String text;
    private final Faults faults;
    private final int[] lineStarts;
    private Parser events;
    private boolean referring;

    YamlReader(String text, Faults faults) {
        this.text = text;
        this.faults = faults;
        int[] starts = new int[16];
        int lines = 1;
        int character = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            character++;
            if (text.charAt(i) == '\n') {
                starts = lines == starts.length ? Arrays.copyOf(starts, lines * 2) : starts;
                starts[lines++] = character;
            }
        }
        this.lineStarts = Arrays.copyOf(starts, lines);
    }

    Optional<Yaml> read() {
        if (!isPrintable()) {
            return Optional.empty();
        }
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Integer.MAX_VALUE);
        // The parser alone: what constructs and represents objects would only be loaded, never used
        events = new ParserImpl(new StreamReader(new StringReader(text)), options);
        try {
            return document();
        } catch (MarkedYAMLException e) {
            broken(e);
        } catch (TooDeep e) {
            faults.add(
                    "yaml.too-deep",
                    "",
                    e.at,
                    "嵌套超过 " + Yaml.MOST_LEVELS + " 层，从这里起不再读下去",
                    "Nested deeper than " + Yaml.MOST_LEVELS + " levels; nothing is read from here on",
                    "减少嵌套；检查括号是否成对",
                    "Nest less; check that brackets come in pairs");
        }
        return Optional.empty();
    }

    private Optional<Yaml> document() {
        events.getEvent(); // start of the stream
        Event first = events.getEvent();
        if (!(first instanceof DocumentStartEvent)) {
            return empty();
        }
        Yaml root = value(events.getEvent(), 1, "");
        events.getEvent(); // end of the document
        Event after = events.getEvent();
        if (after instanceof DocumentStartEvent) {
            faults.add(
                    "yaml.documents",
                    "",
                    at(after),
                    "一个文件里有几份内容（以 --- 分开），只能有一份",
                    "The file holds several documents (separated by ---), only one is read",
                    "把它们分成几个文件",
                    "Put each into a file of its own");
        }
        if (referring) {
            return Optional.empty();
        }
        return root instanceof Yaml.Scalar s && s.text().isEmpty() ? empty() : Optional.of(root);
    }

    private Optional<Yaml> empty() {
        faults.add(
                "yaml.empty",
                "",
                At.START,
                "文件里没有内容",
                "The file has no content",
                "按格式说明填写",
                "Fill it in as the documentation describes");
        return Optional.empty();
    }

    private Yaml value(Event event, int level, String path) {
        At at = at(event);
        if (level > Yaml.MOST_LEVELS) {
            throw new TooDeep(at);
        }
        plain(event, at, path);
        if (event instanceof ScalarEvent scalar) {
            return new Yaml.Scalar(scalar.getValue(), at, scalar.getScalarStyle() != ScalarStyle.PLAIN);
        } else if (event instanceof AliasEvent) {
            return new Yaml.Scalar("", at);
        } else if (event instanceof SequenceStartEvent) {
            List<Yaml> items = new ArrayList<>();
            for (Event next = events.getEvent(); !next.is(Event.ID.SequenceEnd); next = events.getEvent()) {
                items.add(value(next, level + 1, path + "[" + items.size() + "]"));
            }
            return new Yaml.Items(items, at);
        }
        return fields(at, level, path);
    }

    private Yaml fields(At at, int level, String path) {
        Map<String, Yaml> fields = new LinkedHashMap<>();
        Map<String, At> keys = new LinkedHashMap<>();
        for (Event next = events.getEvent(); !next.is(Event.ID.MappingEnd); next = events.getEvent()) {
            At keyAt = at(next);
            Yaml key = value(next, level + 1, path);
            if (!(key instanceof Yaml.Scalar word) || next instanceof AliasEvent) {
                faults.add(
                        "yaml.key",
                        path,
                        keyAt,
                        "键必须是一个词，这里是一组内容",
                        "A key must be one word, here it is a group",
                        "检查冒号前的内容和括号",
                        "Check what stands before the colon, and the brackets");
                value(events.getEvent(), level + 1, path);
                continue;
            }
            String name = word.text();
            String here = path.isEmpty() ? name : path + "." + name;
            Yaml value = value(events.getEvent(), level + 1, here);
            if (keys.containsKey(name)) {
                faults.add(
                        "yaml.duplicate-key",
                        here,
                        keyAt,
                        "“" + name + "”在同一处写了两次（上一次在第 " + keys.get(name).line() + " 行），不能确定以哪个为准",
                        "The key " + name + " stands here twice (first on line "
                                + keys.get(name).line() + "), and it is not certain which one counts",
                        "留下对的一个",
                        "Keep the right one");
            } else if (name.equals("<<")) {
                alias(here, keyAt);
            } else {
                fields.put(name, value);
                keys.put(name, keyAt);
            }
        }
        return new Yaml.Fields(fields, keys, at);
    }

    /** Anchors, aliases and type tags are for programs; a framework is read by people. */
    private void plain(Event event, At at, String path) {
        boolean anchored = event instanceof NodeEvent node && node.getAnchor() != null;
        String tag = event instanceof ScalarEvent s
                ? s.getTag()
                : event instanceof CollectionStartEvent c ? c.getTag() : null;
        if (anchored) {
            alias(path, at);
        } else if (tag != null && !tag.equals("!")) {
            faults.add(
                    "yaml.tag",
                    path,
                    at,
                    "这里写了类型标记“" + tag + "”，文件里的值一律按文字读",
                    "A type tag " + tag + " stands here; all values are read as text",
                    "删去标记",
                    "Remove the tag");
        }
    }

    private void alias(String path, At at) {
        if (referring) {
            return; // one is enough to refuse the file
        }
        referring = true;
        faults.add(
                "yaml.alias",
                path,
                at,
                "这里用了引用（&、* 或 <<）：可能绕成圈或膨胀，也不便审读，不予接受",
                "A reference (&, * or <<) stands here; it can loop or blow up and is hard to review, so none is accepted",
                "把内容直接写出来",
                "Write the content out");
    }

    private void broken(MarkedYAMLException e) {
        boolean unclosed = e.getProblem() != null && e.getProblem().contains("end of stream");
        Mark mark = unclosed && e.getContextMark() != null || e.getProblemMark() == null
                ? e.getContextMark()
                : e.getProblemMark();
        At at = mark == null ? At.START : at(mark);
        String zh = unclosed
                ? "从这里开始的引号或括号没有结束"
                : String.valueOf(e.getProblem()).contains("'\\t'") ? "这里用了制表符缩进，YAML 只认空格" : "从这里起不符合 YAML 的写法，读不下去";
        faults.add(
                "yaml.syntax",
                "",
                at,
                zh,
                "Broken YAML: " + (e.getProblem() == null ? "it cannot be read from here on" : e.getProblem()),
                "检查缩进、引号、冒号后的空格和括号是否成对；有冒号或逗号的文字加引号",
                "Check indentation, quotes, the space after a colon, and brackets; quote texts with colons or commas");
    }

    private boolean isPrintable() {
        int character = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i)), character++) {
            int c = text.codePointAt(i);
            if (!StreamReader.isPrintable(c) || c == 0xFEFF) {
                faults.add(
                        "yaml.control-character",
                        "",
                        at(character),
                        String.format("这里有一个看不见的控制字符（U+%04X）", c),
                        String.format("An invisible control character stands here (U+%04X)", c),
                        "删去它；从其他软件复制来的文字常带有这种字符",
                        "Remove it; text copied from other programs often brings such characters along");
                return false;
            }
        }
        return true;
    }

    private At at(Event event) {
        return at(event.getStartMark());
    }

    private At at(Mark mark) {
        return at(mark.getIndex());
    }

    private At at(int character) {
        int found = Arrays.binarySearch(lineStarts, character);
        int line = found >= 0 ? found : -found - 2;
        return new At(line + 1, character - lineStarts[line] + 1);
    }

    /** Stops the reading at once, however deep it has come. */
    private static final class TooDeep extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient At at;

        TooDeep(At at) {
            super("too deep", null, false, false);
            this.at = at;
        }
    }
}
