package org.hengji.server.year;

import org.hengji.scoring.Problem;
import org.hengji.scoring.framework.Text;

/** An act on a year, or in one, that its state does not allow. */
public final class YearProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    private YearProblem(Problem problem) {
        super(problem.message().en());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    static YearProblem notOpen(int year, Text area) {
        return new YearProblem(Problem.of(
                "year.not-open",
                "year/" + year,
                area.zh() + year + " 年度还没有开启，不能新建材料。开启后各单位才按同一套时间要求填报。",
                "The fiscal year " + year + " of " + area.en()
                        + " is not open yet, so nothing can be begun in it. Once it is open all units work to one calendar.",
                "请财政审核人在“预算年度”页开启 " + year + " 年度。",
                "Ask the finance reviewer to open " + year + " on the page Fiscal years."));
    }

    static YearProblem closed(int year, Text area) {
        return new YearProblem(Problem.of(
                "year.closed",
                "year/" + year,
                area.zh() + year + " 年度已经关闭，只能查看，不能新建或修改。关闭后的数据是以后各年比较的依据。",
                "The fiscal year " + year + " of " + area.en()
                        + " is closed and can only be read. What it holds is what later years are compared with.",
                "确需更正的，请财政审核人说明理由后恢复该年度。",
                "If it must be corrected, the finance reviewer can reopen the year with a reason."));
    }

    static YearProblem overtaken(int year) {
        return new YearProblem(Problem.of(
                "year.overtaken",
                "year/" + year,
                year + " 年度的状态刚被别人改过，这次没有改动。",
                "Somebody else has just changed the state of " + year + "; nothing was changed now.",
                "请刷新页面看现在的状态。",
                "Reload the page to see how it stands."));
    }

    static YearProblem reason(int year) {
        return new YearProblem(Problem.of(
                "year.reason-missing",
                "year/" + year,
                "恢复 " + year + " 年度没有写理由。已关闭的年度是定稿，改动要有据可查。",
                "No reason was given for reopening " + year
                        + ". A closed year is final, so a change must be accounted for.",
                "请写明理由。",
                "Write the reason."));
    }

    static YearProblem dates(int year, Text name) {
        return new YearProblem(Problem.of(
                "year.date",
                "year/" + year,
                "“" + name.zh() + "”的日期没有填或不是日期。到期提醒和逾期标记都按它计算。",
                "The date of “" + name.en() + "” is missing or is not a date. Reminders and overdue marks follow it.",
                "请按 2027-08-31 的样子填写。",
                "Write it like 2027-08-31."));
    }
}
