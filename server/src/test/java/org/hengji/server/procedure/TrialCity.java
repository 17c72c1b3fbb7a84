package org.hengji.server.procedure;

import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.hengji.scoring.Problem;
import org.hengji.server.access.Person;
import org.hengji.server.access.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

/** A small city with two units, its people, and documents of the course {@code trial}. */
public final class TrialCity {

    public final long area;
    public final long department;
    public final long unit;
    public final long neighbour;
    public final List<Person> people;

    private final JdbcClient database;

    public TrialCity(JdbcClient database) {
        this.database = database;
        area = unit("T00", "AREA", null);
        department = unit("T01", "DEPARTMENT", area);
        unit = unit("T01001", "UNIT", department);
        neighbour = unit("T01002", "UNIT", department);
        database.sql("update organisation set revision = revision + 1").update();
        people = List.of(
                person("li", Role.FILLER, unit),
                person("wang", Role.FILLER, unit),
                person("chen", Role.FILLER, neighbour),
                person("qian", Role.UNIT_APPROVER, unit),
                person("sun", Role.DEPARTMENT_REVIEWER, department),
                person("wu", Role.FINANCE_REVIEWER, area),
                person("zheng", Role.FINANCE_REVIEWER, area));
    }

    public Person person(String name) {
        return people.stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow();
    }

    private long unit(String code, String kind, Long parent) {
        long id = database.sql("insert into unit (code) values (?) returning id")
                .param(code)
                .query(Long.class)
                .single();
        database.sql("insert into unit_version (unit, valid_from, name_zh, kind, level, parent)"
                        + " values (?, ?, ?, ?, 'MUNICIPAL', ?)")
                .params(id, Date.valueOf(LocalDate.of(2020, 1, 1)), "单位" + code, kind, parent)
                .update();
        return id;
    }

    private Person person(String name, Role role, long belongs) {
        database.sql("insert into account (name, display_name, role, password_hash, unit) values (?, ?, ?, '-', ?)")
                .params(name, "同志" + name, role.name(), belongs)
                .update();
        return new Person(name, "同志" + name, role, belongs);
    }

    /** What the person does, signed in. */
    public static <T> T as(Person person, Supplier<T> does) {
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(person, null, List.of()));
        try {
            return does.get();
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    /** What the documents of the course {@code trial} say. */
    public static final class TrialMatter implements Matter {

        public final Map<String, String> texts = new ConcurrentHashMap<>();
        public final Map<String, List<Problem>> objections = new ConcurrentHashMap<>();

        @Override
        public String course() {
            return "trial";
        }

        @Override
        public List<Problem> objections(String subject, Act act) {
            return act.isForward() ? objections.getOrDefault(subject, List.of()) : List.of();
        }

        @Override
        public Object content(String subject) {
            return Map.of("text", texts.getOrDefault(subject, ""), "amount", new java.math.BigDecimal("1.50"));
        }

        @Override
        public String path(String subject) {
            return "/" + subject;
        }
    }
}
