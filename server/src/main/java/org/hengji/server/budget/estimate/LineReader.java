package org.hengji.server.budget.estimate;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.hengji.scoring.Problem;
import org.hengji.server.budget.Money;

/** Reads a row as it was typed. A row with a fault is not a line yet; each fault stands at its cell. */
public final class LineReader {

    /** What came of a row: a line exactly when there is no problem. */
    public record Read(Optional<Line> line, Map<Column, Problem> problems) {}

    private static final int MOST_CHARACTERS = 500;

    private final Map<Column, String> cells;
    private final Codes codes;
    private final Map<Column, Problem> problems = new EnumMap<>(Column.class);

    private LineReader(Map<Column, String> cells, Codes codes) {
        this.cells = cells;
        this.codes = codes;
    }

    public static Read read(Map<Column, String> cells, Codes codes) {
        return new LineReader(cells, codes).read();
    }

    public static boolean blank(Map<Column, String> cells) {
        return cells.values().stream().allMatch(String::isBlank);
    }

    private Read read() {
        cells.forEach((column, text) -> {
            if (text.length() > MOST_CHARACTERS) {
                problem(
                        column,
                        "line.long",
                        column.text().zh() + "有 " + text.length() + " 个字，超过 " + MOST_CHARACTERS + " 个，表中放不下",
                        column.text().en() + " has " + text.length() + " characters, more than " + MOST_CHARACTERS,
                        "写要点，详细内容放在附件里",
                        "Write the essence and attach the rest");
            }
        });
        Optional<ExpenseType> type = choice(Column.TYPE, ExpenseType.class, true);
        Optional<Source> source = choice(Column.SOURCE, Source.class, true);
        Optional<Controlled> controlled = choice(Column.CONTROLLED, Controlled.class, false);
        String project = project(type);
        required(
                Column.NAME,
                "明细名称没有填，看不出这笔钱做什么",
                "the item says what the money is for",
                "例如“窗口人员工作服”",
                "e.g. uniforms of the counter staff");
        required(
                Column.DIVISION,
                "没有责任处室，每一项预算都要有处室对合法、完整、真实负责",
                "every line has a division that answers for its legality, completeness and truth",
                "填写承办处室的名称",
                "Name the division that carries it out");
        division();
        function();
        economic();
        BigDecimal quantity = number(Column.QUANTITY, 4, null);
        BigDecimal price = number(Column.PRICE, 2, null);
        BigDecimal months = number(Column.MONTHS, 0, BigDecimal.ONE);
        if (months != null && (months.signum() == 0 || months.compareTo(BigDecimal.valueOf(12)) > 0)) {
            problem(
                    Column.MONTHS,
                    "line.months",
                    "月数写的是“" + text(Column.MONTHS) + "”，一个预算年度只有 1 到 12 个月",
                    "Months says \"" + text(Column.MONTHS) + "\"; a fiscal year has 1 to 12",
                    "填 1 到 12；不按月计算的留空",
                    "Give 1 to 12; leave it blank when it is not by the month");
        }
        if (text(Column.STANDARD).isEmpty() && text(Column.BASIS).isEmpty()) {
            problem(
                    Column.BASIS,
                    "line.no-basis",
                    "没有测算标准，也没有测算依据，金额从何而来无法审核",
                    "Neither a standard nor a basis: nobody can review where the amount comes from",
                    "有支出标准的填“测算标准”和文号；没有标准的在“测算依据”写明询价、合同或历史数据",
                    "Give the standard and its document; where there is none, give the quotation, contract or past data as basis");
        }
        BigDecimal priorBudget = prior(Column.PRIOR_BUDGET);
        BigDecimal priorAdjusted = prior(Column.PRIOR_ADJUSTED);
        BigDecimal priorSpent = prior(Column.PRIOR_SPENT);
        if (!problems.isEmpty()) {
            return new Read(Optional.empty(), problems);
        }
        return new Read(
                Optional.of(new Line(
                        type.orElseThrow(),
                        project,
                        text(Column.NAME),
                        source.orElseThrow(),
                        text(Column.FUNCTION),
                        text(Column.ECONOMIC),
                        quantity,
                        text(Column.MEASURE),
                        price,
                        months.intValueExact(),
                        text(Column.STANDARD),
                        text(Column.BASIS),
                        text(Column.DIVISION),
                        controlled,
                        priorBudget,
                        priorAdjusted,
                        priorSpent)),
                Map.of());
    }

