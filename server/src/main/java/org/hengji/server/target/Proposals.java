package org.hengji.server.target;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.checker.measurability.Field;
import org.hengji.checker.measurability.TargetClass;
import org.hengji.checker.measurability.TargetRow;
import org.hengji.scoring.Problem;
import org.hengji.scoring.framework.Text;
import org.hengji.server.access.Person;
import org.hengji.server.access.Role;
import org.hengji.server.notification.Notices;
import org.hengji.server.organisation.Scope;
import org.hengji.server.target.Proposal.Entry;
import org.hengji.server.target.Proposal.State;
import org.hengji.server.trail.Trail;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Practice into library: proposed from approved targets, decided by finance. Nothing on record is ever changed. */
@Service
class Proposals {

    static final int LONGEST = 1000;
    private static final String SELECT = "select id, unit, sheet, target, name, class, comparator, measure, formula,"
            + " source, evidence, reason, state, proposed_by, proposed_name, proposed_at, ground, decided_name,"
            + " decided_at from indicator_proposal ";

    private final JdbcClient database;
    private final Scope scope;
    private final ApprovedTargets approved;
    private final IndicatorLibrary library;
    private final Notices notices;
    private final Trail trail;

    Proposals(
            JdbcClient database,
            Scope scope,
            ApprovedTargets approved,
            IndicatorLibrary library,
            Notices notices,
            Trail trail) {
        this.database = database;
        this.scope = scope;
        this.approved = approved;
        this.library = library;
        this.notices = notices;
        this.trail = trail;
    }

    /** Indicators of the last approved version that may be proposed, by name. */
    Map<String, TargetRow> candidates(Sheet sheet) {
        Map<String, TargetRow> rows = new LinkedHashMap<>();
        approved.last(sheet)
                .ifPresent(version -> version.content().rows().stream()
                        .filter(row -> row.has(Field.NAME)
                                && row.kind().isPresent()
                                && !row.text(Field.NAME).equals("不适用"))
                        .forEach(row -> rows.putIfAbsent(row.text(Field.NAME), row)));
        return rows;
    }

    /** Within reach of the person at hand, those that wait first, then the latest. */
    List<Proposal> list() {
        return database.sql(SELECT
                        + "where unit = any (?) order by case when state = 'PROPOSED' then 0 else 1 end, id desc")
                .param(scope.units().toArray(Long[]::new))
                .query(this::row)
                .list();
    }

    /** Empty, too, when the person at hand may not see it. */
    Optional<Proposal> find(long id) {
        return database.sql(SELECT + "where id = ?")
                .param(id)
                .query(this::row)
                .optional()
                .filter(proposal -> scope.sees(proposal.unit()));
    }

    /** What came of it: the number of the proposal, or what is wrong. */
    record Made(long id, List<Problem> problems) {}

