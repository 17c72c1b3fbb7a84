package org.hengji.server.procedure;

import org.hengji.scoring.Problem;
import org.hengji.scoring.framework.Text;
import org.hengji.server.access.Role;

/** Why an act is refused: what stands in the way, why it matters, what to do. */
final class CourseProblem {

    private CourseProblem() {}

    static Problem comment(Act act, Step step) {
        Text why = act == Act.SUBMIT
                ? Text.of("变更已批准的内容要说明理由，理由和新旧内容一起存档", "a change of what was approved is filed with its reason")
                : Text.of(
                        "收到的人要知道改什么，意见和这一版内容一起存档", "whoever gets it must know what to mend, and the opinion is filed");
        return problem(
                "procedure.comment-missing",
                step,
                "“" + step.name().zh() + "”这一步没有填写意见。" + why.zh() + "。",
                "No comment was given at “" + step.name().en() + "”; " + why.en() + ".",
                "请在意见栏写明理由后再办理。",
                "Write the reason into the comment and try again.");
    }

    static Problem notHere(Course course, Standing standing, Act act) {
        Step step = course.step(standing);
        Text state = state(standing.state());
        Text name = name(act);
        return problem(
                "procedure.not-here",
                step,
                "这份材料现在“" + state.zh() + "”，停在“" + step.name().zh() + "”，不能" + name.zh() + "。各步按顺序办理，不能跳过。",
                "This document is " + state.en() + " at “" + step.name().en() + "” and cannot be " + name.en()
                        + ". Steps are taken in order and none is skipped.",
                "请刷新页面，按页面上列出的按钮办理。",
                "Reload the page and use one of the buttons that it shows.");
    }

    static Problem notEditable(Course course, Standing standing) {
        Step step = course.step(standing);
        Text state = state(standing.state());
        return problem(
                "procedure.not-editable",
                step,
                "这份材料现在“" + state.zh() + "”，停在“" + step.name().zh() + "”，内容不能修改，这次填写的没有保存。审核期间内容不变，审的和批的才是同一份。",
                "This document is " + state.en() + " at “" + step.name().en()
                        + "”, so its content stays as it is and nothing was saved. What is reviewed must be what is approved.",
                "需要修改时，请办理人退回，或由送出的人撤回后再改。",
                "To change it, have it returned by whoever has it, or withdrawn by its sender.");
    }

    static Problem withYear() {
        return Problem.of(
                "procedure.with-year",
                "",
                "单份材料不能单独关闭。关闭按年度进行，以免遗漏。",
                "A single document is not closed by itself; documents close with their year, so that none is forgotten.",
                "请在“预算年度”页关闭年度。",
                "Close the year on the page Fiscal years.");
    }

    static Problem yearClosed(Document document) {
        return problem(
                "procedure.year-closed",
                document.step(),
                document.year() + " 年度已经关闭，“" + document.title() + "”只能查看。关闭后的数据是以后各年比较的依据。",
                "The year " + document.year() + " is closed and “" + document.title()
                        + "” can only be read. What it holds is what later years are compared with.",
                "确需继续办理的，请财政审核人说明理由后恢复该年度。",
                "If it must go on, the finance reviewer can reopen the year with a reason.");
    }

    static Problem otherRole(Step step, Hand by) {
        Text who = role(step.who());
        Text mine = role(by.role());
        return problem(
                "procedure.other-role",
                step,
                "“" + step.name().zh() + "”由" + who.zh() + "办理，您的角色是" + mine.zh() + "。分工明确，责任才能落实到人。",
                "“" + step.name().en() + "” is for the " + who.en() + "; your role is " + mine.en()
                        + ". Each step is answered for by one role.",
                "请等" + who.zh() + "办理；确需由您办理的，请安全管理员调整角色。",
                "Wait for the " + who.en() + ", or ask the security administrator for the role.");
    }

    static Problem otherPerson(Step step, String person) {
        return problem(
                "procedure.other-person",
                step,
                "这份材料在“" + person + "”手中，不在您的待办里。同时由两个人办理会互相覆盖。",
                "This document is with “" + person
                        + "”, not in your list. Two people acting at once would overwrite each other.",
                "请联系“" + person + "”，或先点“接手”再办理。",
                "Talk to “" + person + "”, or take it over first.");
    }

