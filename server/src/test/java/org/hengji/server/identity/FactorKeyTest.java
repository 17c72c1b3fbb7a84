package org.hengji.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.hengji.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The secrets of second factors, as they lie in the database. */
class FactorKeyTest {

    private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    @TempDir
    Path folder;

    @Test
    void aSealedSecretOpensWithTheSameFileAndTwoOfOneSecretDiffer() throws Exception {
        String sealed = key().seal(7, SECRET);
        assertThat(sealed).startsWith("v1:").doesNotContain(SECRET).isNotEqualTo(key().seal(7, SECRET));
        assertThat(key().open(7, sealed)).isEqualTo(SECRET);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("factors.key"))))
                .isEqualTo("rw-------");
    }

    @Test
    void whatIsMovedToAnotherAccountAlteredOrSealedWithAnotherKeyDoesNotOpen() throws Exception {
        String sealed = key().seal(7, SECRET);
        refused(() -> key().open(8, sealed));
        char last = sealed.charAt(10) == 'A' ? 'B' : 'A';
        refused(() -> key().open(7, sealed.substring(0, 10) + last + sealed.substring(11)));
        Files.delete(folder.resolve("factors.key"));
        refused(() -> key().open(7, sealed));
        key().seal(7, SECRET);
        refused(() -> key().open(7, sealed));
    }

    @Test
    void aNamedFileComesBeforeTheDataFolder() {
        Path named = folder.resolve("elsewhere").resolve("k");
        new FactorKey(named.toString(), folder.toString()).seal(1, SECRET);
        assertThat(named).exists();
        assertThat(folder.resolve("factors.key")).doesNotExist();
    }

    private FactorKey key() {
        return new FactorKey("", folder.toString());
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        Refusal.class,
                        said -> assertThat(said.chinese()).contains("factors.key", FactorKey.ENVIRONMENT, "recover"));
    }
}
