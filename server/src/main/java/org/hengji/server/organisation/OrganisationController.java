package org.hengji.server.organisation;

import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.hengji.pages.Templates;
import org.hengji.scoring.Problem;
import org.hengji.server.access.OpenTo;
import org.hengji.server.access.Role;
import org.hengji.server.frame.Frame;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 组织机构: the tree as it stands on a day, for everyone; changed by the system administrator. */
@Controller
@OpenTo(OpenTo.Audience.SIGNED_IN)
class OrganisationController {

    private final Templates templates;
    private final Units units;
    private final Organising organising;
    private final Scope scope;

    OrganisationController(Templates templates, Units units, Organising organising, Scope scope) {
        this.templates = templates;
        this.units = units;
        this.organising = organising;
        this.scope = scope;
    }

    @GetMapping("/organisation")
    JteModel page(
            Frame frame,
            @RequestParam(defaultValue = "") String on,
            @RequestParam(defaultValue = "0") long unit,
            @RequestParam(defaultValue = "false") boolean add,
            @RequestParam(defaultValue = "") String notice) {
        Tree tree = units.tree(day(on).orElseGet(LocalDate::now));
        Unit chosen = tree.find(unit).orElse(null);
        return page(frame, tree, chosen, add, typed(chosen, add), List.of(), notice);
    }

    @PostMapping("/organisation")
    @OpenTo(roles = Role.SYSTEM_ADMINISTRATOR)
    Object describe(@RequestParam Map<String, String> typed, Frame frame, HttpServletResponse response) {
        List<Problem> problems = new ArrayList<>();
        Optional<LocalDate> from = day(typed.getOrDefault("from", ""));
        if (from.isEmpty()) {
            problems.add(date("from", typed.getOrDefault("from", "")));
        }
        long unit = number(typed.get("unit")).orElse(0);
        Tree tree = units.tree(from.orElseGet(LocalDate::now));
        Unit chosen = tree.find(unit).orElse(null);
        UnitKind kind = oneOf(UnitKind.values(), typed.get("kind"), UnitKind.UNIT);
        if (problems.isEmpty()) {
            var described = new Organising.Described(
                    unit,
                    chosen == null ? typed.getOrDefault("code", "").strip() : chosen.code(),
                    typed.getOrDefault("nameZh", "").strip(),
                    typed.getOrDefault("nameEn", "").strip(),
                    kind,
                    oneOf(Level.values(), typed.get("level"), Level.MUNICIPAL),
                    natures().contains(typed.getOrDefault("nature", "")) ? typed.getOrDefault("nature", "") : "",
                    boxed(number(typed.get("parent"))),
                    boxed(number(typed.get("supervisor"))),
                    from.get());
            Organising.Result result = organising.describe(described);
            if (result instanceof Organising.Result.Done done) {
                return "redirect:/organisation?unit=" + done.unit() + "&on=" + from.get() + "&notice=saved";
            }
            problems.addAll(((Organising.Result.Refused) result).problems());
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page(frame, tree, chosen, unit == 0, typed, problems, "");
    }

    @PostMapping("/organisation/{unit}/end")
    @OpenTo(roles = Role.SYSTEM_ADMINISTRATOR)
    Object end(
            @PathVariable long unit,
            @RequestParam(defaultValue = "") String on,
            @RequestParam(defaultValue = "") List<Long> successors,
            Frame frame,
            HttpServletResponse response) {
        Optional<LocalDate> day = day(on);
        List<Problem> problems = day.isEmpty() ? List.of(date("on", on)) : List.of();
        if (day.isPresent()) {
            Organising.Result result = organising.end(unit, day.get(), successors);
            if (result instanceof Organising.Result.Done done) {
                return "redirect:/organisation?unit=" + done.unit() + "&notice=ended";
            }
            problems = ((Organising.Result.Refused) result).problems();
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        Tree tree = units.tree();
        Unit chosen = tree.find(unit).orElse(null);
        return page(frame, tree, chosen, false, typed(chosen, false), problems, "");
    }

    private JteModel page(
            Frame frame,
            Tree tree,
            Unit chosen,
            boolean adding,
            Map<String, String> typed,
            List<Problem> problems,
            String notice) {
        return templates.organisationOrganisationPage(
                frame,
                new OrganisationPage(
                        tree,
                        OrganisationPage.lines(tree),
                        chosen,
                        chosen == null ? List.of() : units.versions(chosen.id()),
                        adding,
                        typed,
                        problems,
                        frame.person().role() == Role.SYSTEM_ADMINISTRATOR,
                        frame.person().role() == Role.DEPARTMENT_REVIEWER
                                || frame.person().role() == Role.FINANCE_REVIEWER,
                        chosen != null && chosen.kind().hasBudget() && scope.sees(chosen.id()),
                        List.of("saved", "ended").contains(notice) ? "organisation." + notice : null));
    }

    /** A new body starts under the chosen one; a known one from what is so now. */
    private static Map<String, String> typed(Unit chosen, boolean adding) {
        Map<String, String> typed = new LinkedHashMap<>();
        typed.put("from", LocalDate.now().toString());
        if (chosen != null && adding) {
            typed.put("parent", String.valueOf(chosen.id()));
            typed.put("level", chosen.level().name());
        } else if (chosen != null) {
            typed.put("nameZh", chosen.name().zh());
            typed.put("nameEn", chosen.name().en());
            typed.put("kind", chosen.kind().name());
            typed.put("level", chosen.level().name());
            typed.put("nature", chosen.nature());
            chosen.parent().ifPresent(p -> typed.put("parent", String.valueOf(p)));
            chosen.supervisor().ifPresent(s -> typed.put("supervisor", String.valueOf(s)));
        }
        return typed;
    }

    static List<String> natures() {
        return List.of("", "ADMINISTRATIVE", "CIVIL_SERVANT_LAW", "PUBLIC_INSTITUTION");
    }

    private static Problem date(String field, String typed) {
        return Problem.of(
                "date",
                field,
                typed.isBlank() ? "没有写日期" : "“" + typed + "”不是日期",
                typed.isBlank() ? "The day is missing" : typed + " is no day",
                "写成 2026-01-01 这样的年月日",
                "Write it as 2026-01-01");
    }

    private static Optional<LocalDate> day(String text) {
        try {
            return text.isBlank() ? Optional.empty() : Optional.of(LocalDate.parse(text.strip()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static OptionalLong number(String text) {
        return text != null && text.matches("\\d{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    private static Optional<Long> boxed(OptionalLong number) {
        return number.isPresent() && number.getAsLong() > 0 ? Optional.of(number.getAsLong()) : Optional.empty();
    }

    private static <E extends Enum<E>> E oneOf(E[] all, String name, E otherwise) {
        return Arrays.stream(all).filter(e -> e.name().equals(name)).findFirst().orElse(otherwise);
    }
}
