package org.hengji.server.budget;

import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.pages.Templates;
import org.hengji.scoring.Problem;
import org.hengji.scoring.framework.Text;
import org.hengji.server.access.OpenTo;
import org.hengji.server.access.Role;
import org.hengji.server.budget.estimate.Figure;
import org.hengji.server.frame.Frame;
import org.hengji.server.listing.Column;
import org.hengji.server.listing.ListExport;
import org.hengji.server.listing.ListQuery;
import org.hengji.server.listing.Listing;
import org.hengji.server.organisation.OutOfScope;
import org.hengji.server.organisation.Units;
import org.hengji.server.year.Years;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 支付明细 of a budget: what came in files, and what is typed by hand. */
@Controller
@OpenTo(OpenTo.Audience.BUSINESS)
class PaymentsController {

    private static final int LONGEST_VOUCHER = 60;
    private static final int LONGEST_NOTE = 500;

    private final Templates templates;
    private final Ledgers ledgers;
    private final Payments payments;
    private final Units units;
    private final Years years;
    private final ListExport export;

    PaymentsController(
            Templates templates, Ledgers ledgers, Payments payments, Units units, Years years, ListExport export) {
        this.templates = templates;
        this.ledgers = ledgers;
        this.payments = payments;
        this.units = units;
        this.years = years;
        this.export = export;
    }

    /** @param line 0 for all of them */
    @GetMapping("/budgets/{id:\\d+}/payments")
    JteModel list(
            Frame frame,
            HttpServletResponse response,
            @PathVariable long id,
            @RequestParam(defaultValue = "0") long line,
            @ModelAttribute ListQuery query)
            throws IOException {
        BudgetAccount account = account(id);
        if (query.exported()) {
            export.write(listing(account, line), query, frame.text("payment.title"), frame, response);
            return null;
        }
        return page(frame, account, line, query, Map.of(), Map.of());
    }

    private JteModel page(
            Frame frame,
            BudgetAccount account,
            long line,
            ListQuery query,
            Map<String, String> typed,
            Map<String, Problem> problems) {
        return templates.budgetPaymentsPage(
                frame,
                account,
                units.name(account.budget().unit()),
                line(account, line).orElse(null),
                listing(account, line).view(query),
                payments.list(account.budget(), line).stream()
                        .filter(p -> !p.imported())
                        .toList(),
                payments.sum(account.budget(), line),
                payments.allottedByHand(account.budget(), line),
                frame.person().role() == Role.FILLER,
                typed,
                problems);
    }

    private Listing<Payment> listing(BudgetAccount account, long line) {
        return new Listing<>(
                "payments",
                "/budgets/" + account.budget().id() + "/payments" + (line == 0 ? "" : "?line=" + line),
                List.of(
                        Column.date("on", Payment::on),
                        Column.text("voucher", Payment::voucher),
                        Column.text("project", Payment::project),
                        Column.text("line", p -> p.lineName().isEmpty() ? null : p.lineName()),
                        Column.amount("amount", 2, Payment::amount),
                        Column.text("payee", Payment::payee),
                        Column.text("note", Payment::note)),
                null,
                payments.list(account.budget(), line));
    }

