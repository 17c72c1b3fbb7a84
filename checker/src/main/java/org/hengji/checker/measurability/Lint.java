package org.hengji.checker.measurability;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All remarks on a sheet, by row, then by rule; those on the sheet as a whole come first.
 *
 * @param applied for each rule, to how many places it applied
 * @param notApplicable rows that say 不适用
 */
public record Lint(List<Remark> remarks, Map<String, Integer> applied, int notApplicable) {

    public Lint {
        remarks = List.copyOf(remarks);
    }

    public long blocking() {
        return remarks.stream().filter(Remark::isBlocking).count();
    }

    public long warnings() {
        return remarks.size() - blocking();
    }

    public List<Remark> of(int row) {
        return remarks.stream().filter(r -> r.row() == row).toList();
    }

    /** The remark that a cell shows: the gravest of its own. */
    public Optional<Remark> at(int row, Field field) {
        return remarks.stream()
                .filter(r -> r.row() == row && r.field() == field)
                .min(java.util.Comparator.comparing(Remark::severity));
    }
}
