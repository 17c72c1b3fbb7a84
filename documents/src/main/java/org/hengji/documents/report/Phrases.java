package org.hengji.documents.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hengji.documents.report.Figures.NumberFormat;
import org.hengji.documents.report.Figures.Printed;
import org.hengji.documents.report.Paper.Gap;
import org.hengji.documents.report.Paper.Mark;
import org.hengji.documents.report.Paper.Run;
import org.hengji.frameworks.CaseFile;
import org.hengji.scoring.Problem;
import org.hengji.scoring.ScoreSheet;
import org.hengji.scoring.ScoreSheet.Node;
import org.hengji.scoring.ScoreSheet.Step;
import org.hengji.scoring.expression.Condition;
import org.hengji.scoring.expression.Expression;
import org.hengji.scoring.framework.ExpressionParser;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.subject.Fact;
import org.hengji.scoring.subject.OwnIndicator;
import org.hengji.scoring.subject.OwnIndicator.Target;

/**
 * Fills the places of a template's texts. A place stands in braces and is a fact ({@code assets.in_use}), an expression
 * ({@code spent.total / budget.adjusted}), either with a format behind a bar; points, weight, rate or name of a node
 * ({@code points:assets}); a text of the body ({@code text:duties}); a word of the template ({@code word:government});
 * {@code score.total}, {@code score.grade}, {@code score.full}, {@code subject.unit}, {@code subject.year}; a cell of
 * the row ({@code row.name}); or {@code condition ? text : text}.
 */
final class Phrases {
    static final Cells NO_ROW = name -> Optional.empty();
    private static final Pattern PLACE = Pattern.compile("\\{([^{}]*)\\}");
    private static final Pattern SUBJECT = Pattern.compile("^(?<unit>.*?)(（[^（）]*）)?$");
    private static final Pattern YEAR = Pattern.compile("(?<!\\d)((?:19|20)\\d{2})年");
    private static final Pattern ABSOLUTE = Pattern.compile("abs\\(([^()]*)\\)");
    /** An interval or several values among the numbers of a step. */
    private static final Pattern OPEN = Pattern.compile("[\\[\\]{}∞]");

    private static final Pattern BAND = Pattern.compile("落在([\\[(])(.+?),(.+?)([\\])])档");
    private static final String ATTAINED = "attained.";
    private static final String ACTUAL = "实际完成值";
    private static final String OWED = "【待填：";

    private static final Pattern OPERATION = Pattern.compile("[÷×−+⌈]");
    private static final Pattern UNROUNDED = Pattern.compile("得\\d+(\\.\\d+)?分$");

    private final Template template;
    private final CaseFile file;
    private final ScoreSheet sheet;
    private final Figures figures;
    private final Map<String, Problem> problems = new LinkedHashMap<>();

    Phrases(Template template, CaseFile file, ScoreSheet sheet) {
        this.template = template;
        this.file = file;
        this.sheet = sheet;
        this.figures = new Figures(file, template.separators());
    }

    List<Problem> problems() {
        return List.copyOf(problems.values());
    }

    static String text(List<Run> runs) {
        return runs.stream().map(Run::text).collect(Collectors.joining());
    }

    /** The cells of a row by name. */
    interface Cells {
        Optional<String> cell(String name);

        /** Whether a body wrote them, so that they may name figures. */
        default boolean isWritten() {
            return false;
        }
    }

    /** A text that a body wrote may name figures, which then follow the facts; what names none stays as written. */
    private List<Run> written(String text, String place, List<Gap> gaps) {
        List<Run> runs = new ArrayList<>();
        Matcher matcher = PLACE.matcher(text);
        int from = 0;
        while (matcher.find()) {
            if (names(matcher.group(1).strip())) {
                runs.add(Run.words(text.substring(from, matcher.start())));
                runs.add(figure(matcher.group(1).strip(), place, gaps));
                from = matcher.end();
            }
        }
        runs.add(Run.words(text.substring(from)));
        runs.removeIf(r -> r.text().isEmpty());
        return runs;
    }

