package org.hengji.checker.arithmetic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hengji.checker.Report;
import org.hengji.checker.reading.Figure;
import org.hengji.checker.reading.Numerals;
import org.hengji.checker.reading.Passage;
import org.hengji.checker.vocabulary.FigureWords;
import org.hengji.documents.Block;
import org.hengji.scoring.number.Rational;

/** Wholes and the parts that a report lists for them: after 其中 and the like, in brackets, before 共计, in columns with a total. */
public final class Parts {
    /** Farther apart than this a list is taken to name only some of the parts. */
    private static final Rational FAR = Rational.of(1, 5);

    /** A long list is seldom an open one. */
    private static final Rational FAR_OF_MANY = Rational.of(1, 2);

    private static final Rational CLOSE = Rational.of(1, 10);
    private static final int FEWEST_SURE = 3;
    private static final int FARTHEST_WHOLE = 8;
    private static final int SAME_MARK = 4;
    private static final Rational SMALL_COUNT = Rational.of(20);
    private static final int LONGEST_COUNTED = 10;
    private static final Pattern COUNTED =
            Pattern.compile("([两二三四五六七八九\\d])[项类个者](?:合计|共计|总计|共)([\\u4e00-\\u9fa5]{0,3})$");

    /**
     * @param whole the total as printed
     * @param parts its parts as printed
     * @param agrees whether they add up within what the printed places allow
     * @param sure whether the list is beyond doubt all of the whole
     * @param bond how it would be held with another whole
     */
    public record Breakdown(Figure whole, List<Figure> parts, boolean agrees, boolean sure, Bond bond) {
        Breakdown(Figure whole, List<Figure> parts, boolean agrees, boolean sure) {
            this(whole, parts, agrees, sure, Bond.NONE);
        }

        public Rational sum() {
            return parts.stream().map(Figure::base).reduce(Rational.ZERO, Rational::plus);
        }

        public String written() {
            StringBuilder text = new StringBuilder();
            for (Figure part : parts) {
                text.append(text.isEmpty() ? "" : " + ").append(part.printed());
            }
            return text + " = " + printedSum();
        }

        public String printedSum() {
            Rational inUnit = sum().over(whole.unit().factor());
            return inUnit.toText() + whole.unit().symbol();
        }
    }

    /**
     * What ties a list to its whole apart from its value.
     *
     * @param all whatever of these gives the value is taken for the parts
     * @param listed the parts, when nothing does; fewer than two where only the value shows that there is a whole
     * @param plain nothing else is told between them
     * @param closed no other part can have been left out
     */
    private record Bond(List<Figure> all, List<Figure> listed, boolean plain, boolean closed) {
        static final Bond NONE = new Bond(List.of(), List.of(), false, false);
    }

    private final FigureWords words;
    private final List<Breakdown> found = new ArrayList<>();
    private int open;

    private Parts(FigureWords words) {
        this.words = words;
    }

    public static Parts of(Report report) {
        return report.derived(Parts.class, Parts::read);
    }

    private static Parts read(Report report) {
        Parts parts = new Parts(report.words());
        for (Passage passage : report.passages()) {
            List<Figure> figures =
                    report.figures(passage).stream().filter(f -> !f.isPercent()).toList();
            if (figures.size() > 2 && !Report.isCriterion(passage)) {
                parts.brackets(passage, figures);
                parts.markers(passage, figures);
                parts.within(passage, figures);
                parts.counted(passage, figures);
                parts.net(passage, figures);
                parts.totalsBehind(passage, figures);
                parts.runs(passage, figures);
            }
        }
        for (Block.Table table : report.document().tables()) {
            parts.columns(report, table);
            parts.rows(report, table);
            parts.subRows(report, table);
        }
        return parts;
    }

    public List<Breakdown> found() {
        return List.copyOf(found);
    }

    /** Whether another value in place of an agreeing whole would be found wrong. */
    public boolean breaks(Breakdown agreeing, Figure other) {
        Bond bond = agreeing.bond();
        if (bond.listed().size() < 2 || adding(other, bond.all()).isPresent()) {
            return false;
        }
        return bond.closed()
                || judged(other, bond.listed(), bond.plain())
                        .filter(b -> !b.agrees())
                        .isPresent();
    }

    /** Lists that may name only some of the parts. */
    public int open() {
        return open;
    }

