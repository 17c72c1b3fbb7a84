package org.hengji.server.budget;

import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.hengji.scoring.Problem;
import org.hengji.server.access.Person;
import org.hengji.server.budget.exante.Conclusion;
import org.hengji.server.budget.exante.Instrument;
import org.hengji.server.budget.ledger.RigidAllocation;
import org.hengji.server.organisation.Scope;
import org.hengji.server.trail.Trail;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 项目库. Whatever is found or listed is within the reach of the person at hand. */
@Service
public class Projects {

    private static final String COLUMNS =
            "select p.id, p.code, p.category, p.name, p.level, p.parent, p.unit, p.division,"
                    + " p.responsible, p.year_from, p.year_to, p.novel, p.funding,"
                    + " case when p.level = 1 then coalesce((select sum(c.amount) from project c where c.parent = p.id), 0)"
                    + " else p.amount end, p.basis, p.content, p.workstreams, p.state, p.ended_on, p.ended_why, p.revision"
                    + " from project p ";

    private final JdbcClient database;
    private final Scope scope;
    private final Trail trail;

    Projects(JdbcClient database, Scope scope, Trail trail) {
        this.database = database;
        this.scope = scope;
        this.trail = trail;
    }

    /** Empty, too, when the person at hand may not see it. */
    public Optional<Project> find(long id) {
        return database.sql(COLUMNS + "where p.id = ?")
                .param(id)
                .query(this::row)
                .optional()
                .filter(this::seen);
    }

    /** By PRO_CODE; empty, too, when the person at hand may not see it. */
    public Optional<Project> byCode(String code) {
        return database.sql(COLUMNS + "where p.code = ?")
                .param(code)
                .query(this::row)
                .optional()
                .filter(this::seen);
    }

    /** Projects of the unit that run in the year, in whatever state, by code. */
    public List<Project> ofUnit(long unit, int year) {
        scope.demand(unit);
        return database.sql(COLUMNS + "where p.unit = ? and p.year_from <= ? and p.year_to >= ? order by p.code")
                .params(unit, year, year)
                .query(this::row)
                .list();
    }

    /** All that the person at hand may see, by unit and code. */
    public List<Project> list() {
        return database.sql(COLUMNS + "where p.unit = any(?) order by p.unit, p.code")
                .param(scope.units().toArray(Long[]::new))
                .query(this::row)
                .list();
    }

    public List<Project> below(Project parent) {
        return database.sql(COLUMNS + "where p.parent = ? and p.unit = any(?) order by p.code")
                .params(parent.id(), scope.units().toArray(Long[]::new))
                .query(this::row)
                .list();
    }

    /** What came of a form. */
    sealed interface Saved {
        record Done(long id) implements Saved {}

        record Refused(Map<String, Problem> problems) implements Saved {}

        /** @param theirs what somebody else saved meanwhile */
        record Overtaken(Project theirs) implements Saved {}
    }

    @Transactional
    Saved add(long unit, ProjectForm form, Person by) {
        scope.demand(unit);
        Map<String, Problem> problems = check(unit, 0, form);
        if (!problems.isEmpty()) {
            return new Saved.Refused(problems);
        }
        Optional<Long> made = database.sql("insert into project (code, category, name, level, parent, unit, division,"
                        + " responsible, year_from, year_to, novel, funding, amount, basis, content, workstreams,"
                        + " changed_by) values (:code, :category, :name, :level, :parent, :unit, :division,"
                        + " :responsible, :from, :to, :novel, :funding, :amount, :basis, :content, :workstreams,"
                        + " :by) on conflict (code) do nothing returning id")
                .params(stored(form, by))
                .param("unit", unit)
                .query(Long.class)
                .optional();
        if (made.isEmpty()) {
            return new Saved.Refused(Map.of("code", taken(form.code())));
        }
        trail.record(
                "project.add", entity(made.get()), null, said(find(made.get()).orElseThrow()));
        return new Saved.Done(made.get());
    }

