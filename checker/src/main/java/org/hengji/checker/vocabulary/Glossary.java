package org.hengji.checker.vocabulary;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.hengji.frameworks.DataFile;
import org.hengji.frameworks.Packs;

/** One shipped part of the glossary as plain lists and maps. */
public final class Glossary {
    private static final ConcurrentMap<String, Optional<Glossary>> TERMS = new ConcurrentHashMap<>();

    private final String part;
    private final Object root;

    private Glossary(String part, Object root) {
        this.part = part;
        this.root = root;
    }

    /** @throws IllegalStateException when a shipped file is broken, which a test would have found */
    public static Glossary part(String part) {
        return of(part, Packs.glossary(part));
    }

    /** How reports call the facts of a pack, where it says so; read once. */
    public static Optional<Glossary> terms(String pack) {
        return TERMS.computeIfAbsent(pack, p -> Packs.terms(p).map(yaml -> of(p, yaml)));
    }

    public static Glossary of(String name, String yaml) {
        var loaded = DataFile.read(yaml);
        return new Glossary(
                name,
                loaded.value()
                        .orElseThrow(() -> new IllegalStateException(name + ": " + loaded.problems()))
                        .root());
    }

    /** A field below; a list item is a glossary of its own. */
    public Optional<Glossary> find(String... path) {
        Object at = root;
        for (String step : path) {
            if (!(at instanceof Map<?, ?> map) || !map.containsKey(step)) {
                return Optional.empty();
            }
            at = map.get(step);
        }
        return Optional.of(new Glossary(part + "/" + String.join("/", path), at));
    }

    public Glossary get(String... path) {
        return find(path).orElseThrow(() -> new IllegalStateException(part + " lacks " + String.join(".", path)));
    }

    /** Field names in order of the file. */
    public List<String> keys() {
        return root instanceof Map<?, ?> map
                ? map.keySet().stream().map(Object::toString).toList()
                : List.of();
    }

    public List<Glossary> items() {
        List<Glossary> items = new ArrayList<>();
        if (root instanceof List<?> list) {
            list.forEach(i -> items.add(new Glossary(part + "[]", i)));
        }
        return items;
    }

    public String text() {
        if (root instanceof String s) {
            return s;
        }
        throw new IllegalStateException(part + " is no single word");
    }

    public String text(String key, String otherwise) {
        return find(key).map(Glossary::text).orElse(otherwise);
    }

    /** The words of a list, longest first so that the first match is the most telling. */
    public List<String> words(String... path) {
        return find(path).map(Glossary::items).orElse(List.of()).stream()
                .map(Glossary::text)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }
}
