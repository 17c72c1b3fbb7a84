package org.hengji.server.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.server.access.Person;
import org.hengji.server.access.Role;
import org.hengji.server.trail.Trail;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Links that make one account each, once. The token is in the link only; the database keeps its hash. */
@Component
class Invitations {

    private static final String SELECT =
            "select i.id, i.role, coalesce(i.unit, 0), i.invitee, coalesce(a.display_name, ''), i.issued_at, i.expires_at,"
                    + " i.expires_at <= now() from invitation i left join account a on a.name = i.issued_by"
                    + " where i.used_at is null ";

    private final JdbcClient jdbc;
    private final Trail trail;
    private final SecureRandom random = new SecureRandom();

    Invitations(JdbcClient jdbc, Trail trail) {
        this.jdbc = jdbc;
        this.trail = trail;
    }

    /** The token that makes the first system administrator; one given out before stops working. */
    @Transactional
    public String issueFirst() {
        jdbc.sql("delete from invitation where role = ? and used_at is null")
                .param(Role.SYSTEM_ADMINISTRATOR.name())
                .update();
        return add(Role.SYSTEM_ADMINISTRATOR, "", "-", "1 day").token();
    }

    /**
     * A token for one person in a business role. An unused one for the same person and role stops working, so that
     * sending the form twice leaves one door and not two.
     */
    @Transactional
    public String issue(Role role, String invitee, Person by) {
        if (role.administrator()) {
            throw new IllegalArgumentException("Administrators are not made by invitation: " + role);
        }
        open().stream()
                .filter(i -> i.role() == role && i.invitee().equalsIgnoreCase(invitee))
                .forEach(i -> withdraw(i.id()));
        Added added = add(role, invitee, by.name(), "7 days");
        trail.record(
                "invitation.issue", "invitation/" + added.id(), null, Map.of("role", role.key(), "invitee", invitee));
        return added.token();
    }

    /** Those that have not made an account, the latest first; expired ones too, since somebody may be waiting. */
    List<Invitation> open() {
        return jdbc.sql(SELECT + "order by i.issued_at desc, i.id desc")
                .query(Invitations::row)
                .list();
    }

    /** Makes the link useless; false when it has been used meanwhile, or there never was one. */
    @Transactional
    public boolean withdraw(long id) {
        Optional<Map<String, String>> withdrawn = jdbc.sql(
                        "delete from invitation where id = ? and used_at is null returning role, invitee")
                .param(id)
                .query((row, i) -> Map.of("role", Role.valueOf(row.getString(1)).key(), "invitee", row.getString(2)))
                .optional();
        withdrawn.ifPresent(was -> trail.record("invitation.withdraw", "invitation/" + id, was, null));
        return withdrawn.isPresent();
    }

    /** What a token may still be used for. */
    Optional<Invitation> find(String token) {
        return jdbc.sql(SELECT + "and i.token_hash = ? and i.expires_at > now()")
                .param(hash(token))
                .query(Invitations::row)
                .optional();
    }

    /** Uses the token up; of two who try at the same time, one is refused. */
    boolean redeem(String token) {
        return jdbc.sql("update invitation set used_at = now()"
                                + " where token_hash = ? and used_at is null and expires_at > now()")
                        .param(hash(token))
                        .update()
                == 1;
    }

    private record Added(long id, String token) {}

    private Added add(Role role, String invitee, String by, String validFor) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        long id = jdbc.sql("insert into invitation (token_hash, role, invitee, issued_by, expires_at)"
                        + " values (?, ?, ?, ?, now() + ?::interval) returning id")
                .params(hash(token), role.name(), invitee, by, validFor)
                .query(Long.class)
                .single();
        return new Added(id, token);
    }

    private static Invitation row(ResultSet row, int number) throws SQLException {
        return new Invitation(
                row.getLong(1),
                Role.valueOf(row.getString(2)),
                row.getLong(3),
                row.getString(4),
                row.getString(5),
                row.getTimestamp(6).toInstant(),
                row.getTimestamp(7).toInstant(),
                row.getBoolean(8));
    }

    private static String hash(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