    static Problem own(Step step, Hand by) {
        return problem(
                "procedure.own-entry",
                step,
                "这份材料由“" + by.name() + "”填报，不能再由同一人在“" + step.name().zh() + "”审核。填报和审核须由不同的人办理。",
                "This was entered by “" + by.name() + "”, who cannot also review it at “"
                        + step.name().en() + "”. Entry and review are for different people.",
                "请转给同一角色的其他同事审核。",
                "Give it to a colleague of the same role.");
    }

    static Problem notSender(Hand by) {
        return Problem.of(
                "procedure.not-sender",
                "",
                "这份材料不是“" + by.name() + "”送出的，不能由其撤回。只有送出的人能撤回。",
                "“" + by.name() + "” did not send this document on; only its sender may take it back.",
                "请联系送出的人撤回，或请现在的办理人退回。",
                "Ask the sender to withdraw it, or whoever has it now to return it.");
    }

    static Problem nobodyNew(Step step) {
        return problem(
                "procedure.nobody-new",
                step,
                "没有选择新的办理人，或选择的就是现在的办理人。",
                "Nobody was chosen, or the one who has it already.",
                "请在名单中另选一人。",
                "Choose somebody else from the list.");
    }

    static Problem stranger(Step step) {
        Text who = role(step.who());
        return problem(
                "procedure.stranger",
                step,
                "选择的人不是能办理这份材料的" + who.zh() + "。转交只在同一单位、同一角色之内。",
                "The person chosen is not a " + who.en()
                        + " who may handle this document; it can only be given within the unit and the role.",
                "请在名单中选择。",
                "Choose somebody from the list.");
    }

    static Problem finance(Hand by) {
        return Problem.of(
                "procedure.finance-only",
                "",
                "年度的关闭和恢复由财政审核人办理，您的角色是" + role(by.role()).zh() + "。它影响本地区全部单位。",
                "Closing and reopening with the year is for the finance reviewer; your role is "
                        + role(by.role()).en() + ". It concerns every unit of the area.",
                "请联系财政部门。",
                "Ask the finance department.");
    }

    static Problem noSuchStep(Course course, Standing standing, String key) {
        return problem(
                "procedure.no-such-step",
                course.step(standing),
                "不能退到“" + key + "”：它不是这一步之前的填报环节。",
                "It cannot go back to “" + key + "”, which is not an earlier step that edits.",
                "请在页面列出的环节中选择。",
                "Choose one of the steps that the page lists.");
    }

    private static Problem problem(String code, Step step, String zh, String en, String remedyZh, String remedyEn) {
        return Problem.of(code, step.key(), zh, en, remedyZh, remedyEn);
    }

    private static Text name(Act act) {
        return switch (act) {
            case SUBMIT -> Text.of("提交", "submitted");
            case APPROVE -> Text.of("通过", "approved");
            case RETURN -> Text.of("退回", "returned");
            case WITHDRAW -> Text.of("撤回", "withdrawn");
            case REASSIGN -> Text.of("转交", "given to somebody else");
            case CLOSE -> Text.of("随年度关闭", "closed with its year");
            case REOPEN -> Text.of("重新打开", "reopened");
        };
    }

    private static Text state(Standing.State state) {
        return switch (state) {
            case OPEN -> Text.of("办理中", "being handled");
            case RETURNED -> Text.of("已退回", "returned");
            case WITHDRAWN -> Text.of("已撤回", "withdrawn");
            case APPROVED -> Text.of("已批准", "approved");
            case CLOSED -> Text.of("已随年度关闭", "closed with its year");
        };
    }

    private static Text role(Role role) {
        return switch (role) {
            case FILLER -> Text.of("填报人", "filler");
            case DIVISION_HEAD -> Text.of("处室负责人", "head of division");
            case UNIT_APPROVER -> Text.of("单位审批人", "approver of the unit");
            case DEPARTMENT_REVIEWER -> Text.of("主管部门审核人", "reviewer of the supervising department");
            case FINANCE_REVIEWER -> Text.of("财政审核人", "finance reviewer");
            case THIRD_PARTY -> Text.of("第三方评价机构", "third party");
            case EXPERT -> Text.of("专家", "expert");
            case SYSTEM_ADMINISTRATOR, SECURITY_ADMINISTRATOR, AUDIT_ADMINISTRATOR -> Text.of("管理员", "administrator");
        };
    }
}
