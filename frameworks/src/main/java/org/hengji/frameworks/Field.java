package org.hengji.frameworks;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.number.Rational;

/** A value of a file together with where it stands and where its faults go. Reading never throws; it records and goes on. */
final class Field {
    final Yaml yaml;
    final String path;
    final String name;
    final Yaml.At key;
    final Yaml.Faults faults;

    Field(Yaml yaml, String path, Yaml.At key, Yaml.Faults faults) {
        this(yaml, path, path.substring(path.lastIndexOf('.') + 1), key, faults);
    }

    private Field(Yaml yaml, String path, String name, Yaml.At key, Yaml.Faults faults) {
        this.yaml = yaml;
        this.path = path;
        this.name = name;
        this.key = key;
        this.faults = faults;
    }

    void fault(String code, String zh, String en, String remedyZh, String remedyEn) {
        faults.add(code, path, yaml.at(), zh, en, remedyZh, remedyEn);
    }

    /** Where a character of the text stands; the text's beginning when it was folded over several lines. */
    Yaml.At inside(int offset) {
        Yaml.Scalar scalar = (Yaml.Scalar) yaml;
        int column = scalar.at().column() + (scalar.quoted() ? 1 : 0);
        String line = faults.place(scalar.at()).source();
        int from = line.offsetByCodePoints(0, Math.min(column - 1, line.codePointCount(0, line.length())));
        return line.startsWith(scalar.text(), from)
                ? new Yaml.At(scalar.at().line(), column + scalar.text().codePointCount(0, offset))
                : scalar.at();
    }

    boolean isScalar() {
        return yaml instanceof Yaml.Scalar;
    }

    boolean isMap() {
        return yaml instanceof Yaml.Fields;
    }

    boolean isList() {
        return yaml instanceof Yaml.Items;
    }

    Map<String, Yaml> map() {
        if (yaml instanceof Yaml.Fields fields) {
            return fields.fields();
        }
        fault(
                "yaml.shape",
                "“" + name + "”应是若干“键: 值”",
                name + " should be a map of fields",
                "写成 {键: 值}",
                "Write {key: value}");
        return Map.of();
    }

    List<Field> items() {
        if (!(yaml instanceof Yaml.Items list)) {
            fault(
                    "yaml.shape",
                    "“" + name + "”应是一个列表",
                    name + " should be a list",
                    "写成 [ … ] 或每行一个“- ”",
                    "Write [ … ] or lines that begin with a dash");
            return List.of();
        }
        List<Field> items = new ArrayList<>();
        for (int i = 0; i < list.items().size(); i++) {
            Yaml item = list.items().get(i);
            items.add(new Field(item, path + "[" + i + "]", item.at(), faults));
        }
        return items;
    }

    Optional<Field> get(String name) {
        if (!(yaml instanceof Yaml.Fields fields) || !fields.fields().containsKey(name)) {
            return Optional.empty();
        }
        return Optional.of(new Field(
                fields.fields().get(name),
                path.isEmpty() ? name : path + "." + name,
                name,
                fields.keys().get(name),
                faults));
    }

    /** This value as the one field of a map, for short forms. */
    Field as(String field) {
        return new Field(
                new Yaml.Fields(Map.of(field, yaml), Map.of(field, yaml.at()), yaml.at()), path, name, key, faults);
    }

    Collection<Field> fields() {
        List<Field> all = new ArrayList<>();
        map().keySet().forEach(k -> get(k).ifPresent(all::add));
        return all;
    }

    /** The key as written, dots included. */
    String keyName() {
        return name;
    }

    Optional<Field> need(String name, String what) {
        Optional<Field> found = get(name);
        if (found.isEmpty()) {
            faults.add(
                    "field.missing",
                    path,
                    yaml.at(),
                    "缺少“" + name + "”（" + what + "）",
                    "The field " + name + " is missing",
                    "补上 " + name + ": …",
                    "Add " + name + ": …");
        }
        return found;
    }

