package org.hengji.server.target;

import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.pages.Templates;
import org.hengji.scoring.Problem;
import org.hengji.server.access.OpenTo;
import org.hengji.server.access.Role;
import org.hengji.server.budget.BudgetedProjects;
import org.hengji.server.budget.Project;
import org.hengji.server.budget.Projects;
import org.hengji.server.frame.Frame;
import org.hengji.server.organisation.Scope;
import org.hengji.server.organisation.Unit;
import org.hengji.server.organisation.Units;
import org.hengji.server.year.Years;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Where targets are wanting: what of the budget they cover, and new sheets for what they do not. */
@Controller
@OpenTo(OpenTo.Audience.BUSINESS)
class CoverageController {

    private final Templates templates;
    private final Targets targets;
    private final Projects projects;
    private final BudgetedProjects budgeted;
    private final Years years;
    private final Units units;
    private final Scope scope;

    CoverageController(
            Templates templates,
            Targets targets,
            Projects projects,
            BudgetedProjects budgeted,
            Years years,
            Units units,
            Scope scope) {
        this.templates = templates;
        this.targets = targets;
        this.projects = projects;
        this.budgeted = budgeted;
        this.years = years;
        this.units = units;
        this.scope = scope;
    }

    @GetMapping("/targets/coverage")
    JteModel coverage(Frame frame, @RequestParam(required = false) Integer year) {
        int shown = year == null ? years.current() : year;
        List<Sheet> sheets = targets.ofYear(shown);
        List<Coverage> coverages = budgetUnits().stream()
                .map(unit -> coverage(unit, shown, sheets))
                .filter(c -> !c.projects().isEmpty() || c.department().isPresent())
                .toList();
        return templates.targetCoveragePage(frame, shown, years.known(), coverages);
    }

    private Coverage coverage(Unit unit, int year, List<Sheet> ofYear) {
        List<Sheet> sheets = ofYear.stream().filter(s -> s.unit() == unit.id()).toList();
        Map<String, BigDecimal> amounts = budgeted.of(unit.id(), year);
        List<Coverage.Row> rows = projects.ofUnit(unit.id(), year).stream()
                .filter(project -> project.state() != Project.State.ENDED)
                .map(project -> new Coverage.Row(
                        project,
                        Optional.ofNullable(amounts.get(project.code())),
                        sheets.stream()
                                .filter(s -> s.code().equals(project.code()))
                                .findFirst()))
                .toList();
        return new Coverage(
                unit,
                year,
                sheets.stream().filter(s -> s.kind() == Sheet.Kind.DEPARTMENT).findFirst(),
                rows);
    }

    @GetMapping("/targets/new")
    @OpenTo(roles = Role.FILLER)
    JteModel form(
            Frame frame,
            HttpServletResponse response,
            @RequestParam(required = false) Integer year,
            @RequestParam(required = false) Long unit) {
        return page(
                frame,
                response,
                year == null ? years.current() : year,
                unit == null ? frame.person().unit() : unit,
                Map.of(),
                List.of());
    }

    /** For the unit asked for; for the first in reach where the person asks for none. */
    private JteModel page(
            Frame frame,
            HttpServletResponse response,
            int year,
            long unit,
            Map<String, String> typed,
            List<Problem> problems) {
        List<Unit> reach = budgetUnits();
        Optional<Unit> shown = reach.stream()
                .filter(u -> u.id() == unit)
                .findFirst()
                .or(() -> reach.stream().findFirst());
        if (shown.isEmpty()) {
            response.setStatus(HttpStatus.CONFLICT.value());
            return templates.procedureProblemPage(frame, List.of(noBudgetUnit()));
        }
        return templates.targetNewPage(
                frame, reach, coverage(shown.get(), year, targets.ofYear(year)), typed, problems);
    }

    private static Problem noBudgetUnit() {
        return Problem.of(
                "target.no-budget-unit",
                "unit",
                "您所在的机构不是预算单位，没有自己的预算，也就没有自己的绩效目标表",
                "Your body is no budget unit; it has no budget of its own, and so no target sheets",
                "请所属单位的填报人建立；机构设置有误的，请系统管理员在“组织机构”中更正",
                "Ask the person of the unit that it belongs to; if the tree is wrong, have the system administrator mend it");
    }

    @PostMapping("/targets")
    @OpenTo(roles = Role.FILLER)
    Object begin(Frame frame, HttpServletResponse response, @RequestParam Map<String, String> typed) {
        long unit = number(typed.get("unit"));
        int year = (int) number(typed.get("year"));
        scope.demand(unit);
        Sheet.Kind kind = Arrays.stream(Sheet.Kind.values())
                .filter(k -> k.key().equals(typed.get("kind")))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
        String code = typed.getOrDefault("code", "").strip();
        String name = typed.getOrDefault("name", "").strip();
        List<Problem> problems = new ArrayList<>();
        if (kind != Sheet.Kind.DEPARTMENT && (code.isEmpty() || name.isEmpty())) {
            problems.add(Problem.of(
                    "target.project",
                    code.isEmpty() ? "code" : "name",
                    "项目目标表没有写" + (code.isEmpty() ? "项目代码" : "项目名称") + "，和预算对不上。",
                    "The sheet of a project has no " + (code.isEmpty() ? "code" : "name") + ", so it fits no budget.",
                    "沿用预算系统的项目代码和名称，不另编。",
                    "Take code and name of the budget system."));
        }
        if (code.length() > 21 || name.length() > 300) {
            problems.add(Problem.of(
                    "target.length",
                    code.length() > 21 ? "code" : "name",
                    "项目代码最多 21 个字符，名称最多 300 个字符（预算管理一体化系统的长度）。",
                    "A code has 21 characters at most, a name 300, as in the integrated budget system.",
                    "核对代码和名称。",
                    "Check code and name."));
        }
        String budget = typed.getOrDefault("budget", "").replaceAll("[,，\\s]", "");
        boolean amount = budget.matches("\\d{1,10}(\\.\\d{1,6})?");
        if (!budget.isEmpty() && !amount) {
            problems.add(Problem.of(
                    "target.budget",
                    "budget",
                    "预算写的是“" + typed.get("budget") + "”，看不出是多少万元，没有采用。",
                    "“" + typed.get("budget") + "” is no amount in 万元.",
                    "写以万元为单位的数，例如 1,234.5；还不知道就留空。",
                    "Write a number in 万元 such as 1,234.5, or leave it blank."));
        }
        if (!problems.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(frame, response, year, unit, typed, problems);
        }
        boolean department = kind == Sheet.Kind.DEPARTMENT;
        long id = targets.begin(
                unit,
                year,
                kind,
                department ? "" : code,
                department ? "" : name,
                budget.isEmpty() ? Optional.empty() : Optional.of(new BigDecimal(budget).movePointRight(4)));
        return "redirect:/targets/" + id;
    }

    private List<Unit> budgetUnits() {
        return scope.units().stream()
                .map(units::find)
                .flatMap(Optional::stream)
                .filter(u -> u.kind().hasBudget())
                .sorted(Comparator.comparing(Unit::code))
                .toList();
    }

    private static long number(String text) {
        if (text == null || !text.matches("\\d{1,18}")) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        return Long.parseLong(text);
    }
}
