package org.hengji.server.target;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hengji.checker.measurability.Field;
import org.hengji.checker.measurability.TargetRow;
import org.hengji.checker.measurability.TargetSheet;

/** The functions of a unit, each with the indicators of its sheet that say they serve it. */
public record Duties(List<Duty> all) {

    /**
     * @param number from 1, in the unit's order
     * @param indicators names, in the order of the sheet
     */
    public record Duty(int number, String text, List<String> indicators) {
        public boolean isServed() {
            return !indicators.isEmpty();
        }
    }

    static Duties of(List<String> functions, TargetSheet sheet) {
        List<Duty> duties = new ArrayList<>();
        for (String text : functions) {
            int number = duties.size() + 1;
            duties.add(new Duty(
                    number,
                    text,
                    sheet.rows().stream()
                            .filter(row -> row.has(Field.NAME) && serves(row, number, text))
                            .map(row -> row.text(Field.NAME))
                            .toList()));
        }
        return new Duties(duties);
    }

    /** A list gives the words of a function; a block from Excel may give numbers, several in one cell. */
    private static boolean serves(TargetRow row, int number, String text) {
        String said = row.text(Field.FUNCTION);
        return said.equals(text) || Arrays.asList(said.split("[、,，;；\\s]+")).contains(String.valueOf(number));
    }

    public long unserved() {
        return all.stream().filter(duty -> !duty.isServed()).count();
    }
}