    private boolean names(String slot) {
        int bar = slot.indexOf('|');
        String words = (bar < 0 ? slot : slot.substring(0, bar)).strip();
        if (bar >= 0 && NumberFormat.parse(slot.substring(bar + 1)).isEmpty()) {
            return false;
        }
        try {
            return figures.definition(words).isPresent()
                    || !ExpressionParser.expression(words, figures::definition)
                            .facts()
                            .isEmpty();
        } catch (ExpressionParser.Fault e) {
            return false;
        }
    }

    /** The text with its places filled; what is missing is added to {@code gaps}. */
    List<Run> runs(String text, String place, Cells row, List<Gap> gaps) {
        List<Run> runs = new ArrayList<>();
        Matcher matcher = PLACE.matcher(text);
        int from = 0;
        while (matcher.find()) {
            if (matcher.start() > from) {
                runs.add(Run.words(text.substring(from, matcher.start())));
            }
            runs.addAll(place(matcher.group(1).strip(), place, row, gaps));
            from = matcher.end();
        }
        if (from < text.length()) {
            runs.add(Run.words(text.substring(from)));
        }
        return runs;
    }

    private List<Run> place(String slot, String place, Cells row, List<Gap> gaps) {
        int question = slot.indexOf(" ? ");
        if (question > 0) {
            String[] either = slot.substring(question + 3).split(" : ", 2);
            Optional<Boolean> holds = holds(slot.substring(0, question));
            if (holds.isPresent()) {
                String chosen = holds.get() ? either[0] : either.length > 1 ? either[1] : "";
                return List.of(Run.words(chosen));
            }
            return undecided(slot.substring(0, question), place, gaps);
        } else if (slot.startsWith("row.")) {
            Optional<String> cell = row.cell(slot.substring(4));
            if (cell.isEmpty()) {
                fault(slot, "这里没有“" + slot + "”", "There is no " + slot + " here");
                return List.of();
            } else if (cell.get().startsWith(OWED)) {
                String asked = cell.get().substring(OWED.length(), cell.get().length() - 1);
                return List.of(gap(cell.get(), place, slot, owed(asked), Gap.Why.MISSING, gaps));
            } else if (cell.get().startsWith("[") && cell.get().matches("\\[\\d.*, .*\\]")) {
                return List.of(
                        gap(cell.get(), place, slot, node(row.cell("name").orElse(slot)), Gap.Why.RANGE, gaps));
            }
            return row.isWritten() ? written(cell.get(), place, gaps) : List.of(Run.words(cell.get()));
        }
        Matcher named =
                Pattern.compile("(text|word|points|max|rate|name|loss):(.+)").matcher(slot);
        if (named.matches()) {
            return named(named.group(1), named.group(2).strip(), place, gaps);
        }
        return switch (slot) {
            case "score.total" -> List.of(points(sheet.range(), Text.of("总分", "Total"), slot, place, gaps));
            case "score.full" -> List.of(Run.words(plain(file.framework().total())));
            case "score.grade" ->
                List.of(
                        sheet.grade().isPresent()
                                ? new Run(sheet.grade().get().zh(), Mark.FIGURE, slot)
                                : gap(grades(), place, slot, Text.of("等级", "Grade"), Gap.Why.RANGE, gaps));
            case "score.bands" -> List.of(Run.words(bands()));
            case "framework.name" -> List.of(Run.words(file.framework().name().zh()));
            case "subject.unit" -> List.of(Run.words(unit(file)));
            case "subject.year" ->
                List.of(year(file)
                        .map(Run::words)
                        .orElseGet(() -> gap("【缺：年度】", place, slot, Text.of("年度", "Year"), Gap.Why.MISSING, gaps)));
            default -> List.of(figure(slot, place, gaps));
        };
    }