    @Transactional
    Made propose(Sheet sheet, Map<String, String> typed, Person by) {
        scope.demand(sheet.unit());
        String name = typed.getOrDefault("indicator", "").strip();
        String formula = typed.getOrDefault("formula", "").replace("\0", "").strip();
        String reason = typed.getOrDefault("reason", "").replace("\0", "").strip();
        TargetRow row = candidates(sheet).get(name);
        List<Problem> problems = new ArrayList<>();
        if (row == null) {
            problems.add(Problem.of(
                    "library.indicator",
                    "indicator",
                    name.isEmpty() ? "没有选指标" : "已批准的目标里没有指标“" + name + "”",
                    name.isEmpty() ? "No indicator is chosen" : "The approved targets have no indicator " + name,
                    "从已批准的指标中选一个；只有批准过的指标才能推荐入库",
                    "Choose one of the approved indicators; only such can go into the library"));
        }
        demand(formula, "formula", "计算口径，别的单位不知道怎样算", "how it is computed", problems);
        demand(reason, "reason", "推荐理由，财政部门无从判断", "why others need it", problems);
        boolean waits = database.sql("select exists (select from indicator_proposal where sheet = ? and name = ?"
                        + " and state = 'PROPOSED')")
                .params(sheet.id(), name)
                .query(Boolean.class)
                .single();
        if (waits) {
            problems.add(Problem.of(
                    "library.waits",
                    "indicator",
                    "“" + name + "”已经推荐过，正在等财政部门决定",
                    name + " has been proposed and waits for the decision of finance",
                    "等决定后再推荐，或另选一个指标",
                    "Wait for the decision, or choose another one"));
        }
        if (!problems.isEmpty()) {
            return new Made(0, problems);
        }
        long id = database.sql("insert into indicator_proposal (unit, sheet, target, name, class, comparator, measure,"
                        + " formula, source, evidence, reason, proposed_by, proposed_name)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id")
                .params(
                        sheet.unit(),
                        sheet.id(),
                        approved.of(sheet).size(),
                        name,
                        row.kind().orElseThrow().key(),
                        row.comparator().map(c -> c.label().zh()).orElse(""),
                        row.text(Field.UNIT),
                        formula,
                        row.text(Field.SOURCE),
                        row.text(Field.EVIDENCE),
                        reason,
                        by.name(),
                        by.displayName())
                .query(Long.class)
                .single();
        trail.record("library.propose", "proposal/" + id, null, Map.of("name", name, "formula", formula));
        notices.tell(
                Role.FINANCE_REVIEWER,
                sheet.unit(),
                Text.of("推荐指标入库：" + name, "Proposed for the library: " + name),
                "/indicators/proposals/" + id);
        return new Made(id, List.of());
    }

    /**
     * The decision of finance. An accepted indicator of a name that the library has is the next version of that one.
     *
     * @return what is wrong; empty when it was decided
     */
    @Transactional
    List<Problem> decide(Proposal proposal, Map<String, String> typed, Person by) {
        String ground = typed.getOrDefault("ground", "").replace("\0", "").strip();
        boolean accepted = typed.getOrDefault("decision", "").equals("accept");
        List<Problem> problems = new ArrayList<>();
        if (!accepted && !typed.getOrDefault("decision", "").equals("refuse")) {
            problems.add(Problem.of(
                    "library.decision",
                    "decision",
                    "没有选入库还是不入库",
                    "Neither acceptance nor refusal is chosen",
                    "选择一项",
                    "Choose one"));
        }
        demand(ground, "ground", "理由，推荐的单位不知道为什么", "the ground, which the unit is to read", problems);
        int from = year(typed, "from", problems, accepted);
        library.last(proposal.entry().name())
                .filter(before -> accepted && from > 0 && from <= before.from())
                .ifPresent(before -> problems.add(Problem.of(
                        "library.from",
                        "from",
                        "起用年度 " + from + " 不晚于现有版本 " + before.code() + " 的起用年度 " + before.from() + "，以前的目标会对不上",
                        "The year " + from + " is not after " + before.from() + ", from which " + before.code()
                                + " holds; earlier targets would no longer fit",
                        "填 " + (before.from() + 1) + " 或之后的年度",
                        "Give " + (before.from() + 1) + " or a later year")));
        if (!problems.isEmpty()) {
            return problems;
        }
        // Two who decide at once: the second finds it decided.
        int decided = database.sql("update indicator_proposal set state = ?, ground = ?, decided_name = ?,"
                        + " decided_at = now() where id = ? and state = 'PROPOSED'")
                .params(
                        accepted ? State.ACCEPTED.name() : State.REFUSED.name(),
                        ground,
                        by.displayName(),
                        proposal.id())
                .update();
        if (decided == 0) {
            return List.of(Problem.of(
                    "library.decided",
                    "decision",
                    "别人刚刚已经作出决定，您的没有保存",
                    "Somebody else has just decided; yours was not saved",
                    "刷新页面查看决定",
                    "Load the page again to see the decision"));
        }
        String name = proposal.entry().name();
        if (accepted) {
            library.add(proposal, from, typed.containsKey("core"), by);
        }
        trail.record(
                accepted ? "library.accept" : "library.refuse",
                "proposal/" + proposal.id(),
                null,
                Map.of("name", name, "ground", ground));
        notices.tell(
                proposal.proposedBy(),
                accepted
                        ? Text.of("指标已入库：" + name, "Now in the library: " + name)
                        : Text.of("指标未入库：" + name, "Not taken into the library: " + name),
                proposal.path());
        return List.of();
    }

