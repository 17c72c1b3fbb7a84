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
import org.hengji.server.access.Role;
import org.hengji.server.trail.Trail;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Links that do one thing once: make an account, or set its password anew. The database keeps only their hash. */
@Component
class Invitations {

    private static final String SELECT = """
            select i.id, coalesce(i.request, 0), coalesce(r.account, 0), i.role, coalesce(i.unit, 0), i.invitee,
                coalesce(a.display_name, ''), coalesce(d.display_name, ''), i.issued_at, i.expires_at,
                i.expires_at <= now()
            from invitation i left join right_request r on r.id = i.request
                left join account a on a.name = i.issued_by left join account d on d.name = r.decided_by
            where i.used_at is null\s""";

    private final JdbcClient jdbc;
    private final Trail trail;
    private final SecureRandom random = new SecureRandom();

    Invitations(JdbcClient jdbc, Trail trail) {
        this.jdbc = jdbc;
        this.trail = trail;
    }

    /** The token that makes the first administrator of that kind; one given out before stops working. */
    @Transactional
    public String issueFirst(Role role) {
        jdbc.sql("delete from invitation where role = ? and request is null and used_at is null")
                .param(role.name())
                .update();
        Added added = add(0, role, 0, "", "-", "1 day");
        trail.recordBy("-", "invitation.first", "invitation/" + added.id(), Map.of("role", role.key()));
        return added.token();
    }

    /** A token that carries out an approved request; an earlier one for the same request stops working. */
    @Transactional
    public String issue(RightRequest request, String by) {
        if (request.state() != RightRequest.State.APPROVED) {
            throw new IllegalArgumentException("Not approved: " + request.id());
        }
        open().stream().filter(i -> i.request() == request.id()).forEach(i -> withdraw(i.id()));
        Added added = add(request.id(), request.role(), request.unit(), request.person(), by, "7 days");
        trail.record(
                "invitation.issue",
                "invitation/" + added.id(),
                null,
                Map.of("role", request.role().key(), "invitee", request.person(), "request", request.id()));
        return added.token();
    }

    /** A token that sets an administrator's password anew, from the server's own console. */
    String issueReset(long request, Role role, String invitee) {
        return add(request, role, 0, invitee, "-", "1 day").token();
    }

    /** Those that have not done their work, the latest first; expired ones too, since somebody may be waiting. */
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

    private Added add(long request, Role role, long unit, String invitee, String by, String validFor) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        long id = jdbc.sql("insert into invitation (token_hash, request, role, unit, invitee, issued_by, expires_at)"
                        + " values (?, nullif(?, 0), ?, nullif(?, 0), ?, ?, now() + ?::interval) returning id")
                .params(hash(token), request, role.name(), unit, invitee, by, validFor)
                .query(Long.class)
                .single();
        return new Added(id, token);
    }

    private static Invitation row(ResultSet row, int number) throws SQLException {
        return new Invitation(
                row.getLong(1),
                row.getLong(2),
                row.getLong(3),
                Role.valueOf(row.getString(4)),
                row.getLong(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getTimestamp(9).toInstant(),
                row.getTimestamp(10).toInstant(),
                row.getBoolean(11));
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
