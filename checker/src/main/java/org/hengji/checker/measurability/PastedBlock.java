package org.hengji.checker.measurability;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.scoring.Problem;

/**
 * A block of cells copied from Excel or WPS, read as rows of a target sheet.
 *
 * @param rows in order; classes of merged cells are filled down
 * @param heads which column of the block became which field, by its 0-based place
 * @param problems what could not be taken over; every other cell is
 */
public record PastedBlock(List<TargetRow> rows, Map<Integer, Field> heads, List<Problem> problems) {
    private static final MeasureWords WORDS = MeasureWords.shipped();
    private static final int MOST_ROWS = 2_000;
    private static final int MOST_HEAD_ROWS = 4;

    public PastedBlock {
        rows = List.copyOf(rows);
        heads = Map.copyOf(heads);
        problems = List.copyOf(problems);
    }

    /** @param block tabs between cells, line breaks between rows, quotes around cells that hold either */
    public static PastedBlock read(String block) {
        List<List<String>> cells = cells(block);
        cells.removeIf(row -> row.stream().allMatch(String::isBlank));
        List<Problem> problems = new ArrayList<>();
        if (cells.size() > MOST_ROWS) {
            problems.add(Problem.of(
                    "targets.rows",
                    "",
                    "粘贴了 " + cells.size() + " 行，一张目标表最多 " + MOST_ROWS + " 行，后面的没有取用。",
                    cells.size() + " rows were pasted; a sheet has at most " + MOST_ROWS + ", the rest was left out.",
                    "只复制指标所在的区域，再粘贴一次。",
                    "Copy only the range of the indicators and paste again."));
            cells = new ArrayList<>(cells.subList(0, MOST_ROWS));
        }
        Map<Integer, Field> heads = new LinkedHashMap<>();
        int first = headRow(cells, heads);
        if (first < 0) {
            heads.putAll(guessed(cells));
            first = 0;
        } else {
            unknownHeads(cells.get(first - 1), heads, problems);
        }
        if (!heads.containsValue(Field.NAME)) {
            problems.add(
                    Problem.of(
                            "targets.heads",
                            "",
                            "没有认出哪一列是指标名称，没有取用任何一行。",
                            "No column was recognised as the indicator's name, so no row was taken.",
                            "连同表头一起复制，表头写“三级指标”和“指标值”；或按一级指标、二级指标、三级指标、指标值的顺序排列。",
                            "Copy the heads too, with 三级指标 and 指标值; or put the columns in the order first level, second level, indicator, target."));
            return new PastedBlock(List.of(), heads, problems);
        }
        return new PastedBlock(rows(cells.subList(first, cells.size()), heads), heads, problems);
    }

    /**
     * The same for a block that was pasted at a cell: heads in its first rows count, else its columns are those from the
     * cell on.
     *
     * @param columns of the sheet from the cell on, in order
     */
    public static PastedBlock at(List<Field> columns, String block) {
        List<List<String>> cells = cells(block);
        cells.removeIf(row -> row.stream().allMatch(String::isBlank));
        Map<Integer, Field> heads = new LinkedHashMap<>();
        if (headRow(cells, heads) >= 0 || looksLikeATable(cells)) {
            return read(block);
        }
        for (int c = 0; c < columns.size(); c++) {
            heads.put(c, columns.get(c));
        }
        List<Problem> problems = new ArrayList<>();
        int width = cells.stream().mapToInt(List::size).max().orElse(0);
        if (width > columns.size()) {
            problems.add(Problem.of(
                    "targets.columns",
                    "",
                    "粘贴的内容有 " + width + " 列，从这一格起只有 " + columns.size() + " 列，多出的没有取用。",
                    width + " columns were pasted where " + columns.size() + " are left; the others were not taken.",
                    "从更靠左的一格粘贴，或连同表头一起复制。",
                    "Paste further to the left, or copy the heads too."));
        }
        List<TargetRow> rows = new ArrayList<>();
        for (List<String> cell : cells.subList(0, Math.min(cells.size(), MOST_ROWS))) {
            Map<Field, String> typed = new EnumMap<>(Field.class);
            heads.forEach((column, field) ->
                    put(typed, field, column < cell.size() ? cell.get(column).strip() : ""));
            rows.add(new TargetRow(rows.size() + 1, typed));
        }
        return new PastedBlock(rows, heads, problems);
    }

    /** Its first columns name classes: the table of a report, without its heads. */
    private static boolean looksLikeATable(List<List<String>> cells) {
        Map<Integer, Field> guessed = guessed(cells);
        return guessed.containsValue(Field.SECOND) && guessed.containsValue(Field.NAME);
    }

    // ---- Heads -------------------------------------------------------------------------------------------------

    /** @return the row behind the heads, or -1 when there are none */
    private static int headRow(List<List<String>> cells, Map<Integer, Field> heads) {
        for (int r = 0; r < Math.min(MOST_HEAD_ROWS, cells.size()); r++) {
            Map<Integer, Field> found = new LinkedHashMap<>();
            List<String> row = cells.get(r);
            for (int c = 0; c < row.size(); c++) {
                Optional<Field> field = WORDS.head(row.get(c));
                if (field.isPresent() && !found.containsValue(field.get())) {
                    found.put(c, field.get());
                }
            }
            if (found.containsValue(Field.NAME) && found.size() > 1) {
                heads.putAll(found);
                return r + 1;
            }
        }
        return -1;
    }

