package org.hengji.checker.checks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hengji.checker.Check;
import org.hengji.checker.Finding;
import org.hengji.checker.Finding.Confidence;
import org.hengji.checker.Finding.Place;
import org.hengji.checker.Finding.Severity;
import org.hengji.checker.Report;
import org.hengji.checker.Tally;
import org.hengji.checker.claims.ClaimWords;
import org.hengji.checker.reading.Figure;
import org.hengji.checker.reading.Passage;
import org.hengji.checker.targets.Comparison;
import org.hengji.checker.targets.Target;
import org.hengji.checker.targets.Targets;
import org.hengji.checker.targets.Value;
import org.hengji.checker.vocabulary.Glossary;
import org.hengji.documents.Block;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.number.Rational;

/** K22: what cannot well be. It asks and never rescores. */
public final class PlausibilityCheck implements Check {
    private static final Pattern AMONG = Pattern.compile("(\\p{IsHan}{2})中，");
    private static final Text SETTLE = Text.of("核对两个数和它们的范围。", "Check both figures and what they cover.");

    /** Words of a part and of what it is part of. */
    private record Whole(List<String> part, List<String> whole) {}

    private static final Glossary WORDS = Glossary.part("plausibility");
    private static final List<Whole> WHOLES = WORDS.get("wholes").items().stream()
            .map(w -> new Whole(w.words("part"), w.words("whole")))
            .toList();
    private static final List<String> LEADS = WORDS.words("leads");
    private static final List<String> CUMULATIVE = WORDS.words("cumulative");
    private static final List<String> PROCUREMENT = WORDS.words("procurement");
    private static final List<String> SPENDING = WORDS.words("spending");
    private static final List<String> CHANGES = WORDS.words("changes");
    private static final List<String> STAFF = WORDS.words("staff");
    private static final List<String> BASIC = WORDS.words("basic");
    private static final List<String> SHARES = WORDS.words("shares");
    private static final List<String> PROJECT = WORDS.words("project");
    private static final List<String> RUNNING = WORDS.words("running");

    @Override
    public String id() {
        return "K22";
    }

    @Override
    public Text meaning() {
        return Text.of(
                "部分不大于整体，占全部的比率不超过100%，累计数不减少，采购不超过支出",
                "Parts do not exceed wholes, nor rates of them 100 %; cumulative series do not fall, procurement does not exceed spending");
    }

    @Override
    public void run(Report report, Tally tally) {
        for (Passage p : report.passages()) {
            if (!Report.isCriterion(p)) {
                List<Figure> figures = report.figures(p).stream()
                        .filter(f -> !f.isPercent() && !unit(f).isEmpty())
                        .toList();
                parts(p, figures, tally);
                named(figures, tally);
                among(p, figures, tally);
            }
        }
        report.document().tables().forEach(table -> cumulative(report, table, tally));
        procurement(report, tally);
        rates(report, tally);
        if (tally.applied() == 0) {
            tally.skip("没有可以比较的部分与整体", "There are no parts and wholes to compare");
        }
    }

    /** 合格率103%: what only counts those that are among all cannot be more than all. */
    private void rates(Report report, Tally tally) {
        for (Figure f : report.figures()) {
            if (!f.passage().isCell() && SHARES.stream().anyMatch(f.label()::endsWith)) {
                above(f.label(), f, tally);
            }
        }
        for (Target target : Targets.of(report).inTables()) {
            if (SHARES.stream().anyMatch(target.name()::endsWith)) {
                for (Value value : List.of(target.target(), target.actual().orElse(target.target()))) {
                    if (value instanceof Value.Amount amount) {
                        above(target.name(), amount.figure(), tally);
                    }
                }
            }
        }
    }

    private void above(String name, Figure rate, Tally tally) {
        boolean known =
                tally.findings().stream().anyMatch(f -> f.places().get(0).span().equals(rate.span()));
        if (!rate.isPercent() || rate.value().compareTo(Rational.HUNDRED) <= 0 || known) {
            return;
        }
        tally.find(Findings.of(id(), Severity.FACTUAL, Confidence.HIGH)
                .says(
                        "“" + name + "”写的是" + rate.printed() + "，这个比率不会超过100%。",
                        "\"" + name + "\" is printed as " + rate.printed() + "; it cannot be more than 100%.")
                .claimed(rate.printed())
                .computed("≤ 100%")
                .at(rate.span())
                .settledBy("核对比率的分子和分母。", "Check the part and the whole of this rate."));
    }