    /** Fields outside {@code known} are faults, with the nearest known name. */
    Field only(String... known) {
        if (yaml instanceof Yaml.Fields fields) {
            List<String> allowed = List.of(known);
            for (String name : fields.fields().keySet()) {
                if (allowed.contains(name)) {
                    continue;
                } else if (!name.matches("[a-zA-Z_][a-zA-Z0-9_.-]{0,40}")) {
                    faults.add(
                            "field.cut-text",
                            path,
                            fields.keys().get(name),
                            "前面的文字在逗号处断开了，“" + name + "”被当成了字段",
                            "The text before this was cut at its comma, and the rest was taken for a field: " + name,
                            "把整段文字放进引号",
                            "Put the whole text in quotes");
                } else {
                    Words.unknown(this, fields.keys().get(name), "field.unknown", "字段", "field", name, allowed);
                }
            }
        }
        return this;
    }

    String text() {
        if (yaml instanceof Yaml.Scalar scalar) {
            return scalar.text();
        }
        fault(
                "yaml.shape",
                "“" + name + "”应是一个值",
                name + " should be a single value",
                "写成一个词或数字",
                "Write one word or number");
        return "";
    }

    String text(String name, String otherwise) {
        return get(name).map(Field::text).orElse(otherwise);
    }

    Rational number() {
        String text = text().strip();
        try {
            if (text.endsWith("%")) {
                return Rational.parse(text.substring(0, text.length() - 1).strip())
                        .over(Rational.HUNDRED);
            } else if (text.matches("\\d+/[1-9]\\d*")) {
                String[] parts = text.split("/");
                return Rational.parse(parts[0]).over(Rational.parse(parts[1]));
            }
            return Rational.parse(text);
        } catch (NumberFormatException e) {
            fault(
                    "number.broken",
                    "“" + text + "”不是数字",
                    '"' + text + "\" is not a number",
                    "写成 0.7、90% 或 1/3 的形式，不用千分位和科学记数法",
                    "Write 0.7, 90% or 1/3, without separators or exponent");
            return Rational.ZERO;
        }
    }

    int whole(int least, int most) {
        Rational number = number();
        if (!number.isWhole() || number.compareTo(Rational.of(least)) < 0 || number.compareTo(Rational.of(most)) > 0) {
            fault(
                    "number.range",
                    "“" + text() + "”应是 " + least + " 至 " + most + " 的整数",
                    text() + " should be a whole number from " + least + " to " + most,
                    "改为整数",
                    "Give a whole number");
            return least;
        }
        return number.floor().intValue();
    }

    /** One of a few words; the first of them when it is none. */
    String oneOf(String... words) {
        String text = text();
        if (!List.of(words).contains(text)) {
            Words.unknown(this, "word.unknown", "取值", "value", text, List.of(words));
            return words[0];
        }
        return text;
    }

    boolean flag() {
        String text = text();
        if (!text.equals("true") && !text.equals("false")) {
            fault(
                    "flag.broken",
                    "“" + text + "”应是 true 或 false",
                    text + " should be true or false",
                    "改为 true 或 false",
                    "Write true or false");
        }
        return text.equals("true");
    }

    /** {zh, en}, or plain Chinese. */
    Text labelled() {
        if (isScalar()) {
            return new Text(text(), text());
        }
        only("zh", "en");
        return label(this);
    }

    static Text label(Field map) {
        String zh = map.need("zh", "中文名称").map(Field::text).orElse("");
        return new Text(zh, map.text("en", zh));
    }

    /** The known word that a misspelt one was most likely meant to be; null when none is near enough. */
    static String nearest(String word, Collection<String> known) {
        String best = null;
        int least = word.length() < 3 ? 0 : Math.max(1, word.length() / 3) + 1;
        for (String candidate : known) {
            int d = distance(word, candidate);
            if (d < least) {
                least = d;
                best = candidate;
            }
        }
        return best;
    }

    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j] + 1, row[j - 1] + 1), diagonal + cost);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
