package org.hengji.documents.workbook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an import would change, by the keys of rows. The same file twice changes nothing.
 *
 * @param missing there before and not in the file; importing never deletes
 */
public record Changes(List<String> added, List<String> changed, List<String> same, List<String> missing) {

    public boolean isNone() {
        return added.isEmpty() && changed.isEmpty();
    }

    public static Changes between(List<ImportedRow> existing, List<ImportedRow> imported) {
        return between(contents(existing), contents(imported));
    }

    /** @param existing content by key, as {@link ImportedRow#content} tells it */
    public static Changes between(Map<String, String> existing, Map<String, String> imported) {
        List<String> added = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        List<String> same = new ArrayList<>();
        imported.forEach((key, content) -> {
            String before = existing.get(key);
            (before == null ? added : before.equals(content) ? same : changed).add(key);
        });
        List<String> missing =
                existing.keySet().stream().filter(k -> !imported.containsKey(k)).toList();
        return new Changes(List.copyOf(added), List.copyOf(changed), List.copyOf(same), missing);
    }

    private static Map<String, String> contents(List<ImportedRow> rows) {
        Map<String, String> contents = new LinkedHashMap<>();
        rows.forEach(r -> contents.put(r.table() + "/" + r.key(), r.content()));
        return contents;
    }
}