    private List<Run> undecided(String condition, String place, List<Gap> gaps) {
        List<Text> facts = condition(condition)
                .map(c -> c.facts().stream().map(this::factName).toList())
                .orElse(List.of(Text.of(condition, condition)));
        Text all = together(facts);
        return List.of(gap("【缺：" + all.zh() + "】", place, condition, all, Gap.Why.MISSING, gaps));
    }

    private Text factName(String key) {
        return figures.definition(key).map(FactDefinition::name).orElse(Text.of(key, key));
    }

    private static Text together(List<Text> names) {
        return Text.of(
                names.stream().map(Text::zh).collect(Collectors.joining("、")),
                names.stream().map(n -> n.in("en")).collect(Collectors.joining(", ")));
    }

    /** What a row owes, by the name that the template gives it. */
    private Text owed(String zh) {
        return template.texts().values().stream()
                .filter(t -> t.zh().equals(zh))
                .findFirst()
                .orElse(zh.equals(ACTUAL) ? Text.of(ACTUAL, "Actual value") : Text.of(zh, zh));
    }

    private Text node(String zh) {
        return sheet.nodes().stream()
                .map(Node::name)
                .filter(n -> n.zh().equals(zh))
                .findFirst()
                .orElse(Text.of(zh, zh));
    }

    private List<Run> named(String what, String name, String place, List<Gap> gaps) {
        switch (what) {
            case "text":
                String text = file.material().texts().get(name);
                if (text != null && !text.isBlank()) {
                    return written(text.strip(), place, gaps);
                }
                Text asked = template.texts().getOrDefault(name, Text.of(name, name));
                return List.of(gap("【待填：" + asked.zh() + "】", place, "text:" + name, asked, Gap.Why.MISSING, gaps));
            case "word":
                if (!template.words().containsKey(name)) {
                    fault(name, "模板没有词语“" + name + "”", "The template has no word " + name);
                }
                return List.of(Run.words(template.words().getOrDefault(name, "")));
            default:
                Optional<Node> node = sheet.node(name);
                if (node.isEmpty()) {
                    fault(name, "指标体系没有指标“" + name + "”", "The framework has no indicator " + name);
                    return List.of();
                }
                return List.of(
                        switch (what) {
                            case "name" -> Run.words(node.get().name().zh());
                            case "max" -> Run.words(plain(node.get().max()));
                            case "points" ->
                                points(node.get().range(), node.get().name(), "points:" + name, place, gaps);
                            case "loss" ->
                                Run.words(sheet.print(node.get()
                                        .max()
                                        .minus(node.get().range().high())));
                            default -> rate(node.get(), place, gaps);
                        });
        }
    }

    private Run rate(Node node, String place, List<Gap> gaps) {
        String key = "rate:" + node.id();
        if (node.points().isEmpty()) {
            return gap(
                    "【得分率未定】",
                    place,
                    key,
                    Text.of(
                            node.name().zh() + "得分率",
                            "Share of points of " + node.name().in("en")),
                    Gap.Why.RANGE,
                    gaps);
        }
        return new Run(percent(node.points().get().over(node.max())), Mark.FIGURE, key);
    }

