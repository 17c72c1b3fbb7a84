package org.hengji.server.budget;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.scoring.Problem;
import org.hengji.server.access.Person;
import org.hengji.server.access.Role;
import org.hengji.server.budget.exante.Conclusion;
import org.hengji.server.budget.exante.Instrument;
import org.hengji.server.organisation.Engagements;
import org.hengji.server.procedure.Procedures;
import org.hengji.server.trail.Trail;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Ex-ante evaluations. An expert finds only those in which he or she has a seat. */
@Service
class ExAntes {

    private static final int ENGAGED_DAYS = 60;
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");

    private final JdbcClient database;
    private final Projects projects;
    private final Procedures procedures;
    private final Engagements engagements;
    private final Trail trail;
    private final JsonMapper json;

    ExAntes(
            JdbcClient database,
            Projects projects,
            Procedures procedures,
            Engagements engagements,
            Trail trail,
            JsonMapper json) {
        this.database = database;
        this.projects = projects;
        this.procedures = procedures;
        this.engagements = engagements;
        this.trail = trail;
        this.json = json;
    }

    List<ExAnte> list() {
        return database.sql("select id from ex_ante order by year desc, id desc").query(Long.class).list().stream()
                .map(this::find)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Empty, too, when it is not the person's to see. */
    Optional<ExAnte> find(long id) {
        record Row(
                long project,
                int year,
                String reason,
                String responsible,
                Date planned,
                String conclusion,
                BigDecimal suggested,
                String opinion,
                String opinions,
                Timestamp concluded) {}
        Optional<Row> row = database.sql("select project, year, reason, responsible, planned, conclusion, suggested,"
                        + " opinion, opinions, concluded_at from ex_ante where id = ?")
                .param(id)
                .query((r, n) -> new Row(
                        r.getLong(1),
                        r.getInt(2),
                        r.getString(3),
                        r.getString(4),
                        r.getDate(5),
                        r.getString(6),
                        r.getBigDecimal(7),
                        r.getString(8),
                        r.getString(9),
                        r.getTimestamp(10)))
                .optional();
        Optional<Project> project = row.flatMap(r -> projects.find(r.project()));
        if (project.isEmpty()) {
            return Optional.empty();
        }
        Row r = row.get();
        ExAnte found = new ExAnte(
                id,
                project.get(),
                r.year(),
                r.reason(),
                r.responsible(),
                Optional.ofNullable(r.planned()).map(Date::toLocalDate),
                Optional.ofNullable(r.conclusion()).map(Conclusion::valueOf),
                Optional.ofNullable(r.suggested()),
                r.opinion(),
                map(r.opinions()),
                Optional.ofNullable(r.concluded())
                        .map(t -> t.toInstant().atZone(CHINA).toLocalDate()),
                seats(id));
        Optional<Person> expert = Person.current().filter(p -> p.role() == Role.EXPERT);
        return expert.isPresent() && found.seatOf(expert.get().name()).isEmpty()
                ? Optional.empty()
                : Optional.of(found);
    }

    private List<ExAnte.Seat> seats(long id) {
        return database.sql("select seat, person, ticks, remarks, submitted_at is not null from ex_ante_expert"
                        + " where ex_ante = ? order by seat")
                .param(id)
                .query((r, n) -> new ExAnte.Seat(
                        r.getInt(1), r.getString(2), map(r.getString(3)), map(r.getString(4)), r.getBoolean(5)))
                .list();
    }

    /** Begins the evaluation of a project for a year; gives the one that is there. */
    @Transactional
    long begin(Project project, int year) {
        Optional<Long> made = database.sql("insert into ex_ante (project, year, instrument, responsible)"
                        + " values (?, ?, ?, ?) on conflict (project, year) do nothing returning id")
                .params(
                        project.id(),
                        year,
                        Instrument.current().id() + "@" + Instrument.current().version(),
                        project.responsible())
                .query(Long.class)
                .optional();
        if (made.isEmpty()) {
            return database.sql("select id from ex_ante where project = ? and year = ?")
                    .params(project.id(), year)
                    .query(Long.class)
                    .single();
        }
        procedures.open(ExAnte.COURSE, ExAnte.subject(made.get()), project.unit(), year, project.name() + " 事前绩效评估");
        trail.record("ex-ante.begin", ExAnte.subject(made.get()), null, Map.of("project", project.code()));
        return made.get();
    }

    @Transactional
    void describe(ExAnte evaluation, String reason, String responsible, Optional<LocalDate> planned) {
        procedures.demandEdit(ExAnte.COURSE, evaluation.subject());
        database.sql(
                        "update ex_ante set reason = ?, responsible = ?, planned = ?, revision = revision + 1 where id = ?")
                .params(reason, responsible, planned.map(Date::valueOf).orElse(null), evaluation.id())
                .update();
        trail.record(
                "ex-ante.describe",
                evaluation.subject(),
                Map.of("reason", evaluation.reason(), "responsible", evaluation.responsible()),
                Map.of("reason", reason, "responsible", responsible));
    }

    /** Gives a person a seat, and the right to see the body for as long as the work takes. */
    @Transactional
    Optional<Problem> seat(ExAnte evaluation, String person, Person by) {
        procedures.demandEdit(ExAnte.COURSE, evaluation.subject());
        boolean expert =
                database.sql("select exists (select from account where lower(name) = lower(?) and role = 'EXPERT')")
                                .param(person)
                                .query(Boolean.class)
                                .single()
                        || person.equals("demo-expert");
        if (!expert) {
            return Optional.of(Problem.of(
                    "ex-ante.no-expert",
                    "person",
                    "没有名为“" + person + "”的专家账号，评分人必须是专家，才能独立打分",
                    "There is no expert account called " + person + "; only experts score",
                    "核对账号名，或请系统管理员建立专家账号",
                    "Compare the name, or have an expert account made"));
        }
        int made = database.sql("insert into ex_ante_expert (ex_ante, seat, person)"
                        + " select ?, coalesce(max(seat), 0) + 1, ? from ex_ante_expert where ex_ante = ?"
                        + " on conflict do nothing")
                .params(evaluation.id(), person, evaluation.id())
                .update();
        if (made == 1) {
            engagements.engage(
                    person,
                    evaluation.project().unit(),
                    evaluation.project().name() + " 事前绩效评估",
                    LocalDate.now(),
                    LocalDate.now().plusDays(ENGAGED_DAYS),
                    by);
            trail.record("ex-ante.seat", evaluation.subject(), null, Map.of("person", person));
        }
        return Optional.empty();
    }

    /** What an expert thinks; once submitted it stays. */
    @Transactional
    Optional<Problem> score(
            ExAnte evaluation,
            ExAnte.Seat seat,
            Map<String, String> ticks,
            Map<String, String> remarks,
            boolean submit) {
        if (seat.submitted() || evaluation.concluded()) {
            return Optional.of(Problem.of(
                    "ex-ante.submitted",
                    "sheet",
                    "您的评分已经提交，不能再改；独立评分提交后保持原样，结果才可信",
                    "Your sheet is submitted and stays as it is, so that the result can be trusted",
                    "确有差错的，请联系评估组织单位",
                    "If there is an error, ask those who made the panel"));
        }
        long missing = Instrument.current().addresses().stream()
                .filter(a -> !ticks.containsKey(a))
                .count();
        database.sql("update ex_ante_expert set ticks = ?::jsonb, remarks = ?::jsonb, submitted_at ="
                        + " case when ? then now() end where ex_ante = ? and seat = ? and submitted_at is null")
                .params(
                        json.writeValueAsString(ticks),
                        json.writeValueAsString(remarks),
                        submit && missing == 0,
                        evaluation.id(),
                        seat.seat())
                .update();
        trail.record(
                submit && missing == 0 ? "ex-ante.submit-sheet" : "ex-ante.save-sheet",
                evaluation.subject() + "/seat/" + seat.seat(),
                seat.ticks(),
                ticks);
        return submit && missing > 0
                ? Optional.of(Problem.of(
                        "ex-ante.incomplete",
                        "sheet",
                        "还有 " + missing + " 项没有评，五个方面都评完才能汇总；已评的已经保存",
                        missing + " items have no tick yet; all five heads are needed. What you ticked is saved",
                        "评完其余各项再提交",
                        "Tick the rest and submit again"))
                : Optional.empty();
    }

    @Transactional
    void conclude(
            ExAnte evaluation,
            Optional<Conclusion> conclusion,
            Optional<BigDecimal> suggested,
            String opinion,
            Map<String, String> opinions) {
        procedures.demandEdit(ExAnte.COURSE, evaluation.subject());
        database.sql("update ex_ante set conclusion = ?, suggested = ?, opinion = ?, opinions = ?::jsonb,"
                        + " revision = revision + 1 where id = ?")
                .params(
                        conclusion.map(Enum::name).orElse(null),
                        suggested.orElse(null),
                        opinion,
                        json.writeValueAsString(opinions),
                        evaluation.id())
                .update();
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("conclusion", conclusion.map(Enum::name).orElse(""));
        said.put("suggested", suggested.map(BigDecimal::toPlainString).orElse(""));
        said.put("opinion", opinion);
        said.put("opinions", opinions);
        trail.record("ex-ante.conclude", evaluation.subject(), null, said);
    }

    /** Why it cannot be concluded. */
    List<Problem> againstConclusion(ExAnte evaluation) {
        List<Problem> against = new ArrayList<>();
        Instrument instrument = Instrument.current();
        int in = evaluation.submitted().size();
        if (in < instrument.leastExperts() || in < evaluation.seats().size()) {
            against.add(Problem.of(
                    "ex-ante.sheets",
                    "experts",
                    "已提交评分的专家 " + in + " 位，共 " + evaluation.seats().size() + " 位，至少要 " + instrument.leastExperts()
                            + " 位且全部提交，才能得出结论",
                    in + " of " + evaluation.seats().size() + " experts have submitted; at least "
                            + instrument.leastExperts() + " and all of them are needed",
                    "等专家提交，或补选专家",
                    "Wait for the experts, or add some"));
        }
        List<String> silent = instrument.heads().stream()
                .filter(h -> evaluation.opinions().getOrDefault(h.key(), "").isBlank())
                .map(h -> h.name().zh())
                .toList();
        if (!silent.isEmpty()) {
            against.add(Problem.of(
                    "ex-ante.opinions",
                    "opinions",
                    "还没有写意见的方面：" + String.join("、", silent) + "；五个方面都要有意见才能下结论（中发〔2018〕34号）",
                    silent.size() + " of the five heads have no opinion yet; all are needed (中发〔2018〕34号)",
                    "逐个方面写明评估意见",
                    "Write an opinion on each head"));
        }
        if (evaluation.conclusion().isEmpty()) {
            against.add(Problem.of(
                    "ex-ante.conclusion",
                    "conclusion",
                    "没有选结论，项目能不能入库没有依据",
                    "No conclusion is chosen, so nothing decides on the library",
                    "选予以支持、调整后支持或不予支持",
                    "Choose supported, supported after changes, or refused"));
        } else if (evaluation.conclusion().get() == Conclusion.ADJUST
                && evaluation.suggested().isEmpty()) {
            against.add(Problem.of(
                    "ex-ante.suggested",
                    "suggested",
                    "结论是“调整后支持”，没有填建议金额，单位不知道按多少编预算",
                    "Supported after changes, but without a suggested amount to budget by",
                    "填写建议金额，单位万元",
                    "Give the suggested amount in 万元"));
        }
        Optional<Conclusion> suggestion = evaluation.tally().suggestion(instrument);
        if (suggestion.isPresent()
                && evaluation.conclusion().isPresent()
                && !suggestion.equals(evaluation.conclusion())
                && evaluation.opinion().isBlank()) {
            against.add(Problem.of(
                    "ex-ante.departs",
                    "opinion",
                    "按评分建议“" + suggestion.get().text().zh() + "”，结论选了“"
                            + evaluation.conclusion().get().text().zh() + "”，没有说明为什么不同",
                    "The points suggest \"" + suggestion.get().text().en()
                            + "\" and the conclusion is another one, without a reason",
                    "在总体意见中写明理由，或按评分下结论",
                    "Give the reason in the overall opinion, or follow the points"));
        }
        return against;
    }

    /** Finance has agreed: the conclusion is in force, and a project that was not refused enters the library. */
    void close(ExAnte evaluation) {
        database.sql("update ex_ante set concluded_at = now() where id = ?")
                .param(evaluation.id())
                .update();
        if (evaluation.conclusion().filter(c -> c != Conclusion.REFUSE).isPresent()) {
            projects.enter(evaluation.project());
        }
    }

    private Map<String, String> map(String text) {
        return json.readValue(text, new TypeReference<LinkedHashMap<String, String>>() {});
    }
}
