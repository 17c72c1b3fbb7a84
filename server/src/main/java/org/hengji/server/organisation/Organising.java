package org.hengji.server.organisation;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.scoring.Problem;
import org.hengji.server.trail.Trail;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes of the tree, each from a day on: what was so before stays on record. Nothing is ever deleted.
 */
@Service
public class Organising {

    private final JdbcClient database;
    private final Units units;
    private final Trail trail;

    Organising(JdbcClient database, Units units, Trail trail) {
        this.database = database;
        this.units = units;
        this.trail = trail;
    }

    /**
     * A body as somebody describes it.
     *
     * @param unit 0 for a new one
     * @param from first day on which it is so
     */
    public record Described(
            long unit,
            String code,
            String nameZh,
            String nameEn,
            UnitKind kind,
            Level level,
            String nature,
            Optional<Long> parent,
            Optional<Long> supervisor,
            LocalDate from) {}

    /** What became of it: the body, or what is wrong. */
    public sealed interface Result {
        record Done(long unit) implements Result {}

        record Refused(List<Problem> problems) implements Result {}
    }

    /** Adds a body, or says what is true of one from a day on. */
    @Transactional
    public Result describe(Described d) {
        lock();
        Tree tree = units.tree(d.from());
        List<Problem> problems = faults(d, tree);
        if (!problems.isEmpty()) {
            return new Result.Refused(problems);
        }
        Optional<Unit> before = d.unit() == 0 ? Optional.empty() : last(d.unit());
        long id = before.map(Unit::id)
                .orElseGet(() -> database.sql("insert into unit (code) values (?) returning id")
                        .param(d.code())
                        .query(Long.class)
                        .single());
        before.ifPresent(was -> {
            // A second word on the same day corrects the first one.
            if (was.from().equals(d.from())) {
                database.sql("delete from unit_version where unit = ? and valid_from = ?")
                        .params(id, Date.valueOf(d.from()))
                        .update();
            } else {
                database.sql("update unit_version set valid_to = ? where unit = ? and valid_from = ?")
                        .params(Date.valueOf(d.from()), id, Date.valueOf(was.from()))
                        .update();
            }
        });
        database.sql("insert into unit_version (unit, valid_from, name_zh, name_en, kind, level, nature, parent,"
                        + " supervisor) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        id,
                        Date.valueOf(d.from()),
                        d.nameZh(),
                        d.nameEn(),
                        d.kind().name(),
                        d.level().name(),
                        d.nature(),
                        d.parent().orElse(null),
                        d.supervisor().orElse(null))
                .update();
        changed();
        trail.record(
                before.isPresent() ? "unit.change" : "unit.add",
                "unit/" + id,
                before.map(Organising::said).orElse(null),
                said(d));
        return new Result.Done(id);
    }

    /** Ends a body; its work goes to the successors, which see from then on what it left behind. */
    @Transactional
    public Result end(long unit, LocalDate on, List<Long> successors) {
        lock();
        Tree tree = units.tree(on);
        Optional<Unit> found = last(unit);
        List<Problem> problems = new ArrayList<>();
        if (found.isEmpty()) {
            problems.add(unknown(unit, "unit"));
        } else if (found.get().to().isPresent()) {
            problems.add(Problem.of(
                    "unit.ended",
                    "on",
                    "“" + found.get().name().zh() + "”已于 " + found.get().to().get() + " 撤销",
                    found.get().name().en() + " ended on " + found.get().to().get(),
                    "不用再撤销；要更正日期，请联系系统管理员",
                    "Nothing to do"));
        } else if (!on.isAfter(found.get().from())) {
            problems.add(Problem.of(
                    "unit.end.early",
                    "on",
                    "撤销日期 " + on + " 不晚于该单位现状的起始日 " + found.get().from(),
                    "The end " + on + " is not after the start of what is so now, "
                            + found.get().from(),
                    "撤销日期填起始日之后的日期",
                    "Give a later day"));
        }
        List<Unit> left = tree.children(unit).stream().filter(c -> c.isOn(on)).toList();
        if (!left.isEmpty()) {
            String names =
                    String.join("、", left.stream().map(c -> c.name().zh()).toList());
            problems.add(Problem.of(
                    "unit.end.children",
                    "on",
                    "“" + names + "”还在这个单位下面，撤销后会没有上级",
                    String.join(", ", left.stream().map(c -> c.name().en()).toList())
                            + " would be left without a superior",
                    "先把它们划到别的单位，或先撤销",
                    "Move or end them first"));
        }
        for (long successor : successors) {
            if (successor == unit
                    || tree.find(successor).filter(s -> s.isOn(on)).isEmpty()) {
                problems.add(Problem.of(
                        "unit.successor",
                        "successors",
                        "承接单位在 " + on + " 不存在，或就是被撤销的单位",
                        "A successor does not exist on " + on + ", or is the body itself",
                        "另选一个承接单位",
                        "Choose another one"));
            }
        }
        if (!problems.isEmpty()) {
            return new Result.Refused(problems);
        }
        database.sql("update unit_version set valid_to = ? where unit = ? and valid_to is null")
                .params(Date.valueOf(on), unit)
                .update();
        for (long successor : successors) {
            database.sql("insert into unit_successor (unit, successor, since) values (?, ?, ?)")
                    .params(unit, successor, Date.valueOf(on))
                    .update();
        }
        changed();
        trail.record("unit.end", "unit/" + unit, null, Map.of("on", on.toString(), "successors", successors));
        return new Result.Done(unit);
    }

