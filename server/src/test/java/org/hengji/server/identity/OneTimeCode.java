package org.hengji.server.identity;

import java.time.Instant;

/** The code program on a telephone. */
public final class OneTimeCode {

    private OneTimeCode() {}

    public static String now(String secret) {
        return Totp.code(secret, Totp.step(Instant.now()));
    }
}
