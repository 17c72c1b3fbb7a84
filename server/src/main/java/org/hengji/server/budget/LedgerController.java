package org.hengji.server.budget;

import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.hengji.pages.Templates;
import org.hengji.scoring.Problem;
import org.hengji.scoring.framework.Text;
import org.hengji.server.access.OpenTo;
import org.hengji.server.access.Role;
import org.hengji.server.budget.estimate.Figure;
import org.hengji.server.budget.ledger.Adjustment;
import org.hengji.server.budget.ledger.CarryOver;
import org.hengji.server.budget.ledger.Split;
import org.hengji.server.frame.Frame;
import org.hengji.server.organisation.OutOfScope;
import org.hengji.server.organisation.Units;
import org.hengji.server.procedure.Procedures;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 预算调整: the ledger of an approved budget, and an application for a change. */
@Controller
@OpenTo(OpenTo.Audience.BUSINESS)
class LedgerController {

    private static final Text AMOUNT = Text.of("金额", "Amount");

    private final Templates templates;
    private final Ledgers ledgers;
    private final Payments payments;
    private final Procedures procedures;
    private final Units units;

    LedgerController(Templates templates, Ledgers ledgers, Payments payments, Procedures procedures, Units units) {
        this.templates = templates;
        this.ledgers = ledgers;
        this.payments = payments;
        this.procedures = procedures;
        this.units = units;
    }

    @GetMapping("/budgets/{id:\\d+}/ledger")
    JteModel ledger(Frame frame, @PathVariable long id) {
        return page(frame, account(id), List.of());
    }

    private JteModel page(Frame frame, BudgetAccount account, List<Problem> problems) {
        return templates.budgetLedgerPage(
                frame,
                account,
                units.name(account.budget().unit()),
                payments.unallotted(account.budget()),
                problems,
                fills(frame));
    }

    private static boolean fills(Frame frame) {
        return frame.person() != null && frame.person().role() == Role.FILLER;
    }

    @PostMapping("/budgets/{id:\\d+}/changes")
    @OpenTo(roles = Role.FILLER)
    Object begin(
            Frame frame,
            HttpServletResponse response,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String title,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String approval) {
        BudgetAccount account = account(id);
        if (title.isBlank() || reason.isBlank()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(
                    frame,
                    account,
                    List.of(Problem.of(
                            "change.reason",
                            "reason",
                            "调整申请没有写" + (title.isBlank() ? "事项" : "理由") + "，审批人看不出为什么调整",
                            "The application has no " + (title.isBlank() ? "title" : "reason")
                                    + ", so those who approve cannot see why",
                            "写明事项和理由，有批准文件的填文号",
                            "Give title and reason, and the document where there is one")));
        }
        return "redirect:/budget-changes/"
                + ledgers.begin(
                        account, title.strip(), reason.strip(), approval.strip(), LocalDate.now(), frame.person());
    }

    @GetMapping("/budget-changes/{id:\\d+}")
    JteModel change(Frame frame, @PathVariable long id) {
        return changePage(frame, found(id), List.of());
    }

    private JteModel changePage(Frame frame, Ledgers.Found found, List<Problem> problems) {
        return templates.budgetChangePage(
                frame,
                found.account(),
                found.change(),
                units.name(found.account().budget().unit()),
                procedures.panel(BudgetChange.COURSE, found.change().subject()),
                procedures.mayEdit(BudgetChange.COURSE, found.change().subject()),
                problems);
    }

    @PostMapping("/budget-changes/{id:\\d+}/entries")
    @OpenTo(roles = Role.FILLER)
    Object add(
            Frame frame,
            HttpServletResponse response,
            @PathVariable long id,
            @RequestParam Adjustment.Kind kind,
            @RequestParam long from,
            @RequestParam(defaultValue = "0") long to,
            @RequestParam(defaultValue = "") String amount,
            @RequestParam(defaultValue = "") String purpose) {
        Ledgers.Found found = found(id);
        List<Problem> problems = new ArrayList<>();
        boolean less = kind == Adjustment.Kind.BASIS_CHANGE && amount.strip().startsWith("-");
        BigDecimal yuan = yuan(less ? amount.strip().substring(1) : amount, problems);
        if (kind == Adjustment.Kind.TRANSFER && (to == 0 || to == from)) {
            problems.add(Problem.of(
                    "transfer.to",
                    "to",
                    "调剂没有选另一个调入项，钱没有去向",
                    "The transfer names no other line, so the money goes nowhere",
                    "选择调入哪一项",
                    "Choose the line that it goes to"));
        }
        if (problems.isEmpty()) {
            problems.addAll(ledgers.add(
                    found,
                    List.of(kind.of(String.valueOf(from), String.valueOf(to), less ? yuan.negate() : yuan)),
                    purpose.strip()));
        }
        return answer(frame, response, found, problems);
    }