    private static String percent(Rational share) {
        return share.times(Rational.HUNDRED)
                        .toDecimal(2, java.math.RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString()
                + "%";
    }

    private Run points(ScoreSheet.Range range, Text name, String key, String place, List<Gap> gaps) {
        return range.isOne()
                ? new Run(sheet.print(range.low()), Mark.FIGURE, key)
                : gap(range(range), place, key, name, Gap.Why.RANGE, gaps);
    }

    private String range(ScoreSheet.Range range) {
        return "[" + sheet.print(range.low()) + ", " + sheet.print(range.high()) + "]";
    }

    private String grades() {
        return sheet.gradeRange().stream().map(Text::zh).distinct().collect(Collectors.joining("至"));
    }

    /** 90分及以上为优，80分（含）至90分为良 ... as the framework has them. */
    private String bands() {
        List<Framework.GradeBand> bands = file.framework().grades();
        List<String> words = new ArrayList<>();
        for (int i = 0; i < bands.size(); i++) {
            String from = plain(bands.get(i).from());
            String grade = bands.get(i).name().zh();
            words.add(
                    i == 0
                            ? from + "分（含）以上为“" + grade + "”"
                            : i == bands.size() - 1
                                    ? plain(bands.get(i - 1).from()) + "分以下为“" + grade + "”"
                                    : from + "分（含）至" + plain(bands.get(i - 1).from()) + "分为“" + grade + "”");
        }
        return String.join("，", words);
    }

    private Run figure(String slot, String place, List<Gap> gaps) {
        int bar = slot.indexOf('|');
        String words = bar < 0 ? slot : slot.substring(0, bar).strip();
        Optional<NumberFormat> format = NumberFormat.parse(bar < 0 ? "" : slot.substring(bar + 1));
        if (format.isEmpty()) {
            fault(slot, "“" + slot.substring(bar + 1) + "”不是单位、位数或 bare", "Not a unit, places or bare: " + slot);
            return Run.words("");
        }
        Optional<FactDefinition> fact = figures.definition(words);
        Printed printed;
        Text name = factName(words);
        if (fact.isPresent()) {
            printed = figures.fact(words, format.get());
        } else {
            Optional<Expression> expression = expression(words);
            if (expression.isEmpty()) {
                return Run.words("");
            }
            printed = figures.computed(expression.get(), words, format.get());
            name = together(expression.get().facts().stream()
                    .filter(figures::isOpen)
                    .map(this::factName)
                    .toList());
        }
        if (printed.gap().isEmpty()) {
            return new Run(printed.text(), Mark.FIGURE, words);
        }
        String label = printed.gap().get() == Gap.Why.MISSING ? "缺：" : "数据不一致：";
        return gap(
                "【" + label + printed.text() + "】",
                place,
                words,
                name,
                printed.gap().get(),
                gaps);
    }

    private static Run gap(String text, String place, String key, Text name, Gap.Why why, List<Gap> gaps) {
        gaps.add(new Gap(place, key, name, why));
        return new Run(text, Mark.GAP, key);
    }

    // ---- Conditions and expressions ----

    Optional<Boolean> holds(String text) {
        return condition(text).flatMap(figures.exact::holds);
    }

    private Optional<Condition> condition(String text) {
        try {
            return Optional.of(ExpressionParser.condition(
                    text,
                    figures::definition,
                    id -> file.framework().node(id).isPresent() ? Optional.empty() : Optional.of("")));
        } catch (ExpressionParser.Fault e) {
            fault(text, e.text.zh() + "：" + text, e.text.en() + ": " + text);
            return Optional.empty();
        }
    }

    private Optional<Expression> expression(String text) {
        try {
            return Optional.of(ExpressionParser.expression(text, figures::definition));
        } catch (ExpressionParser.Fault e) {
            fault(text, e.text.zh() + "：" + text, e.text.en() + ": " + text);
            return Optional.empty();
        }
    }

    private void fault(String slot, String zh, String en) {
        problems.putIfAbsent(
                slot,
                Problem.of(
                        "template.place",
                        template.id(),
                        "报告模板“" + template.name().zh() + "”有一处读不懂：" + zh,
                        "A place of the template " + template.id() + " cannot be read: " + en,
                        "改正模板里这一处的名称",
                        "Mend the name in the template"));
    }

    // ---- The subject ----

    static String unit(CaseFile file) {
        Matcher subject = SUBJECT.matcher(file.subject().subject().zh());
        return file.material().unit().orElseGet(() -> subject.matches() ? subject.group("unit") : "");
    }

    static Optional<String> year(CaseFile file) {
        Matcher year = YEAR.matcher(file.subject().subject().zh());
        return file.material().year().or(() -> year.find() ? Optional.of(year.group(1)) : Optional.empty());
    }

    static String plain(Rational number) {
        String text = number.isDecimal()
                ? number.toText()
                : number.toDecimal(2, java.math.RoundingMode.HALF_UP).toPlainString();
        return text.contains(".") ? text.replaceAll("0+$", "").replaceAll("\\.$", "") : text;
    }

    // ---- Rows of the sheet ----

    /** What the cells of a row may name. */
    Cells variables(SheetRow row) {
        return name -> {
            Matcher level = Pattern.compile("l([1-4])(?:\\.(.+))?").matcher(name);
            if (level.matches()) {
                int number = Integer.parseInt(level.group(1));
                // An indicator that stands higher than the table's deepest column fills that column itself.
                Optional<Node> node = row.level(number).filter(n -> !n.item());
                String what = level.group(2) == null ? "id" : level.group(2);
                return Optional.of(node.flatMap(n -> of(row, n, what)).orElse(""));
            } else if (name.startsWith("indicator.")) {
                return of(row, row.indicator(), name.substring("indicator.".length()));
            }
            return of(row, row.node(), name);
        };
    }

    private Optional<String> of(SheetRow row, Node node, String what) {
        return switch (what) {
            case "id" -> Optional.of(node.id());
            case "name" -> Optional.of(node.name().zh());
            case "max" -> Optional.of(plain(node.max()));
            case "points" ->
                Optional.of(node.range().isOne() ? sheet.print(node.range().low()) : range(node.range()));
            case "loss" -> Optional.of(sheet.print(node.max().minus(node.range().high())));
            case "rate" ->
                Optional.of(
                        node.points().isEmpty()
                                ? "未定"
                                : percent(node.points().get().over(node.max())));
            case "criterion" -> Optional.of(criterion(row, node));
            case "standard" -> Optional.of(standard(row, node));
            case "item" ->
                Optional.of(
                        node.item()
                                ? node.name().zh() + "（" + plain(node.max()) + "分）"
                                        + lead("：", SheetRow.criterion(file, node))
                                : row.own().isPresent() && row.own().get().id().equals(node.id())
                                        ? own(row, node)
                                        : criterion(row, node));
            case "meaning" -> Optional.of(SheetRow.meaning(file, node));
            case "why" -> Optional.of(why(node));
            case "remark" -> Optional.of(loses(node) ? why(node) : "");
            case "cause" -> Optional.of(loses(node) ? cause(node) : "");
            case "class" -> Optional.of(row.own().map(this::aspect).orElse(""));
            case "target" ->
                Optional.of(row.own()
                        .flatMap(OwnIndicator::target)
                        .map(t -> target(row, t))
                        .orElse(""));
            case "outcome" -> Optional.of(row.own().map(o -> outcome(o, node)).orElse(""));
            case "actual" -> Optional.of(row.own().map(o -> attained(o, node)).orElse(""));
            default -> Optional.empty();
        };
    }

    /** The same aspect has another name under cost: 社会成本指标, not 社会效益指标. */
    private String aspect(OwnIndicator own) {
        String aspect = own.aspect().orElse("");
        String word = template.words().getOrDefault("aspect." + aspect, aspect);
        return template.words().getOrDefault("aspect." + own.under() + "." + aspect, word);
    }

    /** The items of an indicator as numbered points with their own points; its criterion where it has none. */
    private String standard(SheetRow row, Node node) {
        List<Node> items = items(node);
        if (items.isEmpty()) {
            return criterion(row, node);
        }
        List<String> points = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            points.add((i + 1) + "." + items.get(i).name().zh() + "（"
                    + plain(items.get(i).max()) + "分）");
        }
        return String.join("；", points);
    }

