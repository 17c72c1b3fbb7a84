package org.hengji.server.organisation;

import java.sql.Date;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.hengji.scoring.framework.Text;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The bodies on record. */
@Service
public class Units {

    private final JdbcClient database;
    private volatile Known known = new Known(-1, List.of(), List.of());

    /** Everything there is, as of one revision; a city has a few thousand rows. */
    private record Known(long revision, List<Unit> versions, List<Tree.Successor> successors) {}

    public Units(JdbcClient database) {
        this.database = database;
    }

    /** As they stand today. */
    public Tree tree() {
        return tree(LocalDate.now());
    }

    public Tree tree(LocalDate day) {
        Known now = known();
        return Tree.on(day, now.versions(), now.successors());
    }

    public Optional<Unit> find(long unit) {
        return tree().find(unit);
    }

    public Optional<Unit> byCode(String code) {
        return tree().units().stream().filter(u -> u.code().equals(code)).findFirst();
    }

    /** The name of today, for lists; empty when there is no such body. */
    public Text name(long unit) {
        return find(unit).map(Unit::name).orElse(new Text("", ""));
    }

    /** All versions of one body, the oldest first. */
    public List<Unit> versions(long unit) {
        return known().versions().stream().filter(v -> v.id() == unit).toList();
    }

    public Collection<Tree.Successor> successors() {
        return known().successors();
    }

    private Known known() {
        long revision = database.sql("select revision from organisation")
                .query(Long.class)
                .single();
        Known last = known;
        if (last.revision() != revision) {
            last = new Known(revision, read(), readSuccessors());
            known = last;
        }
        return last;
    }

    private List<Unit> read() {
        return database.sql("select u.id, u.code, v.name_zh, v.name_en, v.kind, v.level, v.nature, v.parent,"
                        + " v.supervisor, v.valid_from, v.valid_to from unit u join unit_version v on v.unit = u.id"
                        + " order by u.code, v.valid_from")
                .query((row, i) -> new Unit(
                        row.getLong(1),
                        row.getString(2),
                        new Text(row.getString(3), row.getString(4).isEmpty() ? row.getString(3) : row.getString(4)),
                        UnitKind.valueOf(row.getString(5)),
                        Level.valueOf(row.getString(6)),
                        row.getString(7),
                        optional(row.getObject(8, Long.class)),
                        optional(row.getObject(9, Long.class)),
                        row.getDate(10).toLocalDate(),
                        Optional.ofNullable(row.getDate(11)).map(Date::toLocalDate)))
                .list();
    }

    private List<Tree.Successor> readSuccessors() {
        return database.sql("select unit, successor, since from unit_successor order by unit, successor")
                .query((row, i) -> new Tree.Successor(
                        row.getLong(1), row.getLong(2), row.getDate(3).toLocalDate()))
                .list();
    }

    private static OptionalLong optional(Long value) {
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
