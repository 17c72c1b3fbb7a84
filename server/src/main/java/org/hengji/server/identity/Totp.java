package org.hengji.server.identity;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** One-time codes by the clock (RFC 6238): six digits, thirty seconds, SHA-1, as the common telephone programs do. */
final class Totp {

    static final int DIGITS = 6;

    private static final int SECONDS = 30;
    private static final String BASE_32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Totp() {}

    /** A new secret of 160 bits in base 32. */
    static String newSecret(SecureRandom random) {
        byte[] bytes = new byte[20];
        random.nextBytes(bytes);
        StringBuilder text = new StringBuilder();
        int buffer = 0;
        int bits = 0;
        for (byte b : bytes) {
            buffer = buffer << 8 | b & 0xff;
            for (bits += 8; bits >= 5; bits -= 5) {
                text.append(BASE_32.charAt(buffer >> bits - 5 & 31));
            }
        }
        return text.toString();
    }

    static long step(Instant now) {
        return Math.floorDiv(now.getEpochSecond(), SECONDS);
    }

    static String code(String secret, long step) {
        return code(bytes(secret), step, DIGITS);
    }

    static String code(byte[] secret, long step, int digits) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret, "HmacSHA1"));
            byte[] hash = mac.doFinal(ByteBuffer.allocate(8).putLong(step).array());
            int at = hash[hash.length - 1] & 15;
            long number = ByteBuffer.wrap(hash).getInt(at) & 0x7fffffffL;
            String text = String.valueOf(number % (long) Math.pow(10, digits));
            return "0".repeat(digits - text.length()) + text;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The step that the code belongs to: the one now, the one before or the one after.
     *
     * @param usedUp no step up to this one counts: a code opens once
     */
    static OptionalLong accept(String secret, String code, Instant now, long usedUp) {
        String plain = code.replace(" ", "");
        OptionalLong found = OptionalLong.empty();
        for (long step = step(now) - 1; step <= step(now) + 1; step++) {
            boolean equal =
                    MessageDigest.isEqual(plain.getBytes(), code(secret, step).getBytes());
            if (equal && step > usedUp) {
                found = OptionalLong.of(step);
            }
        }
        return found;
    }

    private static byte[] bytes(String secret) {
        ByteBuffer out = ByteBuffer.allocate(secret.length() * 5 / 8);
        int buffer = 0;
        int bits = 0;
        for (int i = 0; i < secret.length(); i++) {
            buffer = buffer << 5 | BASE_32.indexOf(secret.charAt(i));
            bits += 5;
            if (bits >= 8) {
                out.put((byte) (buffer >> (bits -= 8)));
            }
        }
        return out.array();
    }
}