    @Transactional
    List<Problem> retire(Map<String, String> typed, Person by) {
        String code = typed.getOrDefault("code", "").strip();
        String ground = typed.getOrDefault("ground", "").replace("\0", "").strip();
        String successor = typed.getOrDefault("replacedBy", "").strip();
        List<Problem> problems = new ArrayList<>();
        int last = year(typed, "last", problems, true);
        demand(ground, "ground", "停用理由", "the ground", problems);
        boolean known =
                last > 0 && library.in(last).stream().anyMatch(i -> i.code().equals(code));
        if (problems.isEmpty() && !known) {
            problems.add(Problem.of(
                    "library.code",
                    "code",
                    last + " 年度的指标库里没有编码“" + code + "”",
                    "The library of " + last + " has no code " + code,
                    "核对最后使用年度：填指标还在使用的最后一年",
                    "Check the year: the last one in which the indicator is used"));
        }
        if (!successor.isEmpty()
                && (successor.equals(code)
                        || library.in(last + 1).stream().noneMatch(i -> i.code().equals(successor)))) {
            problems.add(Problem.of(
                    "library.successor",
                    "replacedBy",
                    "替代指标“" + successor + "”不在 " + (last + 1) + " 年度的指标库里，或就是它自己",
                    "The successor " + successor + " is not in the library of " + (last + 1) + ", or is the same",
                    "填下一年度可用的指标编码；没有替代的留空",
                    "Give a code that may be used in the next year, or leave it empty"));
        }
        if (problems.isEmpty()) {
            library.retire(code, last, successor, ground, by);
            trail.record(
                    "library.retire",
                    "indicator/" + code,
                    null,
                    Map.of("last", last, "replacedBy", successor, "ground", ground));
        }
        return problems;
    }

    private static void demand(String text, String field, String zh, String en, List<Problem> problems) {
        if (text.isEmpty() || text.length() > LONGEST) {
            problems.add(Problem.of(
                    "library." + field,
                    field,
                    text.isEmpty() ? "没有写" + zh : "写了 " + text.length() + " 个字，最多 " + LONGEST + " 个",
                    text.isEmpty() ? "Missing: " + en : text.length() + " characters; " + LONGEST + " at most",
                    "用一两句话写明",
                    "Say it in a sentence or two"));
        }
    }

    private static int year(Map<String, String> typed, String field, List<Problem> problems, boolean needed) {
        String text = typed.getOrDefault(field, "").strip();
        if (text.matches("20\\d\\d")) {
            return Integer.parseInt(text);
        }
        if (needed) {
            problems.add(Problem.of(
                    "library.year",
                    field,
                    text.isEmpty() ? "没有写年度" : "“" + text + "”不是年度",
                    text.isEmpty() ? "The year is missing" : text + " is no year",
                    "写成 2027 这样的四位年度",
                    "Write it as 2027"));
        }
        return 0;
    }

    private Proposal row(ResultSet r, int number) throws SQLException {
        return new Proposal(
                r.getLong(1),
                r.getLong(2),
                r.getLong(3),
                r.getInt(4),
                new Entry(
                        r.getString(5),
                        TargetClass.named(r.getString(6)).orElseThrow(),
                        r.getString(7),
                        r.getString(8),
                        r.getString(9),
                        r.getString(10),
                        r.getString(11)),
                r.getString(12),
                State.valueOf(r.getString(13)),
                r.getString(14),
                r.getString(15),
                r.getTimestamp(16).toInstant(),
                r.getString(17),
                r.getString(18),
                Optional.ofNullable(r.getTimestamp(19)).map(Timestamp::toInstant));
    }
}
