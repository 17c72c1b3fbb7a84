package org.hengji.server.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hengji.server.access.Person;
import org.hengji.server.access.Role;
import org.hengji.server.identity.RightRequest.Kind;
import org.hengji.server.identity.RightRequest.State;
import org.hengji.server.trail.Denials;
import org.hengji.server.trail.Trail;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Asking for rights, deciding about them, taking them back. */
@Component
class Rights {

    private static final String SELECT = """
            select r.id, r.kind, r.person, coalesce(r.account, 0), coalesce(c.name, ''), r.role, coalesce(r.unit, 0),
                r.reason, r.asked_by, coalesce(a.display_name, r.asked_by), r.asked_at,
                case when r.decision is null then 'WAITING' when r.decision <> 'APPROVED' then r.decision
                    when r.kind in ('CHANGE', 'ENABLE') or exists (select from invitation i where i.request = r.id
                        and i.used_at is not null) then 'DONE' else 'APPROVED' end,
                coalesce(d.display_name, r.decided_by, ''), r.decided_at, r.comment
            from right_request r left join account c on c.id = r.account left join account a on a.name = r.asked_by
                left join account d on d.name = r.decided_by\s""";

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final Sessions sessions;
    private final Trail trail;
    private final Denials denials;

    Rights(JdbcClient jdbc, Accounts accounts, Sessions sessions, Trail trail, Denials denials) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.sessions = sessions;
        this.trail = trail;
        this.denials = denials;
    }

    /** What became of a decision. */
    enum Outcome {
        DONE,
        /** Decided or withdrawn by somebody meanwhile. */
        GONE,
        /** One's own request, or about oneself. */
        OWN,
        /** The last administrator of the kind who can sign in. */
        LAST
    }

    @Transactional
    public long ask(Kind kind, String person, long account, Role role, long unit, String reason, Person by) {
        long id = jdbc.sql("insert into right_request (kind, person, account, role, unit, reason, asked_by)"
                        + " values (?, ?, nullif(?, 0), ?, nullif(?, 0), ?, ?) returning id")
                .params(kind.name(), person, account, role.name(), unit, reason, by.name())
                .query(Long.class)
                .single();
        trail.record("right.ask", "right/" + id, null, told(kind, person, role, unit));
        return id;
    }

    /** Whether that person has the right, or waits for it. */
    boolean stands(String person, Role role, long unit) {
        return jdbc.sql("select exists (select from right_request r where lower(person) = lower(?) and role = ?"
                        + " and coalesce(unit, 0) = ? and kind = 'GRANT' and (decision is null or decision = 'APPROVED'"
                        + " and not exists (select from invitation i where i.request = r.id and i.used_at is not null)))"
                        + " or exists (select from account where lower(display_name) = lower(?) and role = ?"
                        + " and coalesce(unit, 0) = ? and enabled)")
                .params(person, role.name(), unit, person, role.name(), unit)
                .query(Boolean.class)
                .single();
    }

    List<RightRequest> waiting() {
        return jdbc.sql(SELECT + "where r.decision is null order by r.asked_at, r.id")
                .query(Rights::row)
                .list();
    }

    /** Waiting, or approved and not carried out. */
    List<RightRequest> unfinished() {
        return latest(1000).stream()
                .filter(r -> r.state() == State.WAITING || r.state() == State.APPROVED)
                .toList();
    }

    List<RightRequest> latest(int most) {
        return jdbc.sql(SELECT + "order by r.asked_at desc, r.id desc limit ?")
                .param(most)
                .query(Rights::row)
                .list();
    }

    Optional<RightRequest> find(long id) {
        return jdbc.sql(SELECT + "where r.id = ?").param(id).query(Rights::row).optional();
    }

    @Transactional
    public Outcome approve(long id, String comment, Person by) {
        Optional<RightRequest> found = find(id);
        if (found.isEmpty()) {
            return Outcome.GONE;
        }
        RightRequest request = found.get();
        if (request.askedBy().equals(by.name())
                || request.accountName().equals(by.name())
                || request.person().equalsIgnoreCase(by.displayName())) {
            denials.refused("right.approve", "right/" + id, Map.of("because", "own"));
            return Outcome.OWN;
        }
        if (!decide(id, "APPROVED", comment, by)) {
            return Outcome.GONE;
        }
        Map<String, Object> before = new TreeMap<>();
        if (request.account() != 0) {
            Account account = accounts.find(request.account()).orElseThrow();
            before.put("role", account.person().role().key());
            before.put("unit", account.person().unit());
            before.put("enabled", account.enabled());
        }
        switch (request.kind()) {
            case CHANGE -> {
                accounts.change(request.account(), request.role(), request.unit());
                sessions.endAll(request.accountName());
            }
            case ENABLE -> accounts.setEnabled(request.account(), true);
            case GRANT, RESET -> {} // by the link, when the person uses it
        }
        trail.record(
                "right.approve",
                "right/" + id,
                before.isEmpty() ? null : before,
                told(request.kind(), request.person(), request.role(), request.unit()));
        return Outcome.DONE;
    }

    @Transactional
    public Outcome refuse(long id, String comment, Person by) {
        if (!decide(id, "REFUSED", comment, by)) {
            return Outcome.GONE;
        }
        trail.record("right.refuse", "right/" + id, null, Map.of("comment", comment));
        return Outcome.DONE;
    }

    /** Also after the approval, as long as the link has not been used; the link dies with it. */
    @Transactional
    public Outcome withdraw(long id, Person by) {
        jdbc.sql("delete from invitation where request = ? and used_at is null")
                .param(id)
                .update();
        boolean withdrawn = jdbc.sql("""
                        update right_request r set decision = 'WITHDRAWN', decided_by = ?, decided_at = now()
                        where r.id = ? and (r.decision is null or r.decision = 'APPROVED'
                            and r.kind in ('GRANT', 'RESET')
                            and not exists (select from invitation i where i.request = r.id))
                        """).params(by.name(), id).update() == 1;
        if (!withdrawn) {
            return Outcome.GONE;
        }
        trail.record("right.withdraw", "right/" + id, null, null);
        return Outcome.DONE;
    }

    /** Closes an account at once, sessions and all. Opening it again takes a request. */
    @Transactional
    public Outcome disable(long id, Person by) {
        // The lock keeps two who close each other's account from leaving nobody.
        jdbc.sql("select id from account where role in ('SYSTEM_ADMINISTRATOR', 'SECURITY_ADMINISTRATOR',"
                        + " 'AUDIT_ADMINISTRATOR') order by id for update")
                .query(Long.class)
                .list();
        Optional<Account> found = accounts.find(id).filter(Account::enabled);
        if (found.isEmpty()) {
            return Outcome.GONE;
        }
        Person person = found.get().person();
        if (person.name().equals(by.name())) {
            return Outcome.OWN;
        } else if (person.role().administrator() && accounts.enabled(person.role()) == 1) {
            denials.refused("account.disable", "account/" + person.name(), Map.of("because", "last"));
            return Outcome.LAST;
        }
        accounts.setEnabled(id, false);
        int ended = sessions.endAll(person.name());
        trail.record(
                "account.disable",
                "account/" + person.name(),
                Map.of("enabled", true),
                Map.of("enabled", false, "sessionsEnded", ended));
        return Outcome.DONE;
    }

    private boolean decide(long id, String decision, String comment, Person by) {
        return jdbc.sql("update right_request set decision = ?, comment = ?, decided_by = ?, decided_at = now()"
                                + " where id = ? and decision is null")
                        .params(decision, comment, by.name(), id)
                        .update()
                == 1;
    }

    private static Map<String, Object> told(Kind kind, String person, Role role, long unit) {
        return new TreeMap<>(Map.of("kind", kind.key(), "person", person, "role", role.key(), "unit", unit));
    }

    private static RightRequest row(ResultSet row, int number) throws SQLException {
        return new RightRequest(
                row.getLong(1),
                Kind.valueOf(row.getString(2)),
                row.getString(3),
                row.getLong(4),
                row.getString(5),
                Role.valueOf(row.getString(6)),
                row.getLong(7),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getTimestamp(11).toInstant(),
                State.valueOf(row.getString(12)),
                row.getString(13),
                row.getTimestamp(14) == null ? null : row.getTimestamp(14).toInstant(),
                row.getString(15));
    }
}