    @PostMapping("/budgets/{id:\\d+}/payments")
    @OpenTo(roles = Role.FILLER)
    Object add(
            Frame frame,
            HttpServletResponse response,
            @PathVariable long id,
            @RequestParam(defaultValue = "0") long line,
            @RequestParam(defaultValue = "") String on,
            @RequestParam(defaultValue = "") String amount,
            @RequestParam(defaultValue = "") String voucher,
            @RequestParam(defaultValue = "") String note) {
        BudgetAccount account = account(id);
        BudgetLine into = line(account, line).orElseThrow(OutOfScope::new);
        years.demandOpen(account.budget().unit(), account.budget().year());
        Map<String, Problem> problems = new LinkedHashMap<>();
        Optional<LocalDate> day = day(on, problems);
        Optional<BigDecimal> yuan = yuan(amount, problems);
        if (voucher.isBlank() || voucher.strip().length() > LONGEST_VOUCHER) {
            problems.put("voucher", voucher(voucher));
        }
        if (note.length() > LONGEST_NOTE) {
            problems.put("note", note());
        }
        if (problems.isEmpty()) {
            payments.add(
                            account.budget(),
                            into,
                            day.orElseThrow(),
                            yuan.orElseThrow(),
                            voucher.strip(),
                            note.strip(),
                            frame.person())
                    .ifPresent(taken -> problems.put("voucher", taken));
        }
        if (problems.isEmpty()) {
            return "redirect:/budgets/" + id + "/payments?line=" + line;
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(
                frame,
                account,
                line,
                ListQuery.NONE,
                Map.of("on", on, "amount", amount, "voucher", voucher, "note", note),
                problems);
    }

    @PostMapping("/budgets/{id:\\d+}/payments/{payment:\\d+}/remove")
    @OpenTo(roles = Role.FILLER)
    String remove(@PathVariable long id, @PathVariable long payment, @RequestParam(defaultValue = "0") long line) {
        BudgetAccount account = account(id);
        years.demandOpen(account.budget().unit(), account.budget().year());
        payments.remove(account.budget(), payment);
        return "redirect:/budgets/" + id + "/payments" + (line == 0 ? "" : "?line=" + line);
    }

    /** Payments of a project that count in no line are said to be of one. */
    @PostMapping("/budgets/{id:\\d+}/payments/allot")
    @OpenTo(roles = Role.FILLER)
    String allot(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String project,
            @RequestParam(defaultValue = "0") long line) {
        BudgetAccount account = account(id);
        years.demandOpen(account.budget().unit(), account.budget().year());
        payments.allot(account.budget(), project, line(account, line).orElseThrow(OutOfScope::new));
        return "redirect:/budgets/" + id + "/ledger#line-" + line;
    }

    @PostMapping("/budgets/{id:\\d+}/payments/release")
    @OpenTo(roles = Role.FILLER)
    String release(@PathVariable long id, @RequestParam(defaultValue = "0") long line) {
        BudgetAccount account = account(id);
        years.demandOpen(account.budget().unit(), account.budget().year());
        payments.release(account.budget(), line(account, line).orElseThrow(OutOfScope::new));
        return "redirect:/budgets/" + id + "/ledger";
    }

    private BudgetAccount account(long id) {
        return ledgers.find(id).orElseThrow(OutOfScope::new);
    }

    private static Optional<BudgetLine> line(BudgetAccount account, long line) {
        return account.lines().stream().filter(l -> l.id() == line).findFirst();
    }

    private static Optional<LocalDate> day(String typed, Map<String, Problem> problems) {
        try {
            return Optional.of(LocalDate.parse(typed.strip()));
        } catch (DateTimeException e) {
            problems.put(
                    "on",
                    Problem.of(
                            "payment.on",
                            "on",
                            typed.isBlank() ? "没有填支付日期，不知道算在哪个月" : "“" + typed + "”不是日期，不知道算在哪个月",
                            typed.isBlank()
                                    ? "The day is missing, so it is not known in which month it counts"
                                    : typed + " is no day, so it is not known in which month it counts",
                            "写成 2026-03-05 这样的年月日",
                            "Write it as 2026-03-05"));
            return Optional.empty();
        }
    }

    /** A refund is negative. */
    private static Optional<BigDecimal> yuan(String typed, Map<String, Problem> problems) {
        boolean refund = typed.strip().matches("[-－−].*");
        Figure figure = Figure.read(
                Text.of("支付金额", "Amount"), "元", 2, refund ? typed.strip().substring(1) : typed);
        if (figure instanceof Figure.Known known && known.value().signum() != 0) {
            return Optional.of(refund ? known.value().negate() : known.value());
        }
        problems.put(
                "amount",
                figure instanceof Figure.Bad bad
                        ? bad.problem()
                        : Problem.of(
                                "payment.amount",
                                "amount",
                                "没有填支付金额，或者是 0，没有可登记的支出",
                                "The amount is missing or nothing, so there is nothing to enter",
                                "填写金额，单位元，例如 12,345.60 或 12万；退款填负数",
                                "Give the amount in 元, e.g. 12,345.60 or 12万; a refund is negative"));
        return Optional.empty();
    }

    private static Problem voucher(String typed) {
        return Problem.of(
                "payment.voucher",
                "voucher",
                typed.isBlank() ? "没有填支付凭证号，不能防止同一笔支付记两次" : "支付凭证号超过 " + LONGEST_VOUCHER + " 个字",
                typed.isBlank()
                        ? "The voucher is missing; without it a payment could count twice"
                        : "The number of the voucher is longer than " + LONGEST_VOUCHER + " characters",
                "照支付凭证填写编号",
                "Give the number that is on the voucher");
    }

    private static Problem note() {
        return Problem.of(
                "payment.note",
                "note",
                "摘要超过 " + LONGEST_NOTE + " 个字，存不下",
                "The note is longer than " + LONGEST_NOTE + " characters",
                "写得短一些",
                "Make it shorter");
    }
}
