package org.hengji.server.budget.estimate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hengji.frameworks.DataFile;

/**
 * 政府收支分类科目 of some years: function by class (类), department economy by item (款).
 *
 * @param functions first three digits to name
 * @param economics five digits to name; three digits for the class alone
 */
public record Classification(
        String id, int from, int to, Map<String, String> functions, Map<String, String> economics) {

    private static final List<String> SHIPPED = List.of("classification-2021");

    /** The one in force in a fiscal year; else the latest. */
    public static Classification of(int year) {
        List<Classification> all = SHIPPED.stream().map(Classification::shipped).toList();
        return all.stream()
                .filter(c -> c.from <= year && year <= c.to)
                .findFirst()
                .orElse(all.get(all.size() - 1));
    }

    /** Name of the class that a functional code belongs to. */
    public Optional<String> function(String code) {
        return code.matches("\\d{3}|\\d{5}|\\d{7}")
                ? Optional.ofNullable(functions.get(code.substring(0, 3)))
                : Optional.empty();
    }

    public Optional<String> economic(String code) {
        return Optional.ofNullable(economics.get(code));
    }

    private static Classification shipped(String id) {
        try (InputStream in = Classification.class.getResourceAsStream("/org/hengji/server/budget/" + id + ".yaml")) {
            Map<String, Object> root = DataFile.read(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .value()
                    .orElseThrow()
                    .map();
            return new Classification(
                    id,
                    Integer.parseInt((String) root.get("from")),
                    Integer.parseInt((String) root.get("to")),
                    names(root.get("functions")),
                    names(root.get("economics")));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, String> names(Object map) {
        Map<String, String> names = new TreeMap<>();
        ((Map<String, Object>) map).forEach((code, name) -> names.put(code, (String) name));
        return names;
    }
}
