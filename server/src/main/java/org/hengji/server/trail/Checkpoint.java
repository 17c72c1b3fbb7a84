package org.hengji.server.trail;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

/**
 * What stands for entries that were deleted after the retention time.
 *
 * @param id 1, 2, 3 ... without a hole
 * @param seq number of the last entry deleted
 * @param hash its hash
 * @param entries how many were deleted by this one
 * @param lastAt time of the last entry deleted
 * @param publicKey Ed25519, as X.509 in base 64
 */
record Checkpoint(
        long id,
        long seq,
        String hash,
        long entries,
        Instant lastAt,
        Instant madeAt,
        String madeBy,
        String publicKey,
        String signature) {

    static final String SELECT = "select id, seq, hash, entries, last_at, made_at, made_by, public_key, signature"
            + " from trail_checkpoint order by id";

    static Checkpoint of(ResultSet row) throws SQLException {
        return new Checkpoint(
                row.getLong(1),
                row.getLong(2),
                row.getString(3),
                row.getLong(4),
                row.getTimestamp(5).toInstant(),
                row.getTimestamp(6).toInstant(),
                row.getString(7),
                row.getString(8),
                row.getString(9));
    }

    Checkpoint signed(SigningKey key) {
        Checkpoint named = new Checkpoint(id, seq, hash, entries, lastAt, madeAt, madeBy, key.publicKey(), "");
        return new Checkpoint(id, seq, hash, entries, lastAt, madeAt, madeBy, key.publicKey(), key.sign(named.text()));
    }

    /** Whether it says what was signed, by the key that it names. */
    boolean genuine() {
        try {
            PublicKey key = KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(publicKey)));
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update(text());
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException forged) {
            return false;
        }
    }

    /** By which people compare keys: the key in the checkpoint proves nothing until it is known to be ours. */
    String fingerprint() {
        return fingerprint(publicKey);
    }

    static String fingerprint(String publicKey) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(publicKey.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] text() {
        return String.join(
                        "\n",
                        "hengji trail checkpoint 1",
                        String.valueOf(id),
                        String.valueOf(seq),
                        hash,
                        String.valueOf(entries),
                        lastAt.toString(),
                        madeAt.toString(),
                        madeBy,
                        publicKey)
                .getBytes(StandardCharsets.UTF_8);
    }
}
