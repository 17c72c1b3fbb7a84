package org.hengji.server.year;

import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.pages.Templates;
import org.hengji.server.access.OpenTo;
import org.hengji.server.access.Role;
import org.hengji.server.draft.FormDrafts;
import org.hengji.server.frame.Frame;
import org.hengji.server.organisation.OutOfScope;
import org.hengji.server.organisation.Unit;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** 预算年度: the finance department opens a year, sets what is due when, and closes it. */
@Controller
@OpenTo(roles = Role.FINANCE_REVIEWER)
class YearsController {

    private final Templates templates;
    private final Years years;
    private final FormDrafts drafts;

    YearsController(Templates templates, Years years, FormDrafts drafts) {
        this.templates = templates;
        this.years = years;
        this.drafts = drafts;
    }

    @GetMapping("/years")
    JteModel years(
            Frame frame, @RequestParam(required = false) Long area, @RequestParam(required = false) Integer year) {
        return page(frame, area, year, false);
    }

    private JteModel page(Frame frame, Long area, Integer year, boolean overtaken) {
        List<Unit> areas = years.areas();
        if (areas.isEmpty()) {
            return templates.yearYearsPage(frame, AreaYears.NONE);
        }
        Unit shown = area == null ? areas.get(0) : mine(area);
        List<FiscalYear> known = years.of(shown.id());
        int next =
                known.isEmpty() ? LocalDate.now().getYear() + 1 : known.get(0).year() + 1;
        int chosen =
                checked(year == null ? known.isEmpty() ? next : known.get(0).year() : year);
        Map<Integer, Integer> waiting = new LinkedHashMap<>();
        known.stream()
                .filter(y -> y.state() == FiscalYear.State.OPEN)
                .forEach(y -> waiting.put(y.year(), years.waiting(shown.id(), y.year())));
        Optional<FiscalYear> present =
                known.stream().filter(y -> y.year() == chosen).findFirst();
        return templates.yearYearsPage(
                frame,
                new AreaYears(
                        areas,
                        Optional.of(shown),
                        known,
                        waiting,
                        next,
                        chosen,
                        present.map(FiscalYear::state).orElse(FiscalYear.State.PREPARING),
                        YearCalendar.USUAL.entries(),
                        years.due(shown.id(), chosen),
                        overtaken));
    }

    @PostMapping("/years/open")
    String open(@RequestParam long area, @RequestParam int year) {
        years.open(mine(area).id(), checked(year));
        return shown(area, year);
    }

    @PostMapping("/years/close")
    String close(@RequestParam long area, @RequestParam int year) {
        years.close(mine(area).id(), checked(year));
        return shown(area, year);
    }

    @PostMapping("/years/reopen")
    String reopen(@RequestParam long area, @RequestParam int year, @RequestParam(defaultValue = "") String reason) {
        years.reopen(mine(area).id(), checked(year), reason);
        return shown(area, year);
    }

    /** When somebody else was faster, the page shows theirs, and the script lays what was typed beside it. */
    @PostMapping("/years/due")
    Object due(
            Frame frame,
            HttpServletResponse response,
            @RequestParam long area,
            @RequestParam int year,
            @RequestParam(defaultValue = "") String seen,
            @RequestParam Map<String, String> fields) {
        Map<String, LocalDate> dates = new LinkedHashMap<>();
        for (YearCalendar.Entry entry : YearCalendar.USUAL.entries()) {
            try {
                dates.put(entry.key(), LocalDate.parse(fields.getOrDefault("due-" + entry.key(), "")));
            } catch (DateTimeParseException notDate) {
                throw YearProblem.dates(year, entry.name());
            }
        }
        if (!years.due(mine(area).id(), checked(year), dates, seen)) {
            response.setStatus(HttpStatus.CONFLICT.value());
            return page(frame, area, year, true);
        }
        drafts.drop("year/" + area + "/" + year);
        return shown(area, year);
    }

    private Unit mine(long area) {
        return years.areas().stream()
                .filter(unit -> unit.id() == area)
                .findFirst()
                .orElseThrow(OutOfScope::new);
    }

    private static int checked(int year) {
        if (year < 1990 || year > 2100) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        return year;
    }

    private static String shown(long area, int year) {
        return "redirect:/years?area=" + area + "&year=" + year;
    }
}