    /** 拆分: what stays, what moves where, what goes back. */
    @PostMapping("/budget-changes/{id:\\d+}/split")
    @OpenTo(roles = Role.FILLER)
    Object split(
            Frame frame,
            HttpServletResponse response,
            @PathVariable long id,
            @RequestParam long from,
            @RequestParam(defaultValue = "") String kept,
            @RequestParam(defaultValue = "") String recalled,
            @RequestParam(defaultValue = "") List<Long> to,
            @RequestParam(defaultValue = "") List<String> moved,
            @RequestParam(defaultValue = "") String purpose) {
        Ledgers.Found found = found(id);
        List<Problem> problems = new ArrayList<>();
        List<Split.Moved> parts = new ArrayList<>();
        for (int i = 0; i < Math.min(to.size(), moved.size()); i++) {
            if (!moved.get(i).isBlank() && to.get(i) != from) {
                parts.add(new Split.Moved(String.valueOf(to.get(i)), yuan(moved.get(i), problems), purpose));
            }
        }
        String line = String.valueOf(from);
        Split split = new Split(
                line,
                found.account().ledger().adjusted(line),
                kept.isBlank() ? BigDecimal.ZERO : yuan(kept, problems),
                parts,
                recalled.isBlank() ? BigDecimal.ZERO : yuan(recalled, problems));
        if (problems.isEmpty()) {
            problems.addAll(ledgers.split(found, split, purpose.strip()));
        }
        return answer(frame, response, found, problems);
    }

    @PostMapping("/budget-changes/{id:\\d+}/entries/{entry:\\d+}/remove")
    @OpenTo(roles = Role.FILLER)
    String remove(@PathVariable long id, @PathVariable long entry) {
        ledgers.remove(found(id), entry);
        return "redirect:/budget-changes/" + id;
    }

    @PostMapping("/budgets/{id:\\d+}/carry-over")
    @OpenTo(roles = Role.FILLER)
    Object carryOver(
            Frame frame,
            HttpServletResponse response,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String opening,
            @RequestParam(defaultValue = "") String revenue,
            @RequestParam(defaultValue = "") String expenditure) {
        BudgetAccount account = account(id);
        List<Problem> problems = new ArrayList<>();
        CarryOver year = new CarryOver(yuan(opening, problems), yuan(revenue, problems), yuan(expenditure, problems));
        if (!problems.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(frame, account, problems);
        }
        ledgers.carryOver(account, year);
        return "redirect:/budgets/" + id + "/ledger";
    }

    private Object answer(Frame frame, HttpServletResponse response, Ledgers.Found found, List<Problem> problems) {
        if (problems.isEmpty()) {
            return "redirect:/budget-changes/" + found.change().id();
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return changePage(frame, found, problems);
    }

    /** In 元 from what is typed in 万元; zero and a problem where it cannot be read. */
    private static BigDecimal yuan(String typed, List<Problem> problems) {
        Figure figure = Figure.read(AMOUNT, "万元", 6, typed);
        if (figure instanceof Figure.Known known) {
            return Money.ofWan(known.value());
        }
        problems.add(
                figure instanceof Figure.Bad bad
                        ? bad.problem()
                        : Problem.of(
                                "change.amount",
                                "amount",
                                "没有填金额，不知道调整多少",
                                "The amount is missing",
                                "填写金额，单位万元，例如 12.4",
                                "Give the amount in 万元, e.g. 12.4"));
        return BigDecimal.ZERO;
    }

    private BudgetAccount account(long id) {
        return ledgers.find(id).orElseThrow(OutOfScope::new);
    }

    private Ledgers.Found found(long id) {
        return ledgers.change(id).orElseThrow(OutOfScope::new);
    }
}
