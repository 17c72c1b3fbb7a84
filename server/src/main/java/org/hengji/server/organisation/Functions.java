package org.hengji.server.organisation;

import java.sql.Date;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hengji.scoring.Problem;
import org.hengji.server.trail.Trail;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 主要职能 of units. A list holds from its day until the day of the next one; what was so before stays on record. */
@Service
public class Functions {

    static final int MOST = 60;
    static final int LONGEST = 1000;

    private final JdbcClient database;
    private final Scope scope;
    private final Trail trail;

    Functions(JdbcClient database, Scope scope, Trail trail) {
        this.database = database;
        this.scope = scope;
        this.trail = trail;
    }

    /** The functions of one unit in their order, from a day on. */
    public record Version(LocalDate from, List<String> texts) {}

    /**
     * A function in a year.
     *
     * @param number from 1
     * @param since first day of the first list that has had it without a break
     * @param until first day of the list that no longer has it; empty while it holds
     */
    public record Line(int number, String text, LocalDate since, Optional<LocalDate> until) {}

    sealed interface Kept {
        record Done() implements Kept {}

        /** Somebody else changed them meanwhile. */
        record Overtaken() implements Kept {}

        record Refused(List<Problem> problems) implements Kept {}
    }

    /** The oldest first; none of a unit out of reach of the person at hand. */
    public List<Version> versions(long unit) {
        if (!scope.sees(unit)) {
            return List.of();
        }
        Map<LocalDate, List<String>> versions = new LinkedHashMap<>();
        database.sql("select valid_from, text from unit_function where unit = ? order by valid_from, place")
                .param(unit)
                .query((RowCallbackHandler)
                        row -> versions.computeIfAbsent(row.getDate(1).toLocalDate(), day -> new ArrayList<>())
                                .add(row.getString(2)));
        return versions.entrySet().stream()
                .map(v -> new Version(v.getKey(), List.copyOf(v.getValue())))
                .toList();
    }

    /** As they stand at the end of a fiscal year, in their order. */
    public List<String> in(long unit, int year) {
        return lines(unit, year).stream().map(Line::text).toList();
    }

    List<Line> lines(long unit, int year) {
        List<Version> versions = versions(unit);
        int shown = -1;
        for (int i = 0; i < versions.size(); i++) {
            if (versions.get(i).from().getYear() <= year) {
                shown = i;
            }
        }
        List<Line> lines = new ArrayList<>();
        for (String text : shown < 0 ? List.<String>of() : versions.get(shown).texts()) {
            int first = shown;
            while (first > 0 && versions.get(first - 1).texts().contains(text)) {
                first--;
            }
            int end = shown;
            while (end < versions.size() && versions.get(end).texts().contains(text)) {
                end++;
            }
            lines.add(new Line(
                    lines.size() + 1,
                    text,
                    versions.get(first).from(),
                    end < versions.size() ? Optional.of(versions.get(end).from()) : Optional.empty()));
        }
        return lines;
    }

    /** Grows with every change; an edit names the one it saw. */
    long revision(long unit) {
        return database.sql("select coalesce(max(id), 0) from unit_function where unit = ?")
                .param(unit)
                .query(Long.class)
                .single();
    }

    /**
     * Keeps a list from a day on. The same day once more corrects it.
     *
     * @param block one function in each line; numbers in front are dropped
     * @param seen the revision that the person saw
     */
    @Transactional
    Kept keep(long unit, LocalDate from, String block, long seen) {
        scope.demand(unit);
        // Two who change the list at once stand in a line.
        database.sql("select id from unit where id = ? for update")
                .param(unit)
                .query(Long.class)
                .single();
        if (revision(unit) != seen) {
            return new Kept.Overtaken();
        }
        List<String> texts = read(block);
        List<Version> versions = versions(unit);
        Optional<Version> last = versions.isEmpty() ? Optional.empty() : Optional.of(versions.get(versions.size() - 1));
        List<Problem> problems = faults(texts, from, last);
        if (!problems.isEmpty()) {
            return new Kept.Refused(problems);
        }
        if (last.filter(before -> before.texts().equals(texts)).isPresent()) {
            return new Kept.Done();
        }
        database.sql("delete from unit_function where unit = ? and valid_from = ?")
                .params(unit, Date.valueOf(from))
                .update();
        for (int i = 0; i < texts.size(); i++) {
            database.sql("insert into unit_function (unit, valid_from, place, text) values (?, ?, ?, ?)")
                    .params(unit, Date.valueOf(from), i + 1, texts.get(i))
                    .update();
        }
        trail.record(
                "unit.functions",
                "unit/" + unit,
                last.map(Functions::said).orElse(null),
                said(new Version(from, texts)));
        return new Kept.Done();
    }

    private static Map<String, Object> said(Version version) {
        return Map.of("from", version.from().toString(), "functions", version.texts());
    }

    static List<String> read(String block) {
        return block.replace("\0", "")
                .lines()
                .map(line -> line.strip().replaceFirst("^([（(]?[0-9一二三四五六七八九十]{1,3}[）)、.．]\\s*)", ""))
                .map(line -> line.strip().replaceFirst("[；;。]$", ""))
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static List<Problem> faults(List<String> texts, LocalDate from, Optional<Version> last) {
        List<Problem> problems = new ArrayList<>();
        if (texts.isEmpty() || texts.size() > MOST) {
            problems.add(Problem.of(
                    "functions.count",
                    "functions",
                    texts.isEmpty() ? "没有写主要职能" : "写了 " + texts.size() + " 项，最多 " + MOST + " 项",
                    texts.isEmpty() ? "No function is written" : texts.size() + " functions; " + MOST + " at most",
                    "照“三定”规定逐项写，一行一项",
                    "Write them as the founding document has them, one in each line"));
        }
        Set<String> known = new HashSet<>();
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            if (text.length() > LONGEST) {
                problems.add(Problem.of(
                        "functions.length",
                        "functions",
                        "第 " + (i + 1) + " 项有 " + text.length() + " 个字，最多 " + LONGEST + " 个",
                        "Function " + (i + 1) + " has " + text.length() + " characters; " + LONGEST + " at most",
                        "把几项职能分行写",
                        "Write several functions in lines of their own"));
            }
            if (!known.add(text)) {
                problems.add(Problem.of(
                        "functions.twice",
                        "functions",
                        "第 " + (i + 1) + " 项“" + text + "”前面已经写过，指标对应到哪一项分不清",
                        "Function " + (i + 1) + " is written twice, so it is not clear which one an indicator serves",
                        "删去重复的一行",
                        "Remove the second one"));
            }
        }
        last.filter(before -> from.isBefore(before.from()))
                .ifPresent(before -> problems.add(Problem.of(
                        "functions.from",
                        "from",
                        "生效日期 " + from + " 早于现行职能的起始日 " + before.from() + "，会改写以前年度的报告",
                        "The day " + from + " is before " + before.from()
                                + ", from which the present list holds; reports of earlier years would change",
                        "填 " + before.from() + "（更正现行的）或之后的日期",
                        "Give " + before.from() + ", which corrects the present list, or a later day")));
        return problems;
    }
}
