package org.hengji.checker.scores;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hengji.checker.Report;
import org.hengji.checker.reading.Passage;
import org.hengji.checker.scores.ScoreWords.Role;
import org.hengji.documents.Block;
import org.hengji.documents.Span;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Indicator;
import org.hengji.scoring.number.Rational;

/**
 * Reads the score trees of a report. Recognised tables come with rows out of line: cells run together or move sideways, and
 * points stand in the row after their indicator. So a row is read by what its cells are (a name, a number, a long text) and
 * the heads only say what kinds of columns there are; points without a name go to the indicators that wait for some, in order.
 */
public final class ScoreTables {
    private static final int LONGEST_NAME = 26;
    private static final int MOST_HEAD_ROWS = 4;
    private static final Pattern NUMBER = Pattern.compile("(\\d{1,3}(?:\\.\\s?\\d{1,4})?)分?");
    private static final Pattern NUMBERS = Pattern.compile("\\d(\\.\\d+)?( \\d(\\.\\d+)?)+");
    private static final Pattern ONE = Pattern.compile("\\d(?:\\.\\d+)?");
    private static final Pattern NAME_WITH_WEIGHT = Pattern.compile("(\\D{2,20}?)\\s*(\\d{1,3}(?:\\.\\d+)?)");

    /** 产出指标50分 */
    private static final Pattern NAME_WITH_POINTS = Pattern.compile("(\\D{2,20}?)[(]?(\\d{1,3}(?:\\.\\d+)?)分[)]?");

    /** How the points of the levels are laid out. */
    private enum Layout {
        /** Each level has name, weight and points. */
        EACH_LEVEL,
        /** Each level has name and weight; points stand at the right. */
        WEIGHT_EACH,
        /** Names of all levels first, then one weight and one column of points. */
        ONE_WEIGHT
    }

    private record Heads(
            Layout layout, Map<Integer, Role> roles, Map<Integer, Integer> levels, boolean items, int lastRow) {
        int pointsColumn() {
            return roles.entrySet().stream()
                    .filter(e -> e.getValue() == Role.POINTS)
                    .mapToInt(Map.Entry::getKey)
                    .max()
                    .orElse(0);
        }
    }

    /** A cell with what it looks like. */
    private record Piece(int column, String text, Passage passage, Kind kind) {}

    private enum Kind {
        NUMBER,
        NUMBERS,
        NAME,
        TEXT
    }

    private final Report report;
    private final ScoreWords words = ScoreWords.shipped();
    private final List<ScoreTree> trees = new ArrayList<>();
    private final List<Draft> drafts = new ArrayList<>();
    private final Map<Draft, Piece> tooMany = new LinkedHashMap<>();
    /** The execution rate of a form, scored in its table of funds. */
    private Draft fund;

    private Optional<Printed> total = Optional.empty();
    private Optional<Printed> fullTotal = Optional.empty();
    private ScoreTree.Repeated repeated = ScoreTree.Repeated.NONE;
    private final Optional<Framework> framework;
    private Heads heads;
    /** What the heads of the table say, longest first. */
    private List<String> headTexts = List.of();

    /** A node while rows are read. */
    private static final class Draft {
        final int level;
        String name;
        final Span place;
        Printed weight;
        Printed points;
        final List<Printed> items = new ArrayList<>();
        final List<Span> criterion = new ArrayList<>();
        boolean repaired;

        Draft(int level, String name, Span place) {
            this.level = level;
            this.name = name;
            this.place = place;
        }
    }

    private ScoreTables(Report report) {
        this.report = report;
        this.framework =
                FrameworkMatch.of(report).map(FrameworkMatch::framework).filter(f -> !FrameworkMatch.bringsOwn(f));
    }

    public static List<ScoreTree> of(Report report) {
        return report.derived(All.class, r -> new All(new ScoreTables(r).read()))
                .trees();
    }

    private record All(List<ScoreTree> trees) {}

