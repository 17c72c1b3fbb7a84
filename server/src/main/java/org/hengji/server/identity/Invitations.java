package org.hengji.server.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.hengji.server.access.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Links that make one account each, once. The token is in the link only; the database keeps its hash. */
@Component
class Invitations {

    private final JdbcClient jdbc;
    private final SecureRandom random = new SecureRandom();

    Invitations(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A new token for that role; those given out before for the same role stop working. */
    String issue(Role role) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        jdbc.sql("delete from invitation where role = ? and used_at is null")
                .param(role.name())
                .update();
        jdbc.sql("insert into invitation (token_hash, role, expires_at) values (?, ?, now() + interval '1 day')")
                .params(hash(token), role.name())
                .update();
        return token;
    }

    Optional<Role> open(String token) {
        return jdbc.sql("select role from invitation where token_hash = ? and used_at is null and expires_at > now()")
                .param(hash(token))
                .query((row, i) -> Role.valueOf(row.getString(1)))
                .optional();
    }

    /** Uses the token up; of two who try at the same time, one is refused. */
    Optional<Role> redeem(String token) {
        return jdbc.sql("update invitation set used_at = now()"
                        + " where token_hash = ? and used_at is null and expires_at > now() returning role")
                .param(hash(token))
                .query((row, i) -> Role.valueOf(row.getString(1)))
                .optional();
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