    /** 2228宗（有债权1114宗、无债权1114宗）. */
    private void brackets(Passage passage, List<Figure> figures) {
        String text = passage.text();
        for (Figure whole : figures) {
            int from = whole.to();
            while (from < text.length() && from - whole.to() < 12 && "，。；(".indexOf(text.charAt(from)) < 0) {
                from++;
            }
            if (from >= text.length() || text.charAt(from) != '(') {
                continue;
            }
            int end = text.indexOf(')', from);
            int close = end;
            if (close < 0) {
                continue;
            }
            int begin = from;
            List<Figure> parts = figures.stream()
                    .filter(f -> f.from() > begin && f.to() <= close && isSameKind(whole, f))
                    .toList();
            settle(whole, parts, true);
        }
    }

    /** …共1861家，其中登记1140家，备案721家. */
    private void markers(Passage passage, List<Figure> figures) {
        String text = passage.text();
        List<Integer> marks = new ArrayList<>();
        for (String word : words.closed()) {
            for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
                if (leadsToFigure(text, at, figures)) {
                    marks.add(at);
                }
            }
        }
        marks.sort(Integer::compare);
        for (int m = 0; m < marks.size(); m++) {
            int mark = marks.get(m);
            if (m > 0 && mark - marks.get(m - 1) < SAME_MARK || depth(text, mark) > 0) {
                continue;
            }
            int stop = text.indexOf('。', mark);
            int end = stop < 0 ? text.length() : stop;
            int next = marks.stream()
                    .filter(other -> other - mark >= SAME_MARK)
                    .findFirst()
                    .orElse(Integer.MAX_VALUE);
            List<Figure> before = figures.stream()
                    .filter(f -> f.to() <= mark && depth(text, f.from()) == 0)
                    .toList();
            List<Figure> behind = figures.stream()
                    .filter(f -> f.from() > mark && f.from() < end && depth(text, f.from()) == 0)
                    .toList();
            List<Figure> ownOnly = behind.stream().filter(f -> f.from() < next).toList();
            List<Figure> wholes = wholes(before, behind);
            points(wholes, behind);
            // What adds up to one of them is no breakdown of another of its kind
            List<Figure> fitting = wholes.stream()
                    .filter(w -> adding(
                                            w,
                                            behind.stream()
                                                    .filter(f -> isSameKind(w, f))
                                                    .toList())
                                    .isPresent()
                            || adding(
                                            w,
                                            behind.stream()
                                                    .filter(f -> isSameKind(w, f) && isChange(f) == isChange(w))
                                                    .toList())
                                    .isPresent())
                    .toList();
            wholes.stream()
                    .filter(w -> fitting.contains(w)
                            || fitting.stream().noneMatch(f -> isSameKind(f, w) && isChange(f) == isChange(w))
                                    && isListed(w, wholes, behind)
                                    && !arePlanned(w, behind))
                    .forEach(whole -> listed(
                            whole,
                            behind,
                            ownOnly,
                            before,
                            !isListed(whole, wholes, behind)
                                    || fitting.stream()
                                            .anyMatch(f -> isSameKind(f, whole) && isChange(f) == isChange(whole))));
        }
    }

    private boolean isChange(Figure f) {
        return role(f).equals("change");
    }

    /** 公路186.4公里。…内容包括：罩面，计划42公里；…: what is planned makes up nothing that is there. */
    private boolean arePlanned(Figure whole, List<Figure> behind) {
        List<Figure> parts = behind.stream().filter(f -> isSameKind(whole, f)).toList();
        return !isPlanned(whole) && parts.stream().allMatch(this::isPlanned);
    }

    private boolean isPlanned(Figure f) {
        return words.stage(f.label()).filter(FigureWords.Stage.PLANNED::equals).isPresent();
    }

    /** 比上年的2,560万元: another year's amount, which nothing here breaks down. */
    private boolean isCompared(Figure f) {
        return words.compared().stream().anyMatch(f.label()::startsWith)
                || words.prior().stream().anyMatch(f.label()::contains);
    }

    /** 综合得分86.5分，其中投入20分，得18分；…: where the full marks are those of a whole, so are the points. */
    private void points(List<Figure> wholes, List<Figure> behind) {
        List<Figure> got = new ArrayList<>();
        Rational full = Rational.ZERO;
        int classes = 0;
        for (Figure f : behind) {
            if (f.unit().dimension().equals("point") && f.isExact()) {
                if (words.got().stream().anyMatch(f.label()::endsWith)) {
                    got.add(f);
                } else {
                    full = full.plus(f.base());
                    classes++;
                }
            }
        }
        boolean closed = got.size() > 1 && got.size() == classes && full.equals(Rational.HUNDRED);
        for (Figure whole : wholes) {
            if (closed && whole.unit().dimension().equals("point")) {
                Breakdown all = new Breakdown(whole, List.copyOf(got), false, true);
                found.add(new Breakdown(
                        whole,
                        all.parts(),
                        all.sum().equals(whole.base()),
                        true,
                        new Bond(all.parts(), all.parts(), true, true)));
            }
        }
    }

    /** 20场演出中，县城12场、乡镇8场: to the end of the sentence nothing else is told. */
    private void within(Passage passage, List<Figure> figures) {
        String text = passage.text();
        for (int i = 0; i < figures.size(); i++) {
            Figure whole = figures.get(i);
            int end = whole.to() + whole.after().length();
            if (!whole.after().endsWith("中") || end >= text.length() || text.charAt(end) != '，') {
                continue;
            }
            List<Figure> parts = figures.stream()
                    .filter(f -> f.from() > end && f.sentence() == whole.sentence())
                    .toList();
            boolean all = parts.stream().allMatch(f -> isSameKind(whole, f));
            if (parts.size() > 1 && all && run(text, parts).size() == parts.size()) {
                settle(whole, parts, true);
            }
        }
    }

    /** 扣1分；…扣0.40分。两项合计扣1.40分: as many as are announced, named as the total is. */
    private void counted(Passage passage, List<Figure> figures) {
        String text = passage.text();
        for (int i = 2; i < figures.size(); i++) {
            Figure whole = figures.get(i);
            Matcher m = COUNTED.matcher(text.substring(Math.max(0, whole.from() - LONGEST_COUNTED), whole.from()));
            if (!m.find()) {
                continue;
            }
            int number = Numerals.value(m.group(1));
            int from = whole.from() - (m.end() - m.start());
            List<Figure> alike = figures.stream()
                    .filter(f ->
                            f.to() <= from && isSameKind(whole, f) && f.label().endsWith(m.group(2)))
                    .filter(f -> whole.sentence() - f.sentence() <= number + 1)
                    .toList();
            if (number > 1 && alike.size() >= number) {
                settle(whole, alike.subList(alike.size() - number, alike.size()), true);
            }
        }
    }

    /** 追加1,200万元、追加280万元，…，净增加1,480万元: the changes before it in its sentence. */
    private void net(Passage passage, List<Figure> figures) {
        for (Figure whole : figures) {
            if (words.net().stream().noneMatch(whole.label()::contains)) {
                continue;
            }
            List<Figure> changes = figures.stream()
                    .filter(f -> f.from() < whole.from() && f.sentence() == whole.sentence())
                    .filter(f -> isSameKind(whole, f) && role(f).equals("change"))
                    .toList();
            boolean oneWay = changes.stream()
                            .map(f -> words.falling().stream().anyMatch(f.label()::contains))
                            .distinct()
                            .count()
                    == 1;
            if (changes.size() > 1 && oneWay) {
                settle(whole, changes, true);
            }
        }
    }

    /** 主要包括办公设备、办公家具； lists no amounts. */
    private static boolean leadsToFigure(String text, int mark, List<Figure> figures) {
        int stop = mark;
        while (stop < text.length() && "。；".indexOf(text.charAt(stop)) < 0) {
            stop++;
        }
        int end = stop;
        return figures.stream().anyMatch(f -> f.from() > mark && f.from() < end);
    }

    /** The figures that the list may break down: the last of each kind and stage before it. */
    private List<Figure> wholes(List<Figure> before, List<Figure> behind) {
        List<Figure> wholes = new ArrayList<>();
        if (before.isEmpty() || behind.size() < 2) {
            return wholes;
        }
        Figure last = before.get(before.size() - 1);
        for (int i = before.size() - 1; i >= 0 && before.size() - i <= 6; i--) {
            Figure f = before.get(i);
            if (last.sentence() - f.sentence() > 2 || !f.isExact()) {
                break;
            }
            if (isCompared(f) || f.base().signum() == 0) {
                continue;
            }
            boolean likeParts = behind.stream().filter(b -> isSameKind(f, b)).count() > 1;
            boolean first = wholes.stream().noneMatch(w -> isSameKind(w, f) && role(w).equals(role(f)));
            if (likeParts && first) {
                wholes.add(f);
            }
        }
        return wholes;
    }

    /** 收入预算72,000万元，决算收入75,600万元，其中：…: the nearest of its kind, or one whose stage the parts name. */
    private boolean isListed(Figure whole, List<Figure> wholes, List<Figure> behind) {
        boolean nearest = wholes.subList(0, wholes.indexOf(whole)).stream()
                .noneMatch(w -> isSameKind(w, whole) && isChange(w) == isChange(whole));
        return nearest
                || !role(whole).equals("plain")
                        && behind.stream()
                                        .filter(f -> isSameKind(whole, f) && role(f).equals(role(whole)))
                                        .count()
                                > 1;
    }

    /** @param rivalled whether the list may break down another whole as well */
    private void listed(
            Figure whole, List<Figure> behind, List<Figure> ownOnly, List<Figure> before, boolean rivalled) {
        List<Figure> sameRole = behind.stream()
                .filter(f -> isSameKind(whole, f) && role(f).equals(role(whole)))
                .toList();
        // 年初预算3.92万元，其中：公务接待费3.92万元；…: parts without a stage belong to the nearest whole
        Figure nearest = before.get(before.size() - 1);
        List<Figure> plain = behind.stream()
                .filter(f -> isSameKind(whole, f) && role(f).equals("plain"))
                .toList();
        List<Figure> parts = sameRole.size() >= 2 || whole != nearest && !isSameKind(nearest, whole) ? sameRole : plain;
        if (whole != nearest
                && parts == plain
                && sameRole.size() < 2
                && !role(whole).equals("plain")) {
            return;
        }
        List<Figure> upToNext = parts.stream().filter(ownOnly::contains).toList();
        List<Figure> run = run(whole.passage().text(), parts);
        boolean unbroken = upToNext.size() == parts.size() || run.size() >= 2 && upToNext.containsAll(run);
        List<Figure> list = run.size() < 2 ? parts : run;
        settle(
                whole,
                adding(whole, parts).isPresent() ? parts : list,
                unbroken,
                rivalled ? Bond.NONE : new Bond(parts, list, unbroken, false));
    }

    /** 26家，264家，462家，共计752家. */
    private void totalsBehind(Passage passage, List<Figure> figures) {
        String text = passage.text();
        for (int i = 2; i < figures.size(); i++) {
            Figure whole = figures.get(i);
            String clause = clauseBefore(text, whole.from());
            if (words.totals().stream().noneMatch(clause::endsWith)) {
                continue;
            }
            List<Figure> parts = new ArrayList<>();
            for (int j = i - 1; j >= 0 && figures.get(j).sentence() == whole.sentence(); j--) {
                if (isSameKind(whole, figures.get(j))) {
                    parts.add(0, figures.get(j));
                }
            }
            if (words.totals().contains(clause)
                    && parts.size() == run(text, parts).size()) {
                closed(whole, parts);
            } else {
                settle(whole, parts, true);
            }
        }
    }

    /** A list that ends in its total names all of it. */
    private void closed(Figure whole, List<Figure> parts) {
        if (parts.size() > 1
                && whole.isExact()
                && parts.stream().allMatch(Figure::isExact)
                && adding(whole, parts).isEmpty()
                && judged(whole, parts, true).isEmpty()) {
            found.add(new Breakdown(whole, List.copyOf(parts), false, false));
        } else {
            settle(whole, parts, true, new Bond(parts, parts, true, true));
        }
    }

    /** 共20场，县城12场、乡镇8场: a run of like amounts behind its whole, without a word that says so. */
    private void runs(Passage passage, List<Figure> figures) {
        String text = passage.text();
        for (int i = 1; i + 1 < figures.size(); i++) {
            Figure first = figures.get(i);
            List<Figure> run = run(
                    text,
                    figures.subList(i, figures.size()).stream()
                            .filter(f -> f == first || isSameKind(first, f))
                            .toList());
            boolean told = found.stream().anyMatch(b -> b.parts().contains(first));
            if (run.size() < 2 || told || run.stream().anyMatch(f -> !f.isExact())) {
                continue;
            }
            List<Figure> wholes = new ArrayList<>();
            for (int j = i - 1; j >= 0 && i - j <= FARTHEST_WHOLE; j--) {
                Figure whole = figures.get(j);
                if (isSameKind(whole, first) && whole.isExact() && whole.base().compareTo(first.base()) > 0) {
                    wholes.add(whole);
                }
            }
            Optional<Breakdown> adding = wholes.stream()
                    .map(w -> new Breakdown(w, run, true, true))
                    .filter(b -> b.sum().minus(b.whole().base()).abs().compareTo(tolerance(b.whole(), run)) <= 0)
                    .findFirst();
            if (adding.isPresent()) {
                found.add(adding.get());
            } else {
                List<Figure> slipped =
                        wholes.stream().filter(w -> isSlip(w, run)).toList();
                if (slipped.size() == 1 && found.stream().noneMatch(b -> b.whole() == slipped.get(0) && !b.agrees())) {
                    found.add(new Breakdown(slipped.get(0), run, false, false));
                }
            }
        }
    }

    /** The first figures that one sort of mark joins: A 3个、B 4个和C 5个, or A 3万元，占…；B 4万元，占…. */
    private static List<Figure> run(String text, List<Figure> figures) {
        List<Figure> run = new ArrayList<>(figures.subList(0, Math.min(1, figures.size())));
        char joint = 0;
        for (int i = 1; i < figures.size(); i++) {
            String between =
                    text.substring(figures.get(i - 1).to(), figures.get(i).from());
            char mark = between.indexOf('。') >= 0
                    ? 0
                    : between.indexOf('；') >= 0
                            ? '；'
                            : between.indexOf('、') >= 0 || between.indexOf('和') >= 0 ? '、' : '，';
            if (mark == 0 || joint != 0 && mark != joint) {
                break;
            }
            joint = mark;
            run.add(figures.get(i));
        }
        return run;
    }

    private static boolean isSlip(Figure whole, List<Figure> run) {
        Rational sum = run.stream().map(Figure::base).reduce(Rational.ZERO, Rational::plus);
        Rational missing = whole.base().minus(sum);
        boolean near =
                missing.abs().times(Rational.of(10)).compareTo(whole.base().abs()) <= 0;
        return near
                && run.size() >= FEWEST_SURE
                && (Slips.isSlip(whole, sum.over(whole.unit().factor()))
                        || run.stream()
                                .anyMatch(p -> Slips.isSlip(
                                        p, p.base().plus(missing).over(p.unit().factor()))));
    }

    private static String clauseBefore(String text, int at) {
        int start = at;
        while (start > 0 && "，。；:、".indexOf(text.charAt(start - 1)) < 0) {
            start--;
        }
        return text.substring(start, at).strip().replaceAll("[为是达]$", "");
    }

    /** A column with a row 合计 at its foot. */
    private void columns(Report report, Block.Table table) {
        if (isScoreTable(report, table)) {
            return;
        }
        var grid = ColumnRatios.grid(report, table);
        for (int row = 2; row <= table.rows(); row++) {
            int r = row;
            String head = report.cell(table, row, 1).map(Passage::text).orElse("");
            if (words.totals().stream().noneMatch(t -> head.replace(" ", "").endsWith(t)) || !grid.containsKey(row)) {
                continue;
            }
            for (var entry : grid.get(row).entrySet()) {
                Figure whole = entry.getValue();
                List<Figure> parts = new ArrayList<>();
                for (int above = 1; above < r; above++) {
                    Figure f = grid.getOrDefault(above, java.util.Map.of()).get(entry.getKey());
                    if (f != null && f.unit().equals(whole.unit()) && !f.isPercent()) {
                        parts.add(f);
                    }
                }
                settle(whole, parts, true);
            }
        }
    }

    /** A column 全年 or 合计 that is, in most rows, the sum of those before it. */
    private void rows(Report report, Block.Table table) {
        if (isScoreTable(report, table)) {
            return;
        }
        var grid = ColumnRatios.grid(report, table);
        for (int column = 3; column <= table.columns(); column++) {
            if (!isTotalColumn(report, table, column)) {
                continue;
            }
            List<Breakdown> rows = new ArrayList<>();
            for (var row : grid.values()) {
                Figure whole = row.get(column);
                if (whole == null || whole.isPercent()) {
                    continue;
                }
                int last = column;
                List<Figure> parts = row.entrySet().stream()
                        .filter(e -> e.getKey() < last && e.getValue().unit().equals(whole.unit()))
                        .map(java.util.Map.Entry::getValue)
                        .toList();
                if (parts.size() > 1) {
                    rows.add(held(whole, parts));
                }
            }
            addIfMostAgree(rows);
        }
    }

    private boolean isTotalColumn(Report report, Block.Table table, int column) {
        for (int row = 1; row <= Math.min(2, table.rows()); row++) {
            String head = report.cell(table, row, column)
                    .map(p -> p.text().replace(" ", ""))
                    .orElse("");
            if (words.totals().contains(head) || words.yearly().contains(head)) {
                return true;
            }
        }
        return false;
    }

    /** Rows 其中：… below the row that they break down: as many of them as make up most of its columns. */
    private void subRows(Report report, Block.Table table) {
        var grid = ColumnRatios.grid(report, table);
        for (int first = 3; first <= table.rows(); first++) {
            String head = report.cell(table, first, 1).map(Passage::text).orElse("");
            if (words.closed().stream().noneMatch(head::startsWith) || !grid.containsKey(first - 1)) {
                continue;
            }
            List<Breakdown> best = List.of();
            for (int last = first + 1; last <= table.rows() && grid.containsKey(last); last++) {
                List<Breakdown> columns = new ArrayList<>();
                for (var entry : grid.get(first - 1).entrySet()) {
                    Figure whole = entry.getValue();
                    List<Figure> parts = new ArrayList<>();
                    for (int row = first; row <= last; row++) {
                        Figure f = grid.getOrDefault(row, java.util.Map.of()).get(entry.getKey());
                        if (f != null && f.unit().equals(whole.unit()) && !f.isPercent()) {
                            parts.add(f);
                        }
                    }
                    if (parts.size() == last - first + 1) {
                        columns.add(held(whole, parts));
                    }
                }
                if (agreeing(columns) > agreeing(best)) {
                    best = columns;
                }
            }
            addIfMostAgree(best);
        }
    }

    private static Breakdown held(Figure whole, List<Figure> parts) {
        Breakdown all = new Breakdown(whole, parts, false, true);
        boolean agrees = all.sum().minus(whole.base()).abs().compareTo(tolerance(whole, parts)) <= 0;
        return new Breakdown(whole, parts, agrees, true);
    }

    private static long agreeing(List<Breakdown> rows) {
        return rows.stream().filter(Breakdown::agrees).count();
    }

    private static boolean isKept(long agreeing, int rows) {
        return agreeing > 1 && agreeing * 5 >= rows * 3L;
    }

    /** What most rows or columns keep holds for all. */
    private void addIfMostAgree(List<Breakdown> rows) {
        long agreeing = agreeing(rows);
        if (isKept(agreeing, rows.size())) {
            rows.forEach(b -> found.add(new Breakdown(
                    b.whole(),
                    b.parts(),
                    b.agrees(),
                    b.sure(),
                    isKept(agreeing - 1, rows.size()) ? new Bond(b.parts(), b.parts(), true, true) : Bond.NONE)));
        }
    }

    private boolean isScoreTable(Report report, Block.Table table) {
        return table.cells().stream()
                .filter(c -> c.row() <= 3)
                .map(c -> report.words(c.span()))
                .anyMatch(w -> w.length() <= 8 && words.scoreHeads().stream().anyMatch(w::contains));
    }

    private void settle(Figure whole, List<Figure> parts, boolean plain) {
        settle(whole, parts, plain, new Bond(parts, parts, plain, false));
    }

    private void settle(Figure whole, List<Figure> parts, boolean plain, Bond bond) {
        if (parts.size() < 2) {
            open += parts.isEmpty() ? 0 : 1;
            return;
        }
        Optional<Breakdown> judged = judged(whole, parts, plain)
                .filter(b -> b.agrees() || found.stream().noneMatch(f -> f.whole() == whole));
        judged.ifPresentOrElse(
                b -> found.add(new Breakdown(whole, b.parts(), b.agrees(), b.sure(), bond)), () -> open++);
    }

    /** Nothing where the list may name only some of the parts. */
    private Optional<Breakdown> judged(Figure whole, List<Figure> parts, boolean plain) {
        if (!whole.isExact() || parts.stream().anyMatch(p -> !p.isExact())) {
            return Optional.empty();
        }
        Optional<List<Figure>> complete = complete(parts);
        Optional<Breakdown> adding =
                adding(whole, parts).filter(b -> b.parts().containsAll(complete.orElse(List.of())));
        if (adding.isPresent()) {
            return adding;
        }
        Breakdown all = new Breakdown(whole, complete.orElse(parts), false, false);
        Rational off = all.sum().minus(whole.base()).abs();
        boolean named = complete.isPresent();
        Rational far = parts.size() >= FEWEST_SURE ? FAR_OF_MANY : FAR;
        boolean over = plain && isOver(whole, all);
        boolean within = named
                || over
                || isShifted(whole, all)
                || off.compareTo(whole.base().abs().times(far)) <= 0;
        if (!within || !plain && !named) {
            return Optional.empty();
        }
        boolean sure =
                parts.size() >= FEWEST_SURE || off.compareTo(whole.base().abs().times(CLOSE)) <= 0;
        return Optional.of(new Breakdown(whole, all.parts(), false, sure));
    }

    /** Off by a unit or a decimal point alone. */
    private static boolean isShifted(Figure whole, Breakdown all) {
        Rational slack = all.parts().stream()
                .map(Figure::halfUnit)
                .reduce(Rational.ZERO, Rational::max)
                .times(Rational.of(all.parts().size() + 1));
        return UnitSlips.isTelling(whole)
                && UnitSlips.SHIFTS.stream()
                        .anyMatch(times ->
                                whole.base().times(times).minus(all.sum()).abs().compareTo(slack) <= 0);
    }

    /** One part alone is more than the whole, which the others leave room for. */
    private static boolean isOver(Figure whole, Breakdown all) {
        return all.parts().stream()
                .anyMatch(p -> p.base().compareTo(whole.base()) > 0
                        && all.sum().minus(p.base()).compareTo(whole.base()) < 0);
    }

    /** The first parts, when their names say that there are no others. */
    private Optional<List<Figure>> complete(List<Figure> parts) {
        for (int size = parts.size(); size >= 2; size--) {
            List<Figure> some = parts.subList(0, size);
            List<String> labels = some.stream().map(Figure::label).toList();
            if (words.identities().stream().anyMatch(i -> i.names(labels))) {
                return Optional.of(some);
            }
        }
        return Optional.empty();
    }

    /** All of the parts, or a run of them where a list goes on to something else. */
    private static Optional<Breakdown> adding(Figure whole, List<Figure> parts) {
        for (int from = 0; from < parts.size() - 1; from++) {
            // Small counts add up to anything: of them the first is no stranger to the list
            if (from > 0
                    && parts.stream().allMatch(p -> !p.isMoney() && p.value().compareTo(SMALL_COUNT) < 0)) {
                break;
            }
            for (int to = parts.size(); to >= from + 2; to--) {
                Breakdown some = new Breakdown(whole, parts.subList(from, to), true, true);
                if (some.sum().minus(whole.base()).abs().compareTo(tolerance(whole, some.parts())) <= 0) {
                    return Optional.of(some);
                }
            }
        }
        return Optional.empty();
    }

    /** (number of addends + 1) × half a unit of the coarsest printed digit, inclusive; nothing for whole counts. */
    static Rational tolerance(Figure whole, List<Figure> parts) {
        Rational coarsest = whole.halfUnit();
        boolean counts = whole.places() == 0 && !whole.isMoney();
        for (Figure part : parts) {
            counts &= part.places() == 0;
            // Nothing is nothing, with however few places it is printed
            if ((part.places() > 0 || whole.places() == 0) && part.base().signum() != 0) {
                coarsest = coarsest.max(part.halfUnit());
            }
        }
        return counts && whole.unit().factor().equals(Rational.ONE)
                ? Rational.ZERO
                : coarsest.times(Rational.of(parts.size() + 1));
    }

    /** Same unit, or one that only adds a syllable: 件 and 件次, 万人 and 万人次. */
    private static boolean isSameKind(Figure a, Figure b) {
        if (a == b
                || a.unit().dimension().equals("point") != b.unit().dimension().equals("point")) {
            return false;
        }
        String x = a.unit().symbol();
        String y = b.unit().symbol();
        return a.isLike(b) && !x.isEmpty() || !x.isEmpty() && !y.isEmpty() && (x.startsWith(y) || y.startsWith(x));
    }

    /** Parts share the stage of their whole, and changes add up to changes. */
    private String role(Figure f) {
        if (words.delta().stream().anyMatch(f.label()::contains)) {
            return "change";
        }
        return words.role(f.label()).filter(s -> f.isMoney()).orElse("plain");
    }

    private static int depth(String text, int at) {
        int open = text.lastIndexOf('(', at - 1);
        int close = text.lastIndexOf(')', at - 1);
        return open > close ? 1 : 0;
    }
}
