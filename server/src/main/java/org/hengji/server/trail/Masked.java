package org.hengji.server.trail;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Before and after as the audit administrator may see them: who did what to which, but no business data. What concerns
 * accounts, rights and the trail itself is shown; of everything else only which fields were set and which changed.
 */
public final class Masked {

    private static final Set<String> OPEN = Set.of(
            "access",
            "account",
            "account-policy",
            "audit",
            "export",
            "framework",
            "invitation",
            "password",
            "right",
            "second-factor",
            "session",
            "sign-in",
            "sign-out",
            "trail");

    private static final String MASK = "•••";

    private static final JsonMapper JSON = JsonMapper.shared();

    private Masked() {}

    /** @param before empty when the field was not there; after likewise */
    public record Field(String name, String before, String after) {
        public boolean changed() {
            return !before.equals(after);
        }
    }

    public static List<Field> fields(TrailReader.Line line) {
        boolean open = OPEN.contains(line.action().replaceAll("\\..*", ""));
        JsonNode before = node(line.before());
        JsonNode after = node(line.after());
        Set<String> names = new TreeSet<>();
        names.addAll(names(before));
        names.addAll(names(after));
        List<Field> fields = new ArrayList<>();
        for (String name : names) {
            JsonNode was = value(before, name);
            JsonNode is = value(after, name);
            boolean same = Objects.equals(was, is);
            fields.add(new Field(name, shown(was, open, false), shown(is, open, !same && was != null)));
        }
        return fields;
    }

    private static String shown(JsonNode value, boolean open, boolean changed) {
        if (value == null || value.isNull()) {
            return "";
        }
        // A second mask for a changed value: that it changed is no secret.
        return open ? (value.isString() ? value.stringValue() : value.toString()) : changed ? MASK + "′" : MASK;
    }

    private static JsonNode node(String json) {
        return json == null ? null : JSON.readTree(json);
    }

    private static Set<String> names(JsonNode node) {
        Set<String> names = new TreeSet<>();
        if (node != null && node.isObject()) {
            node.properties().forEach(p -> names.add(p.getKey()));
        } else if (node != null) {
            names.add("");
        }
        return names;
    }

    private static JsonNode value(JsonNode node, String name) {
        return node == null ? null : node.isObject() ? node.get(name) : name.isEmpty() ? node : null;
    }
}
