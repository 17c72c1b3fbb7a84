package org.hengji.documents.workbook;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hengji.documents.CellSource;
import org.hengji.documents.Refused;
import org.hengji.documents.StoredCell;

/**
 * What a workbook of ours says about the definition it was made from, on a sheet that is not shown.
 *
 * @param kind id of the form, or {@code facts}, {@code score-sheet}
 * @param framework id of the framework that the workbook was made from, else blank
 * @param version of the form or framework
 */
record Template(String kind, String framework, String version, String digest) {
    static final String SHEET = "_hengji";

    Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("kind", kind);
        fields.put("framework", framework);
        fields.put("version", version);
        fields.put("digest", digest);
        return fields;
    }

    static Optional<Template> of(CellSource source) throws Refused {
        for (CellSource.Sheet sheet : source.sheets()) {
            if (sheet.name().equals(SHEET)) {
                Map<String, String> fields = new LinkedHashMap<>();
                source.read(sheet, row -> {
                    String key = "";
                    for (StoredCell cell : row.cells()) {
                        if (cell.column() == 1) {
                            key = cell.shown();
                        } else if (cell.column() == 2) {
                            fields.putIfAbsent(key, cell.shown());
                        }
                    }
                    return row.number() < 20;
                });
                return Optional.of(new Template(
                        fields.getOrDefault("kind", ""),
                        fields.getOrDefault("framework", ""),
                        fields.getOrDefault("version", ""),
                        fields.getOrDefault("digest", "")));
            }
        }
        return Optional.empty();
    }
}
