package org.hengji.frameworks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.scoring.Problem;

/**
 * A YAML file of any shape (vocabulary, policy, waivers, examples) read by the same strict reader as frameworks: keys
 * once, every value as text.
 *
 * @param root {@code Map<String, Object>}, {@code List<Object>} or {@code String}
 * @param places where each value stands, by its dotted path; list items as {@code [0]}
 */
public record DataFile(Object root, Map<String, Problem.Place> places) {

    /** The content, or what is wrong with the file. */
    public static Loaded<DataFile> read(String text) {
        Yaml.Faults faults = new Yaml.Faults(text);
        Optional<Yaml> yaml = Yaml.parse(text, faults);
        if (yaml.isEmpty() || !faults.isEmpty()) {
            return new Loaded<>(Optional.empty(), faults.list());
        }
        Map<String, Problem.Place> places = new LinkedHashMap<>();
        Object root = plain(yaml.get(), "", places, faults);
        return new Loaded<>(Optional.of(new DataFile(root, places)), List.of());
    }

    /** The root as a map; empty when it is something else. */
    @SuppressWarnings("unchecked")
    public Map<String, Object> map() {
        return root instanceof Map ? (Map<String, Object>) root : Map.of();
    }

    private static Object plain(Yaml yaml, String path, Map<String, Problem.Place> places, Yaml.Faults faults) {
        places.put(path, faults.place(yaml.at()));
        if (yaml instanceof Yaml.Scalar scalar) {
            return scalar.text();
        } else if (yaml instanceof Yaml.Items list) {
            List<Object> items = new ArrayList<>();
            for (int i = 0; i < list.items().size(); i++) {
                items.add(plain(list.items().get(i), path + "[" + i + "]", places, faults));
            }
            return items;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        ((Yaml.Fields) yaml)
                .fields()
                .forEach((key, value) ->
                        fields.put(key, plain(value, path.isEmpty() ? key : path + "." + key, places, faults)));
        return fields;
    }
}
