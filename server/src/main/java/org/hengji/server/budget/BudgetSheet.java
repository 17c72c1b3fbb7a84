package org.hengji.server.budget;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.scoring.Problem;
import org.hengji.scoring.framework.Text;
import org.hengji.server.budget.estimate.Codes;
import org.hengji.server.budget.estimate.Composition;
import org.hengji.server.budget.estimate.Draft;
import org.hengji.server.budget.estimate.Figure;
import org.hengji.server.budget.estimate.Line;
import org.hengji.server.budget.estimate.LineReader;
import org.hengji.server.budget.estimate.Review;
import org.hengji.server.budget.estimate.Source;
import org.hengji.server.procedure.Stage;

/**
 * A budget read: what its cells say, what is wrong with which, and what the whole comes to.
 *
 * @param problems by address of the cell
 * @param library code to name of the projects that may be budgeted
 * @param divisions of the unit, when it has any on record
 * @param reads by id of the row; blank rows have none
 */
public record BudgetSheet(
        Budget budget,
        Stage stage,
        Draft draft,
        Map<Long, LineReader.Read> reads,
        Map<String, Problem> problems,
        Review review,
        Map<String, String> library,
        List<String> divisions) {

    public static final String CONTROL = "control.";
    private static final int WAN_PLACES = 6;

    static BudgetSheet of(Budget budget, Stage stage, Codes codes, Map<String, Draft.Evaluated> conclusions) {
        Map<String, Problem> problems = new LinkedHashMap<>();
        Map<Long, LineReader.Read> reads = new LinkedHashMap<>();
        List<Line> lines = new ArrayList<>();
        for (BudgetRow row : budget.lines()) {
            if (!row.blank()) {
                LineReader.Read read = LineReader.read(row.columns(), codes);
                reads.put(row.id(), read);
                read.line().ifPresent(lines::add);
                read.problems().forEach((c, p) -> problems.put(address("lines", row, c.key()), p));
            }
        }
        Map<Source, BigDecimal> revenue = new EnumMap<>(Source.class);
        Map<Source, BigDecimal> most = new EnumMap<>(Source.class);
        for (Source source : Source.values()) {
            figure(budget, "revenue." + source.key(), name("收入：", "Revenue: ", source), problems)
                    .ifPresent(v -> revenue.put(source, v));
            figure(budget, CONTROL + source.key(), name("控制数：", "Control: ", source), problems)
                    .ifPresent(v -> most.put(source, v));
        }
        Optional<BigDecimal> prior =
                figure(budget, "prior.total", Text.of("上年预算合计", "Total of the prior year"), problems);
        Optional<Draft.Control> control = figure(
                        budget, CONTROL + "total", Text.of("控制数合计", "Control figure, total"), problems)
                .map(total -> new Draft.Control(total, most, budget.cell(CONTROL + "clause")));
        List<Draft.Reason> reasons = new ArrayList<>();
        for (BudgetRow row : budget.reasons()) {
            if (!row.blank()) {
                reason(row, problems).ifPresent(reasons::add);
            }
        }
        Draft draft = new Draft(budget.year(), lines, revenue, prior, reasons, control, conclusions);
        return new BudgetSheet(
                budget, stage, draft, reads, problems, Review.of(draft, stage), codes.projects(), codes.divisions());
    }

    public static String address(String sheet, BudgetRow row, String column) {
        return sheet + "/" + row.id() + "/" + column;
    }

    public Composition composition() {
        return draft.composition();
    }

    /** Empty where the row is blank or not sound. */
    public Optional<Line> line(BudgetRow row) {
        return Optional.ofNullable(reads.get(row.id())).flatMap(LineReader.Read::line);
    }

    /** What keeps it from going on, faults of cells first. */
    public List<Problem> objections() {
        List<Problem> all = new ArrayList<>();
        if (!problems.isEmpty()) {
            Problem first = problems.values().iterator().next();
            all.add(Problem.of(
                    "budget.cells",
                    "cells",
                    "表中有 " + problems.size() + " 处需要改正，第一处：" + first.message().zh(),
                    problems.size() + " cells have to be mended; the first: "
                            + first.message().en(),
                    first.remedy().zh(),
                    first.remedy().en()));
        }
        all.addAll(review.objections());
        return all;
    }

    /** What keeps finance from sending the control figures down. */
    List<Problem> againstControl() {
        List<Problem> against = new ArrayList<>();
        problems.forEach((address, problem) -> {
            if (address.startsWith("head/0/" + CONTROL)) {
                against.add(problem);
            }
        });
        if (draft.control().isEmpty() && against.isEmpty()) {
            against.add(Problem.of(
                    "control.missing",
                    "control.total",
                    "没有填控制数合计，二上没有可以对照的限额",
                    "The control figure is missing, so the second submission has nothing to keep to",
                    "在“控制数”栏填写合计，按来源限定的再分项填写",
                    "Give the total under Control figures, and the parts that are limited by source"));
        } else if (draft.control().filter(c -> c.clause().isBlank()).isPresent()) {
            against.add(Problem.of(
                    "control.clause",
                    "control.clause",
                    "没有填下达控制数的文件和条款，超限时说不清依据",
                    "The document and clause of the control figures are missing",
                    "填写文号和条款，例如“云财预〔2026〕8号第三条”",
                    "Give number and clause of the document"));
        }
        return against;
    }

    private static Optional<Draft.Reason> reason(BudgetRow row, Map<String, Problem> problems) {
        String typed = row.cell("amount").strip();
        boolean less = typed.startsWith("-") || typed.startsWith("−");
        Figure figure = Figure.read(Text.of("增减金额", "Change"), "万元", WAN_PLACES, less ? typed.substring(1) : typed);
        String address = address("reasons", row, "amount");
        if (figure instanceof Figure.Bad bad) {
            problems.put(address, bad.problem());
            return Optional.empty();
        } else if (figure instanceof Figure.Blank) {
            problems.put(
                    address,
                    Problem.of(
                            "reason.amount",
                            "amount",
                            "写了增减原因，没有填金额，合计对不上增减总额",
                            "A reason without its amount, so the sum cannot match the change",
                            "填写金额，减少的填负数",
                            "Give the amount; negative for what makes the budget smaller"));
            return Optional.empty();
        }
        if (row.cell("text").isBlank()) {
            problems.put(
                    address("reasons", row, "text"),
                    Problem.of(
                            "reason.text",
                            "text",
                            "填了增减金额，没有写原因",
                            "An amount without its reason",
                            "写明为什么增加或减少",
                            "Say why it grows or shrinks"));
        }
        BigDecimal yuan = Money.ofWan(((Figure.Known) figure).value());
        return Optional.of(
                new Draft.Reason(less ? yuan.negate() : yuan, row.cell("text").strip()));
    }

    private static Optional<BigDecimal> figure(Budget budget, String key, Text name, Map<String, Problem> problems) {
        Figure figure = Figure.read(name, "万元", WAN_PLACES, budget.cell(key));
        if (figure instanceof Figure.Bad bad) {
            problems.put("head/0/" + key, bad.problem());
        }
        return figure instanceof Figure.Known known ? Optional.of(Money.ofWan(known.value())) : Optional.empty();
    }

    private static Text name(String zh, String en, Source source) {
        return Text.of(zh + source.text().zh(), en + source.text().en());
    }
}