    /** Only while it is not in the library, or by those who keep the library. */
    @Transactional
    Saved change(Project before, ProjectForm form, long seen, Person by) {
        Map<String, Problem> problems = check(before.unit(), before.id(), form);
        if (!problems.isEmpty()) {
            return new Saved.Refused(problems);
        }
        int changed = database.sql(
                        "update project set code = :code, category = :category, name = :name, level = :level,"
                                + " parent = :parent, division = :division, responsible = :responsible, year_from = :from,"
                                + " year_to = :to, novel = :novel, funding = :funding, amount = :amount, basis = :basis,"
                                + " content = :content, workstreams = :workstreams, revision = revision + 1,"
                                + " changed_by = :by, changed_at = now() where id = :id and revision = :seen")
                .params(stored(form, by))
                .param("id", before.id())
                .param("seen", seen)
                .update();
        if (changed == 0) {
            return new Saved.Overtaken(find(before.id()).orElseThrow());
        }
        trail.record(
                "project.change",
                entity(before.id()),
                said(before),
                said(find(before.id()).orElseThrow()));
        return new Saved.Done(before.id());
    }

    /** Why it cannot enter the library; empty when it can. */
    List<Problem> againstEntry(Project project) {
        if (project.level() == 1 || !dueForEvaluation(project)) {
            return List.of();
        }
        Optional<Conclusion> conclusion = conclusion(project.id());
        if (conclusion.isEmpty()) {
            return List.of(Problem.of(
                    "library.no-evaluation",
                    "project",
                    "项目“" + project.name() + "”（" + Money.wan(project.amount())
                            + " 万元）还没有事前绩效评估结论；新增重大项目的评估结果是入库和安排预算的前置条件（中发〔2018〕34号）",
                    project.name() + " (" + Money.wan(project.amount())
                            + " 万元) has no ex-ante conclusion, which is a precondition of entry (中发〔2018〕34号)",
                    "发起事前绩效评估，结论为“予以支持”或“调整后支持”后再入库",
                    "Have it evaluated; it may enter when supported, as it is or after changes"));
        } else if (conclusion.get() == Conclusion.REFUSE) {
            return List.of(Problem.of(
                    "library.refused",
                    "project",
                    "项目“" + project.name() + "”的事前绩效评估结论是“不予支持”，不能入库（中发〔2018〕34号）",
                    "The ex-ante evaluation refused " + project.name() + ", so it cannot enter (中发〔2018〕34号)",
                    "情况有变化的，修改方案后重新申请评估",
                    "Where things changed, change the plan and apply for another evaluation"));
        }
        return List.of();
    }

    /** What calls for an ex-ante evaluation of the project. */
    List<Instrument.Trigger> triggers(Project project) {
        return project.level() == 1
                ? List.of()
                : Instrument.current().due(project.name(), project.novel(), project.amount());
    }

    boolean dueForEvaluation(Project project) {
        return !triggers(project).isEmpty();
    }

    /** The latest one. */
    Optional<Conclusion> conclusion(long project) {
        return database.sql("select conclusion from ex_ante where project = ? and concluded_at is not null"
                        + " order by year desc, id desc limit 1")
                .param(project)
                .query(String.class)
                .optional()
                .map(Conclusion::valueOf);
    }

    /** The latest evaluation; 0 when there is none. */
    long evaluation(long project) {
        return database.sql("select coalesce(max(id), 0) from ex_ante where project = ?")
                .param(project)
                .query(Long.class)
                .single();
    }

    /** @return what stands in the way; empty when it has entered */
    @Transactional
    List<Problem> enter(Project project) {
        List<Problem> against = againstEntry(project);
        boolean entered = against.isEmpty()
                && database.sql("update project set state = 'LIBRARY', revision = revision + 1"
                                        + " where id = ? and state = 'DRAFT'")
                                .param(project.id())
                                .update()
                        == 1;
        if (entered) {
            trail.record(
                    "project.enter",
                    entity(project.id()),
                    Map.of("state", Project.State.DRAFT.key()),
                    Map.of("state", Project.State.LIBRARY.key()));
        }
        return against;
    }

    /** 终止: its budget is adjusted apart from this. */
    @Transactional
    void end(Project project, LocalDate on, String why) {
        int changed = database.sql("update project set state = 'ENDED', ended_on = ?, ended_why = ?,"
                        + " revision = revision + 1 where id = ? and state = 'LIBRARY'")
                .params(Date.valueOf(on), why, project.id())
                .update();
        if (changed == 1) {
            trail.record(
                    "project.end",
                    entity(project.id()),
                    Map.of("state", project.state().key()),
                    Map.of("state", Project.State.ENDED.key(), "on", on.toString(), "why", why));
        }
    }

