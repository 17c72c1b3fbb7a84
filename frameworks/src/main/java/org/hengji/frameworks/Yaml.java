package org.hengji.frameworks;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.scoring.Problem;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A YAML value with its place. Every scalar is text: no number ever passes through a floating type. */
sealed interface Yaml {
    int MOST_LEVELS = 40;
    int MOST_CHARACTERS = 8_000_000;

    At at();

    /** 1-based line and column, in characters. */
    record At(int line, int column) {}

    record Scalar(String text, At at) implements Yaml {}

    record Items(List<Yaml> items, At at) implements Yaml {}

    /** @param keys where each key stands */
    record Fields(Map<String, Yaml> fields, Map<String, At> keys, At at) implements Yaml {}

    /** The text as a tree; problems when it is broken, has a key twice, or is built to be slow. */
    static Optional<Yaml> parse(String text, Faults faults) {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(MOST_LEVELS + 10);
        options.setCodePointLimit(MOST_CHARACTERS);
        options.setAllowDuplicateKeys(true);
        try {
            Node root = new org.yaml.snakeyaml.Yaml(options).compose(new java.io.StringReader(text));
            if (root == null) {
                faults.add(
                        "yaml.empty",
                        "",
                        new At(1, 1),
                        "文件是空的",
                        "The file is empty",
                        "按格式说明填写内容",
                        "Fill it in as the documentation describes");
                return Optional.empty();
            }
            return Optional.of(read(root, 0, new IdentityHashMap<>(), faults, ""));
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() != null ? e.getProblemMark() : e.getContextMark();
            At at = mark == null ? new At(1, 1) : new At(mark.getLine() + 1, mark.getColumn() + 1);
            faults.add(
                    "yaml.syntax",
                    "",
                    at,
                    "YAML 写法有误，从这里读不下去",
                    "Broken YAML: it cannot be read from here on",
                    "检查缩进、引号、冒号后的空格和括号是否成对",
                    "Check indentation, quotes, the space after a colon, and brackets");
        } catch (YAMLException | StackOverflowError e) {
            faults.add(
                    "yaml.too-deep",
                    "",
                    new At(1, 1),
                    "文件嵌套过深或过大",
                    "The file is nested too deeply or too large",
                    "嵌套不超过 " + MOST_LEVELS + " 层，文件不超过 8 MB",
                    "At most " + MOST_LEVELS + " levels and 8 MB");
        }
        return Optional.empty();
    }

    private static At at(Node node) {
        return new At(node.getStartMark().getLine() + 1, node.getStartMark().getColumn() + 1);
    }

    private static Yaml read(Node node, int level, IdentityHashMap<Node, Boolean> seen, Faults faults, String path) {
        At at = at(node);
        if (level > MOST_LEVELS) {
            faults.add(
                    "yaml.too-deep",
                    path,
                    at,
                    "嵌套超过 " + MOST_LEVELS + " 层",
                    "Nested deeper than " + MOST_LEVELS + " levels",
                    "减少嵌套",
                    "Nest less");
            return new Scalar("", at);
        }
        if (node instanceof ScalarNode scalar) {
            return new Scalar(scalar.getValue(), at);
        }
        if (seen.put(node, true) != null) {
            faults.add(
                    "yaml.alias",
                    path,
                    at,
                    "这里用了锚点和引用（& 和 *），可能造成循环或膨胀，不予接受",
                    "Anchors and aliases (& and *) are not accepted: they can loop or blow up",
                    "把内容直接写出来",
                    "Write the content out");
            return new Scalar("", at);
        }
        if (node instanceof SequenceNode sequence) {
            List<Yaml> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                items.add(read(item, level + 1, seen, faults, path));
            }
            return new Items(items, at);
        }
        Map<String, Yaml> fields = new LinkedHashMap<>();
        Map<String, At> keys = new LinkedHashMap<>();
        for (NodeTuple tuple : ((MappingNode) node).getValue()) {
            At keyAt = at(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                faults.add(
                        "yaml.key", path, keyAt, "键必须是一个词", "A key must be a single word", "改为简单的键", "Use a plain key");
                continue;
            }
            String name = key.getValue();
            String here = path.isEmpty() ? name : path + "." + name;
            if (fields.containsKey(name)) {
                faults.add(
                        "yaml.duplicate-key",
                        here,
                        keyAt,
                        "“" + name + "”在同一处写了两次（上一次在第 " + keys.get(name).line() + " 行），后一个会悄悄盖掉前一个",
                        "The key " + name + " stands here twice (first on line "
                                + keys.get(name).line() + ")",
                        "删去其中一个",
                        "Remove one of them");
                continue;
            }
            fields.put(name, read(tuple.getValueNode(), level + 1, seen, faults, here));
            keys.put(name, keyAt);
        }
        return new Fields(fields, keys, at);
    }

    /** The faults found in one file, each with its place. */
    final class Faults {
        private final List<String> lines;
        private final List<Problem> problems = new ArrayList<>();

        Faults(String text) {
            this.lines = text.lines().toList();
        }

        void add(String code, String path, At at, String zh, String en, String remedyZh, String remedyEn) {
            problems.add(Problem.of(code, path, zh, en, remedyZh, remedyEn).at(place(at)));
        }

        Problem.Place place(At at) {
            String line = at.line() <= lines.size() ? lines.get(at.line() - 1) : "";
            return new Problem.Place(at.line(), at.column(), line);
        }

        boolean isEmpty() {
            return problems.isEmpty();
        }

        int count() {
            return problems.size();
        }

        List<Problem> list() {
            return List.copyOf(problems);
        }
    }
}
