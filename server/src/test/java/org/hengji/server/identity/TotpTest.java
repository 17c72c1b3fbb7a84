package org.hengji.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {

    /** RFC 6238, appendix B, the SHA-1 column. */
    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130"
    })
    void theVectorsOfTheStandard(long time, String code) {
        byte[] secret = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
        long step = Totp.step(Instant.ofEpochSecond(time));
        assertThat(Totp.code(secret, step, 8)).isEqualTo(code);
        assertThat(Totp.code("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", step))
                .as("the same secret in base 32, six digits")
                .isEqualTo(code.substring(2));
    }

    @Test
    void aCodeCountsOneStepToEachSideAndNotAgain() {
        String secret = Totp.newSecret(new SecureRandom());
        assertThat(secret).hasSize(32).matches("[A-Z2-7]+");
        Instant now = Instant.ofEpochSecond(1_800_000_000);
        long step = Totp.step(now);
        for (long at = step - 3; at <= step + 3; at++) {
            assertThat(Totp.accept(secret, Totp.code(secret, at), now, 0).isPresent())
                    .as("step %d", at - step)
                    .isEqualTo(Math.abs(at - step) <= 1);
        }
        assertThat(Totp.accept(secret, Totp.code(secret, step), now, step)).isEmpty();
        assertThat(Totp.accept(secret, Totp.code(secret, step + 1), now, step)).hasValue(step + 1);
        String code = Totp.code(secret, step);
        assertThat(Totp.accept(secret, code.substring(0, 3) + " " + code.substring(3), now, 0))
                .hasValue(step);
    }
}
