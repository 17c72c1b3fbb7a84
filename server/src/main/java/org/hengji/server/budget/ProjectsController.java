package org.hengji.server.budget;

import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.pages.Templates;
import org.hengji.scoring.Problem;
import org.hengji.server.access.OpenTo;
import org.hengji.server.access.Role;
import org.hengji.server.frame.Frame;
import org.hengji.server.listing.Column;
import org.hengji.server.listing.ListExport;
import org.hengji.server.listing.ListQuery;
import org.hengji.server.listing.Listing;
import org.hengji.server.organisation.OutOfScope;
import org.hengji.server.organisation.Unit;
import org.hengji.server.organisation.Units;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** 项目库: the register, a project, and the form to make and mend one. */
@Controller
@OpenTo(OpenTo.Audience.BUSINESS)
class ProjectsController {

    private final Templates templates;
    private final Projects projects;
    private final Members members;
    private final Units units;
    private final ListExport export;

    ProjectsController(Templates templates, Projects projects, Members members, Units units, ListExport export) {
        this.templates = templates;
        this.projects = projects;
        this.members = members;
        this.units = units;
        this.export = export;
    }

    /** The register; with {@code format=xlsx} the file of what is seen. */
    @GetMapping("/projects")
    JteModel list(Frame frame, HttpServletResponse response, @ModelAttribute ListQuery query) throws IOException {
        Listing<Project> listing = listing(frame);
        if (query.exported()) {
            export.write(listing, query, frame.text("budget.tab.projects"), frame, response);
            return null;
        }
        return templates.budgetProjectListPage(
                frame, listing.view(query), listing.rows().isEmpty(), May.of(frame));
    }

    private Listing<Project> listing(Frame frame) {
        String lang = frame.language().code();
        return new Listing<>(
                "projects",
                "/projects",
                List.of(
                        Column.text("name", Project::name),
                        Column.text("code", Project::code),
                        Column.text("level", p -> frame.text("budget.level." + p.level())),
                        Column.text("unit", p -> units.name(p.unit()).in(lang)),
                        Column.text("division", Project::division),
                        Column.text("years", p -> p.from() + "–" + p.to()),
                        Column.text("funding", p -> p.funding().text().in(lang)),
                        Column.figure("amount", 2, p -> p.amount().movePointLeft(4)),
                        Column.text(
                                "state",
                                p -> frame.text("budget.state." + p.state().key()))),
                p -> "/projects/" + p.id(),
                projects.list());
    }

    @GetMapping("/projects/{id:\\d+}")
    JteModel project(Frame frame, @PathVariable long id) {
        return page(frame, find(id), List.of());
    }

    private JteModel page(Frame frame, Project project, List<Problem> against) {
        return templates.budgetProjectPage(
                frame,
                project,
                units.name(project.unit()),
                project.parent().isPresent()
                        ? projects.find(project.parent().getAsLong()).orElse(null)
                        : null,
                projects.below(project),
                projects.triggers(project),
                projects.conclusion(project.id()).orElse(null),
                projects.years(project.id()),
                against,
                May.of(frame),
                projects.evaluation(project.id()));
    }

    @GetMapping("/projects/new")
    @OpenTo(roles = {Role.FILLER, Role.DIVISION_HEAD, Role.UNIT_APPROVER})
    JteModel blank(Frame frame, @RequestParam(defaultValue = "0") long unit) {
        return form(frame, null, unit, ProjectForm.blank(LocalDate.now().getYear() + 1), Map.of(), null);
    }

    @PostMapping("/projects")
    @OpenTo(roles = {Role.FILLER, Role.DIVISION_HEAD, Role.UNIT_APPROVER})
    Object add(Frame frame, HttpServletResponse response, @RequestParam long unit, @ModelAttribute ProjectForm form) {
        if (members.withBudget().stream().noneMatch(u -> u.id() == unit)) {
            throw new OutOfScope();
        }
        return answer(frame, response, null, unit, form, projects.add(unit, form, frame.person()));
    }

    @GetMapping("/projects/{id:\\d+}/edit")
    @OpenTo(
            roles = {
                Role.FILLER,
                Role.DIVISION_HEAD,
                Role.UNIT_APPROVER,
                Role.DEPARTMENT_REVIEWER,
                Role.FINANCE_REVIEWER
            })
    JteModel edit(Frame frame, @PathVariable long id) {
        Project project = mayChange(frame, id);
        return form(frame, project, project.unit(), typed(project), Map.of(), null);
    }

