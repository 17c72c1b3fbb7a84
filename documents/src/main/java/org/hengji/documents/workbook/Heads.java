package org.hengji.documents.workbook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hengji.documents.CellSource;
import org.hengji.documents.StoredCell;
import org.hengji.documents.workbook.Form.Column;
import org.hengji.documents.workbook.Form.Table;
import org.hengji.scoring.expression.Unit;

/**
 * Where the columns of a form stand in a sheet.
 *
 * @param row of the heads; 0 when none were found
 * @param columns by column of the sheet
 * @param twice heads under which a column stands again
 * @param foreign heads that the form does not know
 */
record Heads(int row, Map<Integer, Placed> columns, List<StoredCell> twice, List<StoredCell> foreign) {
    static final Heads NONE = new Heads(0, Map.of(), List.of(), List.of());
    private static final int ROWS_SEARCHED = 30;
    private static final Pattern BRACKETED = Pattern.compile("(.+?)[(（]([^()（）]+)[)）]");

    /**
     * @param index in the form
     * @param unit that the head states, or the declared one
     */
    record Placed(int index, Unit unit, String head) {}

    int matched() {
        return columns.size();
    }

    /** The row among the first ones that has most heads of the form. */
    static Heads find(CellSource source, CellSource.Sheet sheet, Table table) throws org.hengji.documents.Refused {
        Map<String, Integer> names = new HashMap<>();
        for (int i = 0; i < table.columns().size(); i++) {
            for (String name : table.columns().get(i).names()) {
                names.putIfAbsent(TypedColumn.plain(name), i);
            }
        }
        Heads[] best = {NONE};
        source.read(sheet, row -> {
            Heads heads = of(row, names, table);
            if (heads.matched() > best[0].matched()) {
                best[0] = heads;
            }
            return row.number() < ROWS_SEARCHED;
        });
        return best[0];
    }

    private static Heads of(CellSource.Row row, Map<String, Integer> names, Table table) {
        Map<Integer, Placed> columns = new LinkedHashMap<>();
        List<StoredCell> twice = new ArrayList<>();
        List<StoredCell> foreign = new ArrayList<>();
        for (StoredCell cell : row.cells()) {
            String head = cell.shown();
            Optional<Placed> placed = placed(head, names, table);
            if (placed.isEmpty()) {
                foreign.add(cell);
            } else if (columns.values().stream()
                    .anyMatch(p -> p.index() == placed.get().index())) {
                twice.add(cell);
            } else {
                columns.put(cell.column(), placed.get());
            }
        }
        return new Heads(row.number(), columns, twice, foreign);
    }

    private static Optional<Placed> placed(String head, Map<String, Integer> names, Table table) {
        String plain = TypedColumn.plain(head).replace("*", "");
        Integer whole = names.get(plain);
        if (whole != null) {
            Column column = table.columns().get(whole);
            return Optional.of(new Placed(whole, column.declaration().unit(), head.strip()));
        }
        Matcher bracketed = BRACKETED.matcher(plain);
        Integer index = bracketed.matches() ? names.get(bracketed.group(1)) : null;
        if (index == null) {
            return Optional.empty();
        }
        Unit declared = table.columns().get(index).declaration().unit();
        Unit stated =
                Unit.named(bracketed.group(2).replaceFirst("^单位[:：]?", "")).orElse(declared);
        return Optional.of(new Placed(index, stated, head.strip()));
    }
}
