package org.hengji.checker.measurability;

import java.util.LinkedHashMap;
import java.util.Map;
import org.hengji.scoring.framework.Text;

/** What a rule says of one row. */
sealed interface Outcome {
    Outcome SKIPPED = new Skipped();
    Outcome PASSED = new Passed();

    /** The rule is not about this row. */
    record Skipped() implements Outcome {}

    record Passed() implements Outcome {}

    /**
     * @param row 0 for the sheet
     * @param with what goes into the texts of the rule
     * @param suggestion or empty
     */
    record Failed(int row, Field field, Map<String, Text> with, String suggestion) implements Outcome {
        Failed and(String key, String words) {
            return and(key, Text.of(words, words));
        }

        Failed and(String key, Text words) {
            Map<String, Text> more = new LinkedHashMap<>(with);
            more.put(key, words);
            return new Failed(row, field, more, suggestion);
        }

        Failed suggesting(String words) {
            return new Failed(row, field, with, words);
        }
    }

    static Failed failed(TargetRow row, Field field, String value) {
        return new Failed(row.number(), field, Map.of(), "")
                .and("row", String.valueOf(row.number()))
                .and("name", row.text(Field.NAME))
                .and("value", value);
    }

    static Failed failed(Field field) {
        return new Failed(0, field, Map.of(), "");
    }
}