    @PostMapping("/projects/{id:\\d+}")
    @OpenTo(
            roles = {
                Role.FILLER,
                Role.DIVISION_HEAD,
                Role.UNIT_APPROVER,
                Role.DEPARTMENT_REVIEWER,
                Role.FINANCE_REVIEWER
            })
    Object change(
            Frame frame,
            HttpServletResponse response,
            @PathVariable long id,
            @RequestParam long revision,
            @ModelAttribute ProjectForm form) {
        Project project = mayChange(frame, id);
        return answer(
                frame,
                response,
                project,
                project.unit(),
                form,
                projects.change(project, form, revision, frame.person()));
    }

    @PostMapping("/projects/{id:\\d+}/enter")
    @OpenTo(roles = {Role.DEPARTMENT_REVIEWER, Role.FINANCE_REVIEWER})
    Object enter(Frame frame, HttpServletResponse response, @PathVariable long id) {
        Project project = find(id);
        List<Problem> against = projects.enter(project);
        if (!against.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(frame, project, against);
        }
        return "redirect:/projects/" + id;
    }

    @PostMapping("/projects/{id:\\d+}/end")
    @OpenTo(roles = {Role.DEPARTMENT_REVIEWER, Role.FINANCE_REVIEWER})
    Object end(
            Frame frame,
            HttpServletResponse response,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String why) {
        Project project = find(id);
        if (why.isBlank()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return page(
                    frame,
                    project,
                    List.of(Problem.of(
                            "project.end-why",
                            "why",
                            "终止“" + project.name() + "”没有写原因，预算和绩效目标的后续处理要以它为据",
                            "No reason was given for ending " + project.name()
                                    + ", on which its budget and targets depend",
                            "写明终止的原因和依据",
                            "Give the reason and what it rests on")));
        }
        projects.end(project, LocalDate.now(), why.strip());
        return "redirect:/projects/" + id;
    }

    /** Both versions stay in view when somebody else saved first. */
    private Object answer(
            Frame frame,
            HttpServletResponse response,
            Project project,
            long unit,
            ProjectForm form,
            Projects.Saved saved) {
        if (saved instanceof Projects.Saved.Done done) {
            return "redirect:/projects/" + done.id() + "?saved=true";
        } else if (saved instanceof Projects.Saved.Overtaken overtaken) {
            response.setStatus(HttpStatus.CONFLICT.value());
            return form(frame, overtaken.theirs(), unit, form, Map.of(), typed(overtaken.theirs()));
        }
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return form(frame, project, unit, form, ((Projects.Saved.Refused) saved).problems(), null);
    }

    private JteModel form(
            Frame frame,
            Project project,
            long unit,
            ProjectForm form,
            Map<String, Problem> problems,
            ProjectForm theirs) {
        List<Unit> choices = members.withBudget();
        long chosen = choices.stream().anyMatch(u -> u.id() == unit)
                ? unit
                : choices.stream()
                        .filter(u -> u.id() == frame.person().unit())
                        .findFirst()
                        .or(() -> choices.stream().findFirst())
                        .map(Unit::id)
                        .orElse(0L);
        return templates.budgetProjectFormPage(
                frame, project, choices, chosen, members.divisions(chosen), form, problems, theirs);
    }

    private ProjectForm typed(Project project) {
        Optional<Project> parent =
                project.parent().isPresent() ? projects.find(project.parent().getAsLong()) : Optional.empty();
        return ProjectForm.of(project, parent.map(Project::code).orElse(""));
    }

    /** Fillers mend what is not in the library yet; what is in it is changed by those who keep it. */
    private Project mayChange(Frame frame, long id) {
        Project project = find(id);
        boolean may = project.state() == Project.State.DRAFT
                ? Members.writes(frame.person())
                : project.inLibrary() && Members.keeps(frame.person());
        if (!may) {
            throw new ResponseStatusException(HttpStatus.FORBIDDEN);
        }
        return project;
    }

    private Project find(long id) {
        return projects.find(id).orElseThrow(OutOfScope::new);
    }
}
