package org.hengji.checker.measurability;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Row numbers as a person writes them: 1–21、27. */
final class Rows {
    private Rows() {}

    /** @param rows ascending */
    static String told(List<Integer> rows) {
        List<int[]> runs = new ArrayList<>();
        for (int row : rows) {
            int[] last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
            if (last != null && last[1] + 1 == row) {
                last[1] = row;
            } else {
                runs.add(new int[] {row, row});
            }
        }
        return runs.stream()
                .map(r -> r[0] == r[1] ? String.valueOf(r[0]) : r[0] + "–" + r[1])
                .collect(Collectors.joining("、"));
    }
}