    private static void unknownHeads(List<String> row, Map<Integer, Field> heads, List<Problem> problems) {
        for (int c = 0; c < row.size(); c++) {
            if (!row.get(c).isBlank()
                    && !heads.containsKey(c)
                    && c > heads.keySet().stream().min(Integer::compare).orElse(0)) {
                problems.add(Problem.of(
                        "targets.head",
                        String.valueOf(c + 1),
                        "第 " + (c + 1) + " 列“" + row.get(c).strip() + "”不是目标表的栏目，这一列没有取用。",
                        "Column " + (c + 1) + ", “" + row.get(c).strip()
                                + "”, is none of a target sheet and was left out.",
                        "需要的话，把表头改成目标表的栏目名再粘贴。",
                        "If it is needed, give it the head of a column of the sheet and paste again."));
            }
        }
    }

    /** Without heads: classes first, as far as they name some, then name and value. */
    private static Map<Integer, Field> guessed(List<List<String>> cells) {
        int width = cells.stream().mapToInt(List::size).max().orElse(0);
        int at = 0;
        Map<Integer, Field> heads = new LinkedHashMap<>();
        for (int c = 0; c < Math.min(2, width); c++) {
            int column = c;
            boolean classes = cells.stream()
                    .map(r -> column < r.size() ? r.get(column).strip() : "")
                    .filter(t -> !t.isEmpty())
                    .allMatch(t ->
                            WORDS.heading(t).isPresent() || WORDS.kind("", t).isPresent());
            boolean filled = cells.stream()
                    .anyMatch(r -> column < r.size() && !r.get(column).isBlank());
            if (classes && filled) {
                boolean narrow = cells.stream()
                        .map(r -> column < r.size() ? r.get(column).strip() : "")
                        .filter(t -> !t.isEmpty())
                        .anyMatch(t -> WORDS.heading(t).isEmpty());
                heads.put(c, narrow || heads.containsValue(Field.FIRST) ? Field.SECOND : Field.FIRST);
                at = c + 1;
            }
        }
        if (width - at == 2 || heads.size() == 2 && width - at >= 2) {
            heads.put(at, Field.NAME);
            heads.put(at + 1, Field.VALUE);
        }
        return heads;
    }

    // ---- Rows --------------------------------------------------------------------------------------------------

    private static List<TargetRow> rows(List<List<String>> cells, Map<Integer, Field> heads) {
        List<TargetRow> rows = new ArrayList<>();
        String first = "";
        String second = "";
        for (List<String> cell : cells) {
            Map<Field, String> typed = new EnumMap<>(Field.class);
            heads.forEach((column, field) -> {
                if (column < cell.size() && !cell.get(column).isBlank()) {
                    typed.put(field, cell.get(column).strip());
                }
            });
            if (typed.containsKey(Field.FIRST)) {
                second = typed.get(Field.FIRST).equals(first) ? second : "";
                first = typed.get(Field.FIRST);
            }
            second = typed.getOrDefault(Field.SECOND, second);
            boolean again = WORDS.head(typed.getOrDefault(Field.NAME, ""))
                    .filter(f -> f == Field.NAME)
                    .isPresent();
            if (!typed.containsKey(Field.NAME) && !typed.containsKey(Field.VALUE) || again) {
                continue;
            }
            put(typed, Field.FIRST, first);
            put(typed, Field.SECOND, second);
            part(typed);
            rows.add(new TargetRow(rows.size() + 1, typed));
        }
        return rows;
    }

    private static void put(Map<Field, String> typed, Field field, String text) {
        if (!text.isEmpty()) {
            typed.put(field, text);
        }
    }

    /** One column may hold comparator, number and unit; three columns are left as they are. */
    private static void part(Map<Field, String> typed) {
        String value = typed.getOrDefault(Field.VALUE, "");
        if (value.isEmpty() || typed.containsKey(Field.COMPARATOR) || WORDS.isNone(value)) {
            return;
        }
        String unit = typed.getOrDefault(Field.UNIT, "");
        boolean apart = !unit.isEmpty() && Character.isDigit(value.charAt(value.length() - 1));
        TypedValue.columns(apart ? value + unit : value).forEach((field, text) -> put(typed, field, text));
    }

    /** The columns of a value in one piece, e.g. of a remark's suggestion: comparator, number and unit apart. */
    public static Map<Field, String> columns(String value) {
        return TypedValue.columns(value);
    }

    // ---- Cells -------------------------------------------------------------------------------------------------

    static List<List<String>> cells(String block) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < block.length(); i++) {
            char c = block.charAt(i);
            if (quoted) {
                if (c == '"' && i + 1 < block.length() && block.charAt(i + 1) == '"') {
                    cell.append('"');
                    i++;
                } else if (c == '"') {
                    quoted = false;
                } else {
                    cell.append(c);
                }
            } else if (c == '"' && cell.isEmpty() && closes(block, i)) {
                quoted = true;
            } else if (c == '\t') {
                row.add(cell.toString());
                cell.setLength(0);
            } else if (c == '\n' || c == '\r') {
                if (c == '\r' && i + 1 < block.length() && block.charAt(i + 1) == '\n') {
                    i++;
                }
                row.add(cell.toString());
                cell.setLength(0);
                rows.add(row);
                row = new ArrayList<>();
            } else {
                cell.append(c);
            }
        }
        row.add(cell.toString());
        rows.add(row);
        return rows;
    }

    /** A quote that no other closes at the end of a cell is a character like any other. */
    private static boolean closes(String block, int at) {
        for (int i = block.indexOf('"', at + 1); i > 0; i = block.indexOf('"', i + 1)) {
            if (i + 1 < block.length() && block.charAt(i + 1) == '"') {
                i++;
            } else {
                return i + 1 == block.length() || "\t\r\n".indexOf(block.charAt(i + 1)) >= 0;
            }
        }
        return false;
    }
}