    private List<ScoreTree> read() {
        for (Block.Table table : report.document().tables()) {
            Optional<Heads> top = heads(table, 1);
            Optional<Heads> inner =
                    top.filter(h -> !h.levels().isEmpty()).isPresent() ? Optional.empty() : within(table);
            Optional<Heads> found = inner.or(() -> top);
            if (heads == null && (inner.isPresent() || found.isEmpty())) {
                funds(table);
            }
            if (found.isEmpty()) {
                close();
                heads = null;
                continue;
            }
            if (heads != null
                    && found.get().layout() != heads.layout()
                    && !drafts.isEmpty()
                    && heads.layout() == Layout.EACH_LEVEL) {
                close();
            }
            // A repeated head that recognition has torn is read as the first one of the table
            heads = heads != null
                            && heads.layout() != Layout.EACH_LEVEL
                            && table.columns() > heads.roles().size() * 2
                    ? withRow(heads, found.get())
                    : found.get();
            headTexts = headTexts(table, found.get().lastRow());
            rows(table);
        }
        close();
        return List.copyOf(trees);
    }

    /** 年度资金总额|120|112.5|108|10|96%|9.6: the execution rate is scored in the table of funds. */
    private void funds(Block.Table table) {
        for (int row = 1; row < table.rows(); row++) {
            Map<Role, Integer> columns = new HashMap<>();
            int rate = 0;
            for (Block.Cell cell : table.row(row)) {
                String text = text(cell);
                rate = words.isExecution(text) ? cell.column() : rate;
                words.role(text)
                        .filter(r -> r == Role.WEIGHT || r == Role.POINTS)
                        .ifPresent(r -> columns.put(r, cell.column()));
            }
            if (rate == 0 || columns.size() < 2) {
                continue;
            }
            Optional<Printed> weight = below(table, row, columns.get(Role.WEIGHT));
            Optional<Printed> points = below(table, row, columns.get(Role.POINTS));
            if (weight.isPresent() && points.isPresent()) {
                Draft draft = new Draft(1, words.execution(), points.get().span());
                draft.weight = weight.get();
                draft.points = points.get();
                fund = draft;
            }
            return;
        }
    }

    /** The number below a head, or the points told beside the rate: 95%，得9.50分. */
    private Optional<Printed> below(Block.Table table, int row, int column) {
        Optional<Passage> passage = report.cell(table, row + 1, column);
        if (passage.filter(p -> NUMBER.matcher(p.text()).matches()).isPresent()) {
            return passage.map(p -> printed(new Piece(0, p.text(), p, Kind.NUMBER)));
        }
        return passage.flatMap(p -> report.figures(p).stream()
                .filter(f -> f.unit().dimension().equals("point") && f.isExact())
                .findFirst()
                .map(f -> new Printed(f.value(), f.places(), f.span())));
    }

    private static Heads withRow(Heads known, Heads found) {
        return new Heads(known.layout(), known.roles(), known.levels(), known.items(), found.lastRow());
    }