    private List<Node> items(Node node) {
        return sheet.nodes().stream()
                .filter(n -> n.item() && n.id().startsWith(node.id() + "."))
                .toList();
    }

    /** An indicator without a criterion of its own is scored by its items, or as the indicator above it says. */
    private String criterion(SheetRow row, Node node) {
        String own = SheetRow.criterion(file, node);
        if (!own.isEmpty()) {
            return own;
        }
        String items = items(node).stream()
                .map(n -> n.name().zh() + "（" + plain(n.max()) + "分）")
                .collect(Collectors.joining("；"));
        return !items.isEmpty()
                ? items
                : row.chain().stream()
                        .filter(n -> n.level() < node.level())
                        .map(n -> SheetRow.criterion(file, n))
                        .reduce("", (above, nearer) -> nearer.isEmpty() ? above : nearer);
    }

    /** An indicator of the body's own stands where the framework would have a criterion. */
    private String own(SheetRow row, Node node) {
        String target =
                row.own().flatMap(OwnIndicator::target).map(t -> target(row, t)).orElse("");
        return node.name().zh() + lead("，目标", target) + "（" + plain(node.max()) + "分）";
    }

    /** What the body says about a loss; a computation tells how much is lost, not why. */
    private String cause(Node node) {
        for (Map<String, String> row : file.material().tables().getOrDefault("deviations", List.of())) {
            String of = row.getOrDefault("indicator", "").strip();
            if (of.equals(node.id()) || of.equals(node.name().zh())) {
                String cause = row.getOrDefault("cause", "").strip();
                return cause
                        + lead(
                                cause.isEmpty() ? "" : "；",
                                row.getOrDefault("measure", "").strip());
            }
        }
        return node.explanation().decision().isPresent()
                ? node.explanation().decision().get().reason()
                : OWED
                        + template.texts()
                                .getOrDefault("deviations", Text.of("偏差原因", "cause"))
                                .zh() + "】";
    }

