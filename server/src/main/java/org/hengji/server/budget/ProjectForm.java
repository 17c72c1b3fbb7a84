package org.hengji.server.budget;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hengji.scoring.Problem;
import org.hengji.scoring.framework.Text;
import org.hengji.server.budget.estimate.Choice;
import org.hengji.server.budget.estimate.Figure;

/**
 * A project as it is typed.
 *
 * @param parent code of the first-level project; empty for none
 * @param novel {@code new} or {@code continued}
 * @param amount in 万元
 */
public record ProjectForm(
        String code,
        String category,
        String name,
        String level,
        String parent,
        String division,
        String responsible,
        String from,
        String to,
        String novel,
        String funding,
        String amount,
        String basis,
        String content,
        String workstreams) {

    public ProjectForm {
        code = said(code);
        category = said(category);
        name = said(name);
        level = said(level);
        parent = said(parent);
        division = said(division);
        responsible = said(responsible);
        from = said(from);
        to = said(to);
        novel = said(novel);
        funding = said(funding);
        amount = said(amount);
        basis = said(basis);
        content = said(content);
        workstreams = said(workstreams);
    }

    /** A field that a form did not send is blank. */
    private static String said(String typed) {
        return typed == null ? "" : typed;
    }

    private static final int CODE = 21;
    private static final int LONG = 4000;
    private static final int SHORT = 300;

    /** What is on record, to be typed over. */
    static ProjectForm of(Project project, String parentCode) {
        return new ProjectForm(
                project.code(),
                project.category(),
                project.name(),
                String.valueOf(project.level()),
                parentCode,
                project.division(),
                project.responsible(),
                String.valueOf(project.from()),
                String.valueOf(project.to()),
                project.novel() ? "new" : "continued",
                project.funding().key(),
                project.level() == 1 ? "" : Money.exactWan(project.amount()),
                project.basis(),
                project.content(),
                project.workstreams());
    }

    static ProjectForm blank(int year) {
        String y = String.valueOf(year);
        return new ProjectForm("", "", "", "2", "", "", "", y, y, "new", "general", "", "", "", "");
    }

    /** Whether both would be kept as the same project, however their amounts are written. */
    boolean saysTheSameAs(ProjectForm other) {
        return plain().equals(other.plain()) && yuan().compareTo(other.yuan()) == 0;
    }

    private ProjectForm plain() {
        return new ProjectForm(
                code.strip(),
                category.strip(),
                name.strip(),
                level,
                parent.strip(),
                division.strip(),
                responsible.strip(),
                from.strip(),
                to.strip(),
                novel,
                funding,
                "",
                basis.strip(),
                content.strip(),
                workstreams.strip());
    }

    boolean isFirstLevel() {
        return level.equals("1");
    }

    boolean isNew() {
        return novel.equals("new");
    }

    int fromYear() {
        return Integer.parseInt(from.strip());
    }

    int toYear() {
        return Integer.parseInt(to.strip());
    }

    Optional<Funding> fundingChoice() {
        return Choice.read(Funding.class, funding);
    }

    /** In 元; zero where it cannot be read or is not typed. */
    BigDecimal yuan() {
        return figure() instanceof Figure.Known known ? Money.ofWan(known.value()) : BigDecimal.ZERO;
    }

    private Figure figure() {
        return isFirstLevel() && amount.isBlank()
                ? new Figure.Blank()
                : Figure.read(Text.of("项目总额", "Amount"), "万元", 6, amount);
    }

    /** By field, what has to be mended before it can be kept. */
    Map<String, Problem> problems() {
        Map<String, Problem> problems = new LinkedHashMap<>();
        if (!code.strip().matches("[0-9A-Za-z-]{1," + CODE + "}")) {
            put(
                    problems,
                    "code",
                    code.isBlank() ? "没有填项目编码" : "项目编码“" + code + "”不是不超过 21 位的数字、字母或短横线",
                    code.isBlank()
                            ? "The project code is missing"
                            : code + " is not up to 21 digits, letters or dashes",
                    "，预算、支付和绩效都靠它对应",
                    "; budget, payments and performance are linked by it",
                    "沿用预算管理一体化系统的项目代码，不另编",
                    "Take the code of the integrated budget system; never make a second one");
        }
        if (name.isBlank()) {
            put(
                    problems,
                    "name",
                    "没有填项目名称",
                    "The name is missing",
                    "，清单里认不出它",
                    ", so nobody would know it in a list",
                    "照批准文件填写全称",
                    "Give the full name as in the approval");
        }
        years(problems);
        if (fundingChoice().isEmpty()) {
            put(
                    problems,
                    "funding",
                    "没有选资金性质",
                    "The kind of funding is missing",
                    "，管理要求因性质而不同",
                    ", on which the rules depend",
                    "从列表中选一种",
                    "Choose one of the list");
        }
        amount(problems);
        for (String[] text : new String[][] {
            {"name", name, "项目名称", "The name"},
            {"division", division, "责任处室", "The division"},
            {"responsible", responsible, "责任人", "The person in charge"},
            {"category", category, "项目类别", "The category"}
        }) {
            tooLong(problems, text, SHORT);
        }
        for (String[] text : new String[][] {
            {"basis", basis, "立项依据", "The basis"},
            {"content", content, "项目内容", "The content"},
            {"workstreams", workstreams, "工作任务", "The workstreams"}
        }) {
            tooLong(problems, text, LONG);
        }
        if (basis.isBlank()) {
            put(
                    problems,
                    "basis",
                    "没有填立项依据",
                    "The basis is missing",
                    "，入库和事前评估都要看为什么立项",
                    ", which entry and ex-ante evaluation ask for",
                    "写明政策文件的名称和文号，或会议决定",
                    "Name the policy document with its number, or the decision");
        }
        if (division.isBlank()) {
            put(
                    problems,
                    "division",
                    "没有填责任处室",
                    "The division is missing",
                    "，没有处室对项目负责",
                    ", so nobody answers for the project",
                    "填写承办处室的名称",
                    "Name the division that carries it out");
        }
        return problems;
    }

    private void years(Map<String, Problem> problems) {
        for (String[] year :
                new String[][] {{"from", from, "开始年度", "The first year"}, {"to", to, "结束年度", "The last year"}}) {
            if (!year[1].strip().matches("(19|20)\\d\\d")) {
                put(
                        problems,
                        year[0],
                        year[2] + "写的是“" + year[1] + "”，不是年份",
                        year[3] + " says \"" + year[1] + "\", which is no year",
                        "，不知道哪年可以安排预算",
                        ", so it is not known when it may be budgeted",
                        "填四位年份，如 2025",
                        "Give four digits, e.g. 2025");
            }
        }
        if (!problems.containsKey("from") && !problems.containsKey("to") && toYear() < fromYear()) {
            put(
                    problems,
                    "to",
                    "结束年度 " + to + " 早于开始年度 " + from,
                    "The last year " + to + " is before the first, " + from,
                    "，没有一年可以安排预算",
                    ", so there is no year to budget it in",
                    "核对起止年度",
                    "Compare the years");
        }
    }

    private void amount(Map<String, Problem> problems) {
        Figure figure = figure();
        if (figure instanceof Figure.Bad bad) {
            problems.putIfAbsent("amount", bad.problem());
        } else if (isFirstLevel()
                && figure instanceof Figure.Known known
                && known.value().signum() != 0) {
            put(
                    problems,
                    "amount",
                    "一级项目填了金额 " + amount + " 万元",
                    "A first-level project was given " + amount + " 万元",
                    "，一级项目的金额是其二级项目之和，不单独填",
                    "; its amount is the sum of its second-level projects",
                    "删去金额，填在二级项目上",
                    "Remove it and give amounts to the second level");
        } else if (!isFirstLevel() && figure instanceof Figure.Blank) {
            put(
                    problems,
                    "amount",
                    "没有填项目总额",
                    "The amount is missing",
                    "，无法判断是否需要事前绩效评估",
                    ", so it is not known whether an ex-ante evaluation is due",
                    "填写各年合计，例如 120 或 12万元",
                    "Give the sum of all years, e.g. 120");
        }
    }

    private static void tooLong(Map<String, Problem> problems, String[] text, int most) {
        if (text[1].length() > most) {
            put(
                    problems,
                    text[0],
                    text[2] + "有 " + text[1].length() + " 个字",
                    text[3] + " has " + text[1].length() + " characters",
                    "，超过 " + most + " 个，放不下",
                    ", more than the " + most + " that fit",
                    "写要点，详细内容放在附件里",
                    "Write the essence and attach the rest");
        }
    }

    private static void put(
            Map<String, Problem> problems,
            String field,
            String zh,
            String en,
            String whyZh,
            String whyEn,
            String remedyZh,
            String remedyEn) {
        problems.putIfAbsent(field, Problem.of("project." + field, field, zh + whyZh, en + whyEn, remedyZh, remedyEn));
    }
}
