package org.hengji.server.target;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.checker.measurability.Field;
import org.hengji.checker.measurability.TargetClass;
import org.hengji.checker.measurability.TargetRow;
import org.hengji.checker.measurability.TargetSheet;
import org.hengji.scoring.framework.Text;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Targets as they were approved, one version after the other. */
@Component
public class ApprovedTargets {
    private final JdbcClient database;
    private final JsonMapper json;

    ApprovedTargets(JdbcClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    public record Version(int number, TargetSheet content, String approvedBy, Instant approvedAt, String reason) {}

    /** An indicator in two versions; a value is empty where the version does not have it. */
    public record Line(Text kind, String name, String before, String now) {
        public boolean isChanged() {
            return !before.equals(now);
        }
    }

    /** All indicators of both, in the order of the later one, those that were dropped at the end. */
    static List<Line> compared(TargetSheet before, TargetSheet now) {
        Map<String, TargetRow> old = new LinkedHashMap<>();
        before.rows().forEach(row -> old.putIfAbsent(row.text(Field.NAME), row));
        List<Line> lines = new ArrayList<>();
        for (TargetRow row : now.rows()) {
            TargetRow was = old.remove(row.text(Field.NAME));
            lines.add(line(row, was == null ? "" : TargetGrid.composed(was), TargetGrid.composed(row)));
        }
        old.values().forEach(row -> lines.add(line(row, TargetGrid.composed(row), "")));
        return lines;
    }

    private static Line line(TargetRow row, String before, String now) {
        return new Line(row.kind().map(TargetClass::label).orElse(Text.of("", "")), row.text(Field.NAME), before, now);
    }

    /** As it is kept with every act: goals, then one object for each row, its name first. */
    static Map<String, Object> content(TargetSheet sheet) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put(Field.LONG_TERM.key(), sheet.longTerm());
        content.put(Field.GOAL.key(), sheet.goal());
        List<Map<String, String>> rows = new ArrayList<>();
        for (TargetRow row : sheet.rows()) {
            Map<String, String> cells = new LinkedHashMap<>();
            cells.put(Field.NAME.key(), row.text(Field.NAME));
            row.cells().forEach((field, text) -> cells.put(field.key(), text));
            rows.add(cells);
        }
        content.put("rows", rows);
        return content;
    }

    void add(Sheet sheet, TargetSheet content, String by, String reason) {
        database.sql("insert into target_version (sheet, number, content, approved_by, reason) values (?,"
                        + " (select coalesce(max(number), 0) + 1 from target_version where sheet = ?), ?::jsonb, ?, ?)")
                .params(sheet.id(), sheet.id(), json.writeValueAsString(content(content)), by, reason)
                .update();
    }

    /** The oldest first. */
    List<Version> of(Sheet sheet) {
        return database.sql("select number, content, approved_by, approved_at, reason from target_version"
                        + " where sheet = ? order by number")
                .param(sheet.id())
                .query((r, i) -> new Version(
                        r.getInt(1),
                        read(sheet, json.readTree(r.getString(2))),
                        r.getString(3),
                        r.getTimestamp(4).toInstant(),
                        r.getString(5)))
                .list();
    }

    Optional<Version> last(Sheet sheet) {
        List<Version> all = of(sheet);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    private static TargetSheet read(Sheet sheet, JsonNode content) {
        List<TargetRow> rows = new ArrayList<>();
        for (JsonNode row : content.get("rows")) {
            Map<Field, String> cells = new EnumMap<>(Field.class);
            row.properties()
                    .forEach(p -> Field.named(p.getKey())
                            .ifPresent(field -> cells.put(field, p.getValue().asString())));
            rows.add(new TargetRow(rows.size() + 1, cells));
        }
        return new TargetSheet(
                sheet.year(),
                sheet.scope(),
                content.path(Field.LONG_TERM.key()).asString(""),
                content.path(Field.GOAL.key()).asString(""),
                rows);
    }
}