    private static String lead(String before, String text) {
        return text.isEmpty() ? "" : before + text;
    }

    private static boolean loses(Node node) {
        return !node.range().isOne() || node.range().low().compareTo(node.max()) < 0;
    }

    /** Why a node has its points, in one sentence. */
    private String why(Node node) {
        if (node.explanation().decision().isPresent()) {
            return node.explanation().decision().get().reason();
        }
        if (!node.range().isOne()) {
            return "按现有数据，得分在" + sheet.print(node.range().low()) + "至"
                    + sheet.print(node.range().high()) + "分之间";
        }
        List<Step> steps = node.explanation().steps();
        if (steps.isEmpty() && node.leaf()) {
            return inputs(node);
        } else if (!node.leaf()) {
            return Stream.concat(
                            items(node).stream(),
                            file.subject().indicators().stream()
                                    .filter(own -> own.under().equals(node.id()))
                                    .flatMap(own -> sheet.node(own.id()).stream()))
                    .filter(Phrases::loses)
                    .map(n -> n.name().zh() + "得"
                            + (n.range().isOne() ? sheet.print(n.range().low()) : range(n.range())) + "分（满分"
                            + plain(n.max()) + "分），" + reason(n))
                    .collect(Collectors.joining("；"));
        }
        if (OPEN.matcher(steps.get(0).expression()).find()) {
            return "有关数据只有范围或不一致，但无论取哪个值，得分都是" + sheet.print(node.range().low()) + "分";
        }
        Step last = steps.get(steps.size() - 1);
        return steps.size() == 1 ? worded(last, node) : computed(steps.get(0)) + "，" + worded(last, node);
    }

    /** Why an item has the points that stand before this: the same without saying the points again. */
    private String reason(Node item) {
        List<Step> steps = item.explanation().steps();
        boolean open =
                !steps.isEmpty() && OPEN.matcher(steps.get(0).expression()).find();
        return item.explanation().decision().isPresent() || open || steps.size() < 2
                ? why(item)
                : computed(steps.get(0));
    }

    /** 380÷400=95%; a value that nothing was done to is named instead. */
    private static String computed(Step first) {
        String expression =
                ABSOLUTE.matcher(first.expression().replace(" ", "")).replaceAll("|$1|");
        if (!OPERATION.matcher(expression).find()) {
            return first.text().zh() + "为" + expression;
        }
        return expression
                + first.value()
                        .map(v -> "=" + (expression.contains("÷") ? share(v) : v))
                        .orElse("");
    }