    List<RigidAllocation.Year> years(long project) {
        return database.sql("select year, adjusted, spent, grade from project_year where project = ? order by year")
                .param(project)
                .query((r, n) ->
                        new RigidAllocation.Year(r.getInt(1), r.getBigDecimal(2), r.getBigDecimal(3), r.getString(4)))
                .list();
    }

    private Map<String, Object> stored(ProjectForm form, Person by) {
        Map<String, Object> stored = new HashMap<>();
        stored.put("code", form.code().strip());
        stored.put("category", form.category().strip());
        stored.put("name", form.name().strip());
        stored.put("level", form.isFirstLevel() ? 1 : 2);
        stored.put("parent", parent(form));
        stored.put("division", form.division().strip());
        stored.put("responsible", form.responsible().strip());
        stored.put("from", form.fromYear());
        stored.put("to", form.toYear());
        stored.put("novel", form.isNew());
        stored.put("funding", form.fundingChoice().orElseThrow().name());
        stored.put("amount", form.yuan());
        stored.put("basis", form.basis().strip());
        stored.put("content", form.content().strip());
        stored.put("workstreams", form.workstreams().strip());
        stored.put("by", by.name());
        return stored;
    }

    private Map<String, Problem> check(long unit, long id, ProjectForm form) {
        Map<String, Problem> problems = new LinkedHashMap<>(form.problems());
        String code = form.code().strip();
        boolean other = database.sql("select exists (select from project where code = ? and id <> ?)")
                .params(code, id)
                .query(Boolean.class)
                .single();
        if (other) {
            problems.putIfAbsent("code", taken(code));
        }
        if (!form.parent().isBlank()) {
            Optional<Project> parent = byCode(form.parent().strip());
            boolean fits = parent.isPresent()
                    && parent.get().level() == 1
                    && parent.get().unit() == unit
                    && parent.get().id() != id
                    && !form.isFirstLevel();
            if (!fits) {
                problems.putIfAbsent(
                        "parent",
                        Problem.of(
                                "project.parent",
                                "parent",
                                "“" + form.parent() + "”不是本单位的一级项目，金额汇总不到一级项目上",
                                form.parent() + " is no first-level project of the unit, so amounts would not add up",
                                form.isFirstLevel() ? "一级项目没有上级，请留空" : "填写本单位一级项目的编码，没有的留空",
                                form.isFirstLevel()
                                        ? "A first-level project has no parent; leave it blank"
                                        : "Give the code of a first-level project of the unit, or leave it blank"));
            }
        }
        return problems;
    }

    private Long parent(ProjectForm form) {
        return form.parent().isBlank()
                ? null
                : byCode(form.parent().strip()).orElseThrow().id();
    }

    private static Problem taken(String code) {
        return Problem.of(
                "project.code-taken",
                "code",
                "项目编码“" + code + "”已经有项目在用，一个编码只能对应一个项目",
                "The code " + code + " is in use; one code stands for one project",
                "在项目库中查找这个编码，核对是不是同一个项目",
                "Look the code up in the library; it may be the same project");
    }

    private static String entity(long id) {
        return "project/" + id;
    }

    private static Map<String, Object> said(Project p) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("code", p.code());
        said.put("name", p.name());
        said.put("level", p.level());
        said.put("unit", p.unit());
        said.put("division", p.division());
        said.put("from", p.from());
        said.put("to", p.to());
        said.put("funding", p.funding().key());
        said.put("amount", p.amount().toPlainString());
        said.put("basis", p.basis());
        said.put("content", p.content());
        return said;
    }

    private boolean seen(Project project) {
        return scope.sees(project.unit());
    }

    private Project row(ResultSet r, int number) throws SQLException {
        Long parent = r.getObject(6, Long.class);
        return new Project(
                r.getLong(1),
                r.getString(2),
                r.getString(3),
                r.getString(4),
                r.getInt(5),
                parent == null ? OptionalLong.empty() : OptionalLong.of(parent),
                r.getLong(7),
                r.getString(8),
                r.getString(9),
                r.getInt(10),
                r.getInt(11),
                r.getBoolean(12),
                Funding.valueOf(r.getString(13)),
                r.getBigDecimal(14),
                r.getString(15),
                r.getString(16),
                r.getString(17),
                Project.State.valueOf(r.getString(18)),
                Optional.ofNullable(r.getDate(19)).map(Date::toLocalDate),
                r.getString(20),
                r.getLong(21));
    }
}