    /** 其中: no figure behind it is more than the last of its unit in front of it. */
    private void parts(Passage p, List<Figure> figures, Tally tally) {
        for (String lead : LEADS) {
            for (int at = p.text().indexOf(lead); at >= 0; at = p.text().indexOf(lead, at + 1)) {
                for (Figure part : figures) {
                    if (part.from() < at || !sameSentence(p, at, part.from())) {
                        continue;
                    }
                    int lower = at;
                    Optional<Figure> whole = figures.stream()
                            .filter(f -> f.to() <= lower && sameSentence(p, f.to(), lower))
                            .filter(f -> unit(f).equals(unit(part)))
                            .filter(f -> !closes(p.text().substring(f.to(), lower)))
                            .reduce((first, second) -> second);
                    if (whole.isPresent() && !isChange(whole.get()) && !restarts(p, at, part.from())) {
                        compare(part, whole.get(), Confidence.MEDIUM, tally);
                    }
                }
            }
        }
    }

    /** What stood before was a remark in brackets that has ended. */
    private static boolean closes(String between) {
        int depth = 0;
        for (char c : between.toCharArray()) {
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth < 0) {
                return true;
            }
        }
        return false;
    }

    /** Another list has begun between the lead and the figure. */
    private static boolean restarts(Passage p, int at, int from) {
        String between = p.text().substring(at, from);
        return between.indexOf('；') >= 0
                || between.chars().filter(c -> c == '，').count() > 3;
    }

    private static boolean isChange(Figure whole) {
        return CHANGES.stream().anyMatch(whole.label()::contains);
    }

    private static boolean sameSentence(Passage p, int from, int to) {
        return p.text()
                .substring(Math.min(from, to), Math.max(from, to))
                .chars()
                .noneMatch(c -> "。；！？".indexOf(c) >= 0);
    }

    /** 已填报 of 应填报: a part and the greatest whole of one paragraph. */
    private void named(List<Figure> figures, Tally tally) {
        for (Whole pair : WHOLES) {
            for (Figure part : figures) {
                if (pair.part().stream().noneMatch(w -> part.label().contains(w))
                        || pair.whole().stream().anyMatch(w -> part.label().contains(w))) {
                    continue;
                }
                figures.stream()
                        .filter(f -> f != part && f.to() <= part.from() && unit(f).equals(unit(part)))
                        .filter(f ->
                                pair.whole().stream().anyMatch(w -> f.label().contains(w)))
                        .filter(f -> isOfSame(rest(part, pair.part()), rest(f, pair.whole())))
                        // A whole may itself be told in classes: the greatest is all of it
                        .max(Comparator.comparing(Figure::base))
                        .ifPresent(whole -> compare(part, whole, Confidence.MEDIUM, tally));
            }
        }
    }

    /** The dimension, or for units that nobody has defined the word behind the number. */
    private static String unit(Figure f) {
        return f.unit().symbol().isEmpty()
                ? f.after().substring(0, Math.min(1, f.after().length()))
                : f.unit().dimension();
    }

    /** What a label names besides the words of part or whole. */
    private static String rest(Figure f, List<String> words) {
        String rest = f.label();
        for (String word : words) {
            rest = rest.replace(word, "");
        }
        return rest;
    }

    private static boolean isOfSame(String part, String whole) {
        return part.isEmpty() || whole.contains(part);
    }

    /** 企业中，: classes of those that were counted just before. */
    private void among(Passage p, List<Figure> figures, Tally tally) {
        for (Matcher m = AMONG.matcher(p.text()); m.find(); ) {
            Optional<Figure> whole = figures.stream()
                    .filter(f -> f.to() <= m.start() && f.label().endsWith(m.group(1)))
                    .reduce((first, second) -> second);
            for (Figure part : figures) {
                if (whole.isPresent()
                        && part.from() >= m.end()
                        && sameSentence(p, m.end(), part.from())
                        && part.unit().symbol().equals(whole.get().unit().symbol())) {
                    compare(part, whole.get(), Confidence.LOW, tally);
                }
            }
        }
    }

    private void compare(Figure part, Figure whole, Confidence confidence, Tally tally) {
        if (part.base().compareTo(whole.base()) <= 0) {
            tally.pass();
            return;
        }
        String name = part.label().isEmpty() ? "其中一部分" : part.label();
        tally.find(new Finding(
                id(),
                Severity.QUESTION,
                confidence,
                Text.of(
                        "“" + name + "”" + part.printed() + "，多于它所属的" + whole.printed() + "。",
                        "\"" + name + "\" is " + part.printed() + ", more than the " + whole.printed()
                                + " of which it is a part."),
                Optional.of(part.printed()),
                Optional.of("≤" + whole.printed()),
                Optional.of(part.printed() + " > " + whole.printed()),
                Finding.NO_EFFECT,
                List.of(Place.of(part.span()), Place.of(whole.span())),
                SETTLE));
    }

    private void cumulative(Report report, Block.Table table, Tally tally) {
        List<String> quarters = ClaimWords.shipped().quarters();
        Map<Integer, List<Figure>> columns = new TreeMap<>();
        Map<Integer, String> heads = new TreeMap<>();
        int row = 0;
        String name = "";
        int expected = 0;
        for (Passage p : report.passages()) {
            if (p.cell().isEmpty() || p.cell().get().table().number() != table.number()) {
                continue;
            }
            Block.Cell cell = p.cell().get().cell();
            if (cell.row() != row) {
                row = cell.row();
                name = p.text();
                expected += expected < quarters.size() && name.endsWith(quarters.get(expected)) ? 1 : 0;
            }
            if (expected == 0) {
                CUMULATIVE.stream()
                        .filter(p.text()::startsWith)
                        .findFirst()
                        .ifPresent(w -> heads.put(cell.column(), w));
            } else if (heads.containsKey(cell.column()) && name.endsWith(quarters.get(expected - 1))) {
                report.figures(p).stream()
                        .findFirst()
                        .ifPresent(f -> columns.computeIfAbsent(cell.column(), c -> new ArrayList<>())
                                .add(f));
            }
        }
        columns.values().stream().filter(c -> c.size() == quarters.size()).forEach(series -> falls(series, tally));
    }

    private void falls(List<Figure> series, Tally tally) {
        for (int i = 1; i < series.size(); i++) {
            Figure before = series.get(i - 1);
            Figure now = series.get(i);
            if (now.base().compareTo(before.base()) < 0) {
                tally.find(new Finding(
                        id(),
                        Severity.QUESTION,
                        Confidence.MEDIUM,
                        Text.of(
                                "累计数由" + before.printed() + "减少到" + now.printed() + "，累计数不应减少。",
                                "The cumulative series falls from " + before.printed() + " to " + now.printed() + "."),
                        Optional.of(now.printed()),
                        Optional.of("≥" + before.printed()),
                        Optional.of(now.printed() + " < " + before.printed()),
                        Finding.NO_EFFECT,
                        List.of(Place.of(now.span()), Place.of(before.span())),
                        SETTLE));
                return;
            }
        }
        tally.pass();
    }

    /** Purchases far above project spending would have to come out of basic expenditure, most of which is pay. */
    private void fromBasic(Report report, Figure bought, Figure spent, Tally tally) {
        Optional<Figure> project = report.figures(spent.passage()).stream()
                .filter(f -> f.isMoney() && f.isExact() && f.from() > spent.to())
                .filter(f -> PROJECT.contains(f.label()) && f.base().compareTo(spent.base()) < 0)
                .findFirst();
        if (project.isEmpty()) {
            return;
        }
        Rational basic = spent.base().minus(project.get().base());
        Rational rest = bought.base().minus(project.get().base());
        if (rest.times(Rational.of(2)).compareTo(basic) <= 0) {
            tally.pass();
            return;
        }
        String share = Comparison.percent(rest, basic);
        tally.find(Findings.of(id(), Severity.QUESTION, Confidence.LOW)
                .says(
                        "实际采购" + bought.printed() + "，项目支出只有" + project.get().printed() + "，其余"
                                + Comparison.printed(rest, bought) + "要由基本支出承担，占基本支出的" + share + "，需核实。",
                        "Procurement of " + bought.printed() + " beside project spending of "
                                + project.get().printed() + " leaves " + Comparison.printed(rest, bought)
                                + " to basic expenditure, " + share + " of it.")
                .claimed(bought.printed())
                .arithmetic("(" + bought.printed() + " − " + project.get().printed() + ") ÷ (" + spent.printed() + " − "
                        + project.get().printed() + ") = " + share)
                .at(bought.span(), spent.span(), project.get().span())
                .settledBy("核对采购金额、支出总额和项目支出的口径。", "Check what procurement, spending and project spending cover."));
    }

    private void procurement(Report report, Tally tally) {
        Optional<Figure> bought = greatest(report, PROCUREMENT);
        Optional<Figure> spent = greatest(report, SPENDING);
        if (bought.isEmpty() || spent.isEmpty()) {
            return;
        }
        List<Figure> staff = staff(report, spent.get());
        if (staff.isEmpty()) {
            fromBasic(report, bought.get(), spent.get(), tally);
        }
        // A total smaller than its parts is not the total: the report was not understood
        if (staff.isEmpty()
                || staff.get(0).base().compareTo(spent.get().base()) >= 0
                || bought.get().base().compareTo(spent.get().base()) > 0) {
            return;
        }
        Rational room = staff.stream()
                .skip(1)
                .map(Figure::base)
                .reduce(spent.get().base().minus(staff.get(0).base()), Rational::plus);
        if (bought.get().base().compareTo(room) <= 0) {
            tally.pass();
            return;
        }
        String limit = Comparison.printed(room, spent.get());
        List<Place> places = new ArrayList<>();
        places.add(Place.of(bought.get().span()));
        // The same amount told as the plan
        report.figures(bought.get().passage()).stream()
                .filter(f -> f != bought.get()
                        && f.sentence() == bought.get().sentence()
                        && f.base().equals(bought.get().base()))
                .forEach(f -> places.add(Place.of(f.span())));
        places.add(Place.of(spent.get().span()));
        staff.forEach(s -> places.add(Place.of(s.span())));
        tally.find(new Finding(
                id(),
                Severity.QUESTION,
                Confidence.LOW,
                Text.of(
                        "实际采购" + bought.get().printed() + "，多于人员经费以外的支出" + limit + "。",
                        "Procurement of " + bought.get().printed() + " exceeds spending other than on staff, " + limit
                                + "."),
                Optional.of(bought.get().printed()),
                Optional.of("≤" + limit),
                Optional.of(spent.get().printed()
                        + " − "
                        + String.join(" + ", staff.stream().map(Figure::printed).toList())
                        + " = "
                        + limit),
                Finding.NO_EFFECT,
                places,
                SETTLE));
    }

    /** 人员经费; or 基本支出 of that spending and, to be taken off it, the greatest amount told of 公用经费. */
    private static List<Figure> staff(Report report, Figure spent) {
        Optional<Figure> staff = greatest(report, STAFF);
        if (staff.isPresent()) {
            return List.of(staff.get());
        }
        Optional<Figure> basic = report.figures(spent.passage()).stream()
                .filter(f -> f.isMoney() && f.from() > spent.to() && f.sentence() - spent.sentence() <= 1)
                .filter(f -> BASIC.contains(f.label()))
                .findFirst();
        Optional<Figure> running = report.figures().stream()
                .filter(f -> f.isMoney() && !f.passage().isCell() && speaksOf(f, RUNNING))
                .max(Comparator.comparing(Figure::base));
        return basic.isPresent() && running.isPresent() ? List.of(basic.get(), running.get()) : List.of();
    }

    private static boolean speaksOf(Figure f, List<String> words) {
        String text = f.passage().text();
        int start = Math.max(text.lastIndexOf('。', f.from()), text.lastIndexOf('；', f.from())) + 1;
        return words.stream().anyMatch(text.substring(start, f.from())::contains);
    }

    /** The words right in front of a figure; its label has lost 全年. */
    private static String before(Figure f) {
        return f.passage().text().substring(0, f.from()).replaceFirst("(数)?(为|是|达|共)?$", "");
    }

    private static Optional<Figure> greatest(Report report, List<String> names) {
        return report.figures().stream()
                .filter(f -> f.isMoney() && !f.passage().isCell())
                .filter(f -> names.stream().anyMatch(before(f)::endsWith))
                .max(Comparator.comparing(Figure::base));
    }
}