    /** What went in, where no step tells. */
    private String inputs(Node node) {
        return node.explanation().inputs().stream()
                .filter(i -> figures.definition(i.fact()).isPresent())
                .map(i -> i.name().zh() + "为“"
                        + figures.fact(i.fact(), NumberFormat.DECLARED).text() + "”")
                .collect(Collectors.joining("，"));
    }

    /** The last step names the points before rounding; a report prints them as they count. */
    private String worded(Step step, Node node) {
        String text = BAND.matcher(step.text().zh().replace(" ", "").replace("后得", "，得"))
                .replaceAll(b -> Matcher.quoteReplacement("属于"
                        + band(
                                b.group(1).equals("["),
                                b.group(2),
                                b.group(3),
                                b.group(4).equals("]")) + "一档"));
        return node.points().isPresent()
                ? UNROUNDED
                        .matcher(text)
                        .replaceFirst("得" + sheet.print(node.points().get()) + "分")
                : text;
    }

    /** [90%, 95%) as an official reads it: 不低于90%、低于95%. */
    static String band(boolean fromWithin, String from, String to, boolean toWithin) {
        String low = from.equals("−∞") ? "" : (fromWithin ? "不低于" : "高于") + from;
        String high = to.equals("∞") ? "" : (toWithin ? "不高于" : "低于") + to;
        return low + (low.isEmpty() || high.isEmpty() ? "" : "、") + high;
    }

    /** A ratio reads as a percentage; a quotient that is none (so many 元 for each) stays. */
    private static String share(String value) {
        Rational number = Rational.parse(value);
        return number.compareTo(Rational.of(5)) < 0 ? percent(number) : value;
    }

    private String target(SheetRow row, Target target) {
        String unit = row.own().map(o -> o.unit().symbol()).orElse("");
        if (target instanceof Target.Limit limit) {
            return limit.comparator().sign + plain(limit.value()) + unit;
        } else if (target instanceof Target.Between between) {
            return plain(between.low().value()) + "至" + plain(between.high().value()) + unit;
        } else if (target instanceof Target.Word word) {
            return word.word();
        } else if (target instanceof Target.Deadline deadline) {
            return Figures.date(deadline.epochDay()) + "前";
        }
        Target.Composite composite = (Target.Composite) target;
        return composite.parts().stream()
                .map(p -> p.name() + target(row, p.target()))
                .collect(Collectors.joining("；"));
    }

    private String outcome(OwnIndicator own, Node node) {
        String actual = actual(own);
        return actual.isEmpty() ? why(node) : "实际完成" + actual;
    }

    private static String actual(OwnIndicator own) {
        Fact.Value value = own.actual();
        if (value instanceof Fact.Value.Known known) {
            return own.target().filter(Target.Deadline.class::isInstance).isPresent()
                    ? Figures.date(known.number())
                    : plain(known.number()) + own.unit().symbol();
        } else if (value instanceof Fact.Value.Words words) {
            return words.text();
        }
        return "";
    }

    /** What was reached; where nothing was measured, how far the target counts as attained, in the template's words. */
    private String attained(OwnIndicator own, Node node) {
        String actual = actual(own);
        if (!actual.isEmpty()) {
            return actual;
        } else if (node.points().isEmpty() || !(own.target().orElse(null) instanceof Target.Word)) {
            return OWED + ACTUAL + "】";
        }
        Rational share = node.points().get().times(Rational.HUNDRED).over(node.max());
        return template.words().entrySet().stream()
                .filter(w -> w.getKey().startsWith(ATTAINED))
                .filter(w ->
                        Rational.parse(w.getKey().substring(ATTAINED.length())).compareTo(share) <= 0)
                .max(java.util.Comparator.comparing(
                        w -> Rational.parse(w.getKey().substring(ATTAINED.length()))))
                .map(Map.Entry::getValue)
                .orElse(OWED + ACTUAL + "】");
    }
}
