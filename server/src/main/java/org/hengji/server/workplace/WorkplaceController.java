package org.hengji.server.workplace;

import gg.jte.models.runtime.JteModel;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.hengji.pages.Templates;
import org.hengji.server.access.OpenTo;
import org.hengji.server.access.Person;
import org.hengji.server.access.Role;
import org.hengji.server.evaluation.Overview;
import org.hengji.server.frame.Frame;
import org.hengji.server.notification.Notices;
import org.hengji.server.procedure.Procedures;
import org.hengji.server.procedure.Task;
import org.hengji.server.year.Years;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 工作台: where a day begins. */
@Controller
@OpenTo(OpenTo.Audience.SIGNED_IN)
class WorkplaceController {

    /** They answer for what others are late with. */
    private static final Set<Role> ANSWERING =
            EnumSet.of(Role.DIVISION_HEAD, Role.UNIT_APPROVER, Role.DEPARTMENT_REVIEWER, Role.FINANCE_REVIEWER);

    private final Templates templates;
    private final Overview overview;
    private final Procedures procedures;
    private final Notices notices;
    private final Rings rings;
    private final Years years;

    WorkplaceController(
            Templates templates, Overview overview, Procedures procedures, Notices notices, Rings rings, Years years) {
        this.templates = templates;
        this.overview = overview;
        this.procedures = procedures;
        this.notices = notices;
        this.rings = rings;
        this.years = years;
    }

    @GetMapping("/")
    JteModel home(Frame frame, @RequestParam(required = false) Integer year) {
        Person person = frame.person();
        if (person.role().administrator()) {
            return templates.workplaceAdministratorPage(frame);
        }
        int shown = year == null ? years.current() : year;
        List<Task> mine = procedures.waitingForMe();
        List<Task> late = ANSWERING.contains(person.role())
                ? procedures.waiting().stream()
                        .filter(Task::isOverdue)
                        .filter(task -> mine.stream()
                                .noneMatch(m ->
                                        m.document().id() == task.document().id()))
                        .toList()
                : List.of();
        return templates.workplaceHomePage(
                frame,
                years.known(),
                new Workplace(
                        shown,
                        mine,
                        late,
                        rings.of(person, shown),
                        notices.latest(5).stream().filter(n -> !n.read()).toList(),
                        overview.bodies()));
    }
}