    private String project(Optional<ExpenseType> type) {
        String code = text(Column.PROJECT);
        if (type.isEmpty()) {
            return code;
        } else if (type.get().basic()) {
            if (!code.isEmpty()) {
                problem(
                        Column.PROJECT,
                        "line.project-of-basic",
                        type.get().text().zh() + "属于基本支出，却填了项目编码“" + code + "”，合计时会算两处",
                        type.get().text().en() + " is basic expenditure and yet names project " + code,
                        "删去项目编码，或把支出类型改为“项目支出”",
                        "Remove the code, or make the type Project");
            }
        } else if (code.isEmpty()) {
            problem(
                    Column.PROJECT,
                    "line.no-project",
                    "项目支出没有填项目编码，只有入库项目可以安排预算",
                    "Project expenditure without a project code; only library projects may be budgeted",
                    "填写项目库中的项目编码",
                    "Give the code of a project in the library");
        } else if (codes.barred().containsKey(code)) {
            problems.putIfAbsent(Column.PROJECT, codes.barred().get(code));
        } else if (!codes.projects().containsKey(code)) {
            problem(
                    Column.PROJECT,
                    "line.project-unknown",
                    "项目编码“" + code + "”不在本单位当年的项目库里，只有入库项目可以安排预算",
                    "Project " + code
                            + " is not in the unit's library for the year; only library projects may be budgeted",
                    "核对编码；新项目先在项目库登记，按规定完成事前绩效评估后入库",
                    "Compare the code; a new project is registered and, where needed, evaluated before it enters the library");
        }
        return code;
    }

    private void division() {
        String division = text(Column.DIVISION);
        if (!division.isEmpty()
                && !codes.divisions().isEmpty()
                && !codes.divisions().contains(division)) {
            problem(
                    Column.DIVISION,
                    "line.division",
                    "“" + division + "”不是本单位的处室，责任落不到人",
                    division + " is not a division of the unit, so nobody answers for the line",
                    "从本单位处室中选一个：" + String.join("、", codes.divisions()),
                    "Choose one of: " + String.join(", ", codes.divisions()));
        }
    }

    private void function() {
        String code = text(Column.FUNCTION);
        if (codes.classification().function(code).isEmpty()) {
            problem(
                    Column.FUNCTION,
                    "line.function",
                    code.isEmpty() ? "没有填功能分类科目，看不出钱用于政府的哪项职能" : "功能分类“" + code + "”不在当年的支出功能分类科目中",
                    code.isEmpty() ? "The functional class is missing" : code + " is no functional class of the year",
                    "填 3、5 或 7 位编码，例如 2080201",
                    "Give 3, 5 or 7 digits, e.g. 2080201");
        }
    }

    private void economic() {
        String code = text(Column.ECONOMIC);
        if (codes.classification().economic(code).isEmpty()) {
            problem(
                    Column.ECONOMIC,
                    "line.economic",
                    code.isEmpty() ? "没有填部门经济分类科目，看不出钱怎样花" : "部门经济分类“" + code + "”不在当年的科目中",
                    code.isEmpty()
                            ? "The economic class is missing"
                            : code + " is no department economic class of the year",
                    "填 5 位编码，例如 30201 办公费",
                    "Give 5 digits, e.g. 30201 for office costs");
        }
    }

    private void required(Column column, String zh, String en, String remedyZh, String remedyEn) {
        if (text(column).isEmpty()) {
            problem(column, "line.missing", zh, column.text().en() + " is missing: " + en, remedyZh, remedyEn);
        }
    }

    private <C extends Enum<C> & Choice> Optional<C> choice(Column column, Class<C> kind, boolean required) {
        String typed = text(column);
        Optional<C> chosen = Choice.read(kind, typed);
        if (chosen.isEmpty() && (required || !typed.isEmpty())) {
            String options = String.join(
                    "、", column.choices().stream().map(c -> c.text().zh()).toList());
            String english = String.join(
                    ", ", column.choices().stream().map(c -> c.text().en()).toList());
            problem(
                    column,
                    "line.choice",
                    typed.isEmpty()
                            ? "没有选" + column.text().zh() + "，无法归类汇总"
                            : column.text().zh() + "写的是“" + typed + "”，不是可选的一种",
                    typed.isEmpty()
                            ? column.text().en() + " is missing, so the line cannot be summed up"
                            : column.text().en() + " says \"" + typed + "\", which is none of the choices",
                    "选：" + options,
                    "One of: " + english);
        }
        return chosen;
    }

    /** Null where there is a problem. */
    private BigDecimal number(Column column, int places, BigDecimal whenBlank) {
        Figure figure = Figure.read(column.text(), column.unit(), places, text(column));
        if (figure instanceof Figure.Known known) {
            return known.value();
        } else if (figure instanceof Figure.Bad bad) {
            problems.putIfAbsent(column, bad.problem());
            return null;
        } else if (whenBlank == null) {
            problem(
                    column,
                    "line.number",
                    "没有填" + column.text().zh() + "，金额算不出来（数量 × 单价 × 月数）",
                    column.text().en() + " is missing, so the amount (quantity × price × months) cannot be computed",
                    "填一个数；一次性的总价，数量填 1，单价填总价",
                    "Give a number; for a lump sum the quantity is 1 and the price the sum");
        }
        return whenBlank;
    }

    private BigDecimal prior(Column column) {
        BigDecimal wan = number(column, 6, BigDecimal.ZERO);
        return wan == null ? null : Money.ofWan(wan);
    }

    private String text(Column column) {
        return cells.getOrDefault(column, "").strip();
    }

    private void problem(Column column, String code, String zh, String en, String remedyZh, String remedyEn) {
        problems.putIfAbsent(column, Problem.of(code, column.key(), zh, en, remedyZh, remedyEn));
    }
}