    private List<Problem> faults(Described d, Tree tree) {
        List<Problem> problems = new ArrayList<>();
        Optional<Unit> before = d.unit() == 0 ? Optional.empty() : last(d.unit());
        if (d.unit() != 0 && before.isEmpty()) {
            problems.add(unknown(d.unit(), "unit"));
        }
        if (d.unit() == 0) {
            code(d.code(), problems);
        }
        if (d.nameZh().isBlank() || d.nameZh().length() > 100) {
            problems.add(Problem.of(
                    "unit.name",
                    "nameZh",
                    d.nameZh().isBlank() ? "没有写单位名称" : "单位名称超过 100 个字",
                    d.nameZh().isBlank() ? "The name is missing" : "The name is longer than 100 characters",
                    "填写公章上的全称",
                    "Give the full official name"));
        }
        before.filter(was -> d.from().isBefore(was.from()))
                .ifPresent(was -> problems.add(Problem.of(
                        "unit.from",
                        "from",
                        "生效日期 " + d.from() + " 早于现状的起始日 " + was.from() + "，会改写历史",
                        "The day " + d.from() + " is before the start of what is so now, " + was.from(),
                        "填 " + was.from() + " 或之后的日期",
                        "Give " + was.from() + " or a later day")));
        if (d.parent().isEmpty() && d.kind() != UnitKind.AREA) {
            problems.add(Problem.of(
                    "unit.parent.missing",
                    "parent",
                    "没有选上级，只有财政区划可以没有上级",
                    "The superior is missing; only an area may have none",
                    "选择上级",
                    "Choose the superior"));
        }
        d.parent().ifPresent(parent -> above(d, parent, "parent", tree, problems));
        d.supervisor().ifPresent(supervisor -> {
            above(d, supervisor, "supervisor", tree, problems);
            tree.find(supervisor)
                    .filter(u -> u.kind() != UnitKind.DEPARTMENT)
                    .ifPresent(u -> problems.add(Problem.of(
                            "unit.supervisor",
                            "supervisor",
                            "“" + u.name().zh() + "”不是主管部门",
                            u.name().en() + " is not a department",
                            "选择类型为主管部门的单位；上级就是主管部门的不用填",
                            "Choose a department; leave it empty where the superior is the department")));
        });
        return problems;
    }

    private void code(String code, List<Problem> problems) {
        if (!code.matches("[0-9A-Za-z.-]{1,21}")) {
            problems.add(Problem.of(
                    "unit.code",
                    "code",
                    code.isEmpty() ? "没有写单位代码" : "单位代码“" + code + "”不是 1 至 21 位的数字或字母",
                    code.isEmpty() ? "The code is missing" : "The code " + code + " is not 1 to 21 digits or letters",
                    "填预算系统里的单位代码，不另编",
                    "Give the code of the budget system"));
        } else {
            units.byCode(code)
                    .ifPresent(other -> problems.add(Problem.of(
                            "unit.code.taken",
                            "code",
                            "单位代码“" + code + "”已经是“" + other.name().zh() + "”的",
                            "The code " + code + " belongs to " + other.name().en(),
                            "核对代码；同一个单位改名、划转请在它的页面上改",
                            "Check the code; change a known body on its own page")));
        }
    }

    /** A superior must be there on the day, and not stand under the body itself. */
    private static void above(Described d, long above, String field, Tree tree, List<Problem> problems) {
        Optional<Unit> unit = tree.find(above);
        if (unit.isEmpty() || !unit.get().isOn(d.from())) {
            problems.add(Problem.of(
                    "unit." + field + ".gone",
                    field,
                    "所选的上级单位在 " + d.from() + " 不存在",
                    "The chosen body does not exist on " + d.from(),
                    "另选一个，或改生效日期",
                    "Choose another, or another day"));
        } else if (d.unit() != 0 && tree.within(d.unit()).contains(above)) {
            problems.add(Problem.of(
                    "unit." + field + ".circle",
                    field,
                    "“" + unit.get().name().zh() + "”就在这个单位下面，不能作它的上级",
                    unit.get().name().en() + " stands under this body itself",
                    "另选一个上级",
                    "Choose another one"));
        }
    }

    private Optional<Unit> last(long unit) {
        List<Unit> versions = units.versions(unit);
        return versions.isEmpty() ? Optional.empty() : Optional.of(versions.get(versions.size() - 1));
    }

    /** Two who change the tree at once stand in a line: a check holds until it is written. */
    private void lock() {
        database.sql("select revision from organisation for update")
                .query(Long.class)
                .single();
    }

    private void changed() {
        database.sql("update organisation set revision = revision + 1").update();
    }

    private static Problem unknown(long unit, String field) {
        return Problem.of(
                "unit.unknown",
                field,
                "没有编号为 " + unit + " 的单位",
                "There is no body number " + unit,
                "从单位树里选择",
                "Choose one of the tree");
    }

    private static Map<String, Object> said(Described d) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("code", d.code());
        said.put("name", d.nameZh());
        said.put("kind", d.kind().key());
        said.put("level", d.level().key());
        said.put("from", d.from().toString());
        d.parent().ifPresent(p -> said.put("parent", p));
        d.supervisor().ifPresent(s -> said.put("supervisor", s));
        return said;
    }

    private static Map<String, Object> said(Unit u) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("code", u.code());
        said.put("name", u.name().zh());
        said.put("kind", u.kind().key());
        said.put("level", u.level().key());
        said.put("from", u.from().toString());
        u.parent().ifPresent(p -> said.put("parent", p));
        u.supervisor().ifPresent(s -> said.put("supervisor", s));
        return said;
    }
}