    /** A form is one table: funds and aims first, then the heads of its indicators, which tell names, weights and points. */
    private Optional<Heads> within(Block.Table table) {
        for (int row = 2; row < table.rows(); row++) {
            List<Role> roles = table.row(row).stream()
                    .flatMap(c -> words.role(text(c)).stream())
                    .toList();
            if (roles.contains(Role.NAME) && roles.contains(Role.WEIGHT) && roles.contains(Role.POINTS)) {
                Optional<Heads> found = heads(table, row);
                if (found.filter(h -> !h.levels().isEmpty()).isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Heads> heads(Block.Table table, int first) {
        Map<Integer, Role> roles = new LinkedHashMap<>();
        Map<Integer, Integer> levels = new HashMap<>();
        int last = 0;
        boolean leveled = false;
        for (int row = first; row < Math.min(first + MOST_HEAD_ROWS, table.rows() + 1); row++) {
            List<Block.Cell> cells = table.row(row);
            List<String> texts = cells.stream().map(c -> text(c)).toList();
            boolean isHead =
                    texts.stream().filter(t -> words.role(t).isPresent()).count() >= 1
                            && texts.stream().noneMatch(t -> NUMBER.matcher(t).matches() || t.length() > 30);
            if (!isHead) {
                break;
            }
            last = row;
            for (Block.Cell cell : cells) {
                String text = text(cell);
                Optional<Integer> level = words.level(text).filter(l -> text.length() <= 8);
                if (level.isPresent() && !text.equals("评价指标") && !text.equals("绩效指标")) {
                    leveled = true;
                    for (int c = cell.column();
                            c <= table.columns()
                                    && (c < cell.column() + Math.max(1, cell.columns()) || blankBehind(cells, cell, c));
                            c++) {
                        levels.put(c, level.get());
                    }
                }
                words.role(text).ifPresent(role -> {
                    for (int c = cell.column(); c < cell.column() + cell.columns(); c++) {
                        roles.put(c, role);
                    }
                });
            }
        }
        boolean scored = roles.containsValue(Role.POINTS) || roles.containsValue(Role.WEIGHT);
        if (!scored || !leveled && !roles.containsValue(Role.NAME) || roles.size() < 3) {
            return Optional.empty();
        }
        long weights = roles.values().stream().filter(r -> r == Role.WEIGHT).count();
        long points = roles.values().stream().filter(r -> r == Role.POINTS).count();
        Layout layout =
                weights >= 2 && points >= 2 ? Layout.EACH_LEVEL : weights >= 2 ? Layout.WEIGHT_EACH : Layout.ONE_WEIGHT;
        return Optional.of(new Heads(layout, roles, levels, roles.containsValue(Role.ITEMS), last));
    }

    private List<String> headTexts(Block.Table table, int lastRow) {
        return table.cells().stream()
                .filter(c -> c.row() <= lastRow)
                .map(this::text)
                .filter(t -> !t.isEmpty())
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** Flat text leaves the cells that a head covers blank. */
    private boolean blankBehind(List<Block.Cell> cells, Block.Cell head, int column) {
        return cells.stream()
                .filter(c -> c.column() > head.column() && c.column() <= column)
                .allMatch(c -> text(c).isEmpty());
    }

    private void rows(Block.Table table) {
        for (int row = heads.lastRow() + 1; row <= table.rows(); row++) {
            List<Piece> pieces = new ArrayList<>();
            for (Block.Cell cell : table.row(row)) {
                String text = text(cell);
                if (!text.isEmpty() && !words.blank().contains(text)) {
                    Passage passage = report.passage(cell);
                    pieces.add(new Piece(cell.column(), text, passage, kind(text, passage)));
                }
            }
            if (pieces.isEmpty() || isRepeatedHead(pieces)) {
                continue;
            }
            if (words.isTotal(pieces.get(0).text())) {
                total(pieces);
                close();
                continue;
            }
            switch (heads.layout()) {
                case EACH_LEVEL -> eachLevel(pieces);
                case WEIGHT_EACH -> weightEach(pieces, table.columns());
                case ONE_WEIGHT -> oneWeight(pieces);
            }
        }
    }

    private boolean isRepeatedHead(List<Piece> pieces) {
        return pieces.stream()
                .allMatch(p -> p.kind() != Kind.NUMBER && (words.role(p.text()).isPresent() || isRunTogether(p)));
    }

    /** On a next page the heads of several columns may be read as one: 评价得分指标说明明细. */
    private boolean isRunTogether(Piece piece) {
        String rest = piece.text();
        for (String head : headTexts) {
            rest = rest.replace(head, "");
        }
        return rest.isEmpty();
    }

    private void total(List<Piece> pieces) {
        List<Piece> numbers =
                pieces.stream().filter(p -> p.kind() == Kind.NUMBER).toList();
        if (numbers.isEmpty()) {
            return;
        }
        total = Optional.of(printed(numbers.get(numbers.size() - 1)));
        if (numbers.size() > 1
                        && !numbers.get(0)
                                .text()
                                .equals(numbers.get(numbers.size() - 1).text())
                || heads.roles().get(numbers.get(0).column()) == Role.WEIGHT) {
            fullTotal = Optional.of(printed(numbers.get(0)));
        }
        if (numbers.size() == 1 && heads.roles().get(numbers.get(0).column()) == Role.WEIGHT) {
            total = Optional.empty();
        }
        List<Piece> others = numbers.subList(0, numbers.size() - 1);
        repeated = new ScoreTree.Repeated(
                others.stream()
                        .filter(n -> isUnder(n, Role.POINTS) || isUnder(n, Role.ITEMS))
                        .map(ScoreTables::printed)
                        .toList(),
                others.stream()
                        .skip(1)
                        .filter(n -> isUnder(n, Role.WEIGHT))
                        .map(ScoreTables::printed)
                        .toList());
    }

    private boolean isUnder(Piece piece, Role role) {
        return heads.roles().get(piece.column()) == role;
    }

    /** 决策|20|19|项目立项|8|8|立项依据充分性|5|5 */
    private void eachLevel(List<Piece> pieces) {
        for (int i = 0; i < pieces.size(); i++) {
            Piece piece = pieces.get(i);
            if (piece.kind() != Kind.NAME) {
                continue;
            }
            int level = level(piece);
            Draft node = new Draft(level, piece.text(), piece.passage().original());
            if (i + 1 < pieces.size() && pieces.get(i + 1).kind() == Kind.NUMBER) {
                node.weight = printed(pieces.get(i + 1));
                if (i + 2 < pieces.size() && pieces.get(i + 2).kind() == Kind.NUMBER) {
                    node.points = printed(pieces.get(i + 2));
                }
            }
            drafts.add(node);
        }
    }

    /** 部门决策|20|预算编制|10|预算编制合理性|5|说明|标准|5 */
    private void weightEach(List<Piece> pieces, int columns) {
        int firstText = indexOf(pieces, Kind.TEXT);
        int lead = firstText < 0 ? pieces.size() : firstText;
        Draft deepest = null;
        int at = 0;
        int tailStart = 0;
        while (at < lead) {
            Piece piece = pieces.get(at);
            if (piece.kind() != Kind.NAME) {
                at++;
                continue;
            }
            Draft node = new Draft(level(piece), piece.text(), piece.passage().original());
            Matcher joined = NAME_WITH_WEIGHT.matcher(piece.text());
            if (at + 1 < pieces.size() && pieces.get(at + 1).kind() == Kind.NUMBER) {
                node.weight = printed(pieces.get(at + 1));
                at++;
            } else if (joined.matches()) {
                node.name = joined.group(1);
                node.weight = inside(piece, joined.start(2), joined.end(2));
            }
            at++;
            if (node.weight != null) {
                tailStart = at;
                drafts.add(node);
                deepest = node;
            } else if (deepest == null && !drafts.isEmpty() && lead == pieces.size()) {
                // A name that a page break has cut goes on in the next row
                Draft last = drafts.get(drafts.size() - 1);
                last.name += piece.text();
                tailStart = at;
            }
        }
        List<Piece> tail = pieces.subList(tailStart, pieces.size());
        Draft owner = deepest != null ? deepest : drafts.isEmpty() ? null : drafts.get(drafts.size() - 1);
        for (Piece piece : tail) {
            if (piece.kind() == Kind.TEXT && owner != null) {
                owner.criterion.add(piece.passage().original());
            }
        }
        // The last run of numbers; remarks may follow it
        int end = tail.size();
        while (end > 0 && !isNumber(tail.get(end - 1))) {
            end--;
        }
        int start = end;
        while (start > 0 && isNumber(tail.get(start - 1))) {
            start--;
        }
        List<Piece> numbers = tail.subList(start, end).stream()
                .filter(p -> heads.roles().get(p.column()) != Role.REMARK)
                .toList();
        assign(numbers, deepest, columns);
    }

    private static boolean isNumber(Piece piece) {
        return piece.kind() == Kind.NUMBER || piece.kind() == Kind.NUMBERS;
    }

    /** The level of the framework's indicator of that name; else that of the column. */
    private int level(Piece piece) {
        String name = piece.text().replaceFirst("\\d+(\\.\\d+)?$", "");
        return framework
                .flatMap(f -> FrameworkMatch.listed(f).stream()
                        .filter(i -> Names.same(name, i.name().zh()))
                        .findFirst())
                .map(Indicator::level)
                .orElseGet(() -> heads.levels().getOrDefault(piece.column(), 3));
    }

    private void assign(List<Piece> numbers, Draft deepest, int columns) {
        if (numbers.isEmpty()) {
            return;
        }
        Piece last = numbers.get(numbers.size() - 1);
        boolean hasTotal = last.kind() == Kind.NUMBER
                && (!heads.items()
                        || numbers.size() > 1
                        || last.column() >= Math.max(heads.pointsColumn(), columns - 1)
                                && last.column() >= heads.pointsColumn());
        if (hasTotal) {
            boolean own = deepest != null && (accepts(deepest, last) || isOnlyPlace(deepest, last));
            Draft waiting = own ? deepest : waiting(last);
            if (waiting == null && deepest != null && deepest.points == null && isAlone(numbers)) {
                // Nothing else could have these; that they are too many is for a check to say
                waiting = deepest;
            }
            if (waiting == null && deepest != null && deepest.points == null) {
                tooMany.put(deepest, last);
            }
            if (waiting != null) {
                waiting.points = printed(last);
                waiting.repaired |= waiting != deepest;
            }
            Draft owner = waiting;
            numbers.subList(0, numbers.size() - 1).forEach(n -> items(n, owner));
        } else if (deepest == null || deepest.points == null) {
            Draft owner = deepest != null ? deepest : lastWithoutFullItems();
            numbers.forEach(n -> items(n, owner));
        }
    }

    /** One number behind the criterion, or the points of the only item and those of the indicator. */
    private static boolean isAlone(List<Piece> numbers) {
        return numbers.size() == 1;
    }

    private Draft lastWithoutFullItems() {
        return drafts.isEmpty() ? null : drafts.get(drafts.size() - 1);
    }

    private void items(Piece piece, Draft owner) {
        if (owner == null) {
            return;
        }
        if (piece.kind() == Kind.NUMBER) {
            owner.items.add(printed(piece));
            return;
        }
        Matcher m = ONE.matcher(piece.passage().text());
        while (m.find()) {
            owner.items.add(new Printed(
                    Rational.parse(m.group()),
                    m.group().indexOf('.') < 0
                            ? 0
                            : m.group().length() - m.group().indexOf('.') - 1,
                    piece.passage().original(m.start(), m.end())));
        }
    }

    /** The first indicator that has no points yet and could have these. */
    private Draft waiting(Piece points) {
        for (Draft draft : drafts) {
            if (draft.level == 3 && draft.points == null && accepts(draft, points)) {
                return draft;
            }
        }
        return null;
    }

    /** Too many points for their own row, but below the head of points and with no earlier indicator that waits for some. */
    private boolean isOnlyPlace(Draft deepest, Piece points) {
        return deepest.points == null
                && points.column() == heads.pointsColumn()
                && drafts.stream().noneMatch(d -> d != deepest && d.level == 3 && d.points == null);
    }

    private static boolean accepts(Draft draft, Piece points) {
        return draft.points == null
                && (draft.weight == null || value(points.text()).compareTo(draft.weight.value()) <= 0);
    }

    /** 产出指标|数量指标|培训人次|≥300|320|10|10|无 */
    private void oneWeight(List<Piece> pieces) {
        Draft deepest = null;
        for (Piece piece : pieces) {
            Role role = heads.roles().get(piece.column());
            if (role == Role.NAME && piece.kind() != Kind.NUMBER) {
                deepest = new Draft(level(piece), piece.text(), piece.passage().original());
                Matcher joined = NAME_WITH_POINTS.matcher(piece.text());
                if (joined.matches()) {
                    deepest.name = joined.group(1);
                    deepest.weight = inside(piece, joined.start(2), joined.end(2));
                }
                drafts.add(deepest);
            } else if (role == Role.WEIGHT && piece.kind() == Kind.NUMBER && deepest != null) {
                deepest.weight = printed(piece);
            } else if (role == Role.POINTS && piece.kind() == Kind.NUMBER && deepest != null) {
                deepest.points = printed(piece);
            } else if (role == Role.CRITERION && deepest != null) {
                deepest.criterion.add(piece.passage().original());
            }
        }
    }

    private void close() {
        if (fund != null && heads != null && heads.layout() == Layout.ONE_WEIGHT && drafts.size() >= 3) {
            boolean again = drafts.stream().anyMatch(d -> d.name.equals(fund.name));
            if (!again) {
                drafts.add(0, fund);
            }
            fund = null;
        }
        // Points above the weight of their row that no other row took; that they are too many is for a check to say
        tooMany.forEach((draft, piece) -> draft.points = draft.points == null ? printed(piece) : draft.points);
        tooMany.clear();
        List<ScoreNode> nodes = drafts.stream()
                .map(d -> new ScoreNode(
                        d.level,
                        d.name,
                        d.place,
                        Optional.ofNullable(d.weight),
                        Optional.ofNullable(d.points),
                        List.copyOf(d.items),
                        List.copyOf(d.criterion),
                        d.repaired))
                .toList();
        long weighted = nodes.stream().filter(n -> n.weight().isPresent()).count();
        if (nodes.size() >= 3 && weighted >= 2) {
            ScoreTree tree = new ScoreTree(
                    nodes,
                    total,
                    fullTotal,
                    repeated,
                    heads.layout() == Layout.EACH_LEVEL,
                    heads.items(),
                    Optional.empty());
            trees.add(framework.map(f -> Alignment.of(tree, f)).orElse(tree));
        }
        drafts.clear();
        total = Optional.empty();
        fullTotal = Optional.empty();
        repeated = ScoreTree.Repeated.NONE;
    }

    private String text(Block.Cell cell) {
        return report.passage(cell).text().replace(" ", "").strip();
    }

    private static Kind kind(String text, Passage passage) {
        if (NUMBERS.matcher(passage.text().strip()).matches()) {
            return Kind.NUMBERS;
        } else if (NUMBER.matcher(text).matches()) {
            return Kind.NUMBER;
        }
        boolean sentence = text.chars().anyMatch(c -> "。；:=≥≤<>".indexOf(c) >= 0) || text.matches("^[(]?\\d[.)、].*");
        return text.length() <= LONGEST_NAME && !sentence ? Kind.NAME : Kind.TEXT;
    }

    private static Rational value(String text) {
        Matcher m = NUMBER.matcher(text);
        return m.matches() ? Rational.parse(m.group(1).replace(" ", "")) : Rational.ZERO;
    }

    private static Printed printed(Piece piece) {
        return inside(piece, 0, piece.text().length());
    }

    /** @param from in the piece's text without spaces */
    private static Printed inside(Piece piece, int from, int to) {
        String plain = piece.text().substring(from, to).replace("分", "");
        int places = plain.indexOf('.') < 0 ? 0 : plain.length() - plain.indexOf('.') - 1;
        String whole = piece.passage().text();
        int start = 0;
        int seen = 0;
        while (start < whole.length() && (whole.charAt(start) == ' ' || seen < from)) {
            seen += whole.charAt(start) == ' ' ? 0 : 1;
            start++;
        }
        int end = start;
        while (end < whole.length() && seen < to) {
            seen += whole.charAt(end) == ' ' ? 0 : 1;
            end++;
        }
        return new Printed(Rational.parse(plain), places, piece.passage().original(start, end));
    }

    private static int indexOf(List<Piece> pieces, Kind kind) {
        for (int i = 0; i < pieces.size(); i++) {
            if (pieces.get(i).kind() == kind) {
                return i;
            }
        }
        return -1;
    }
}
