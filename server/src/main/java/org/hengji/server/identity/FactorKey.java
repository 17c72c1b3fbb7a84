package org.hengji.server.identity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.hengji.Refusal;
import org.hengji.server.database.PrivateFile;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Seals the secrets of second factors (AES-256-GCM) with a key that is in a file and never in the database, so that
 * neither the database nor a backup of it gives anybody a code. What was sealed for one account opens for no other.
 */
@Component
class FactorKey {

    static final String ENVIRONMENT = "HENGJI_FACTOR_KEY";

    private static final String SEALED = "v1:";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final Path file;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param named file of the key; made when it is first needed
     * @param folder the data folder, whose {@code factors.key} is taken when no file is named
     */
    FactorKey(@Value("${HENGJI_FACTOR_KEY:}") String named, @Value("${hengji.data:}") String folder) {
        this.file = named.isEmpty() ? Path.of(folder).resolve("factors.key") : Path.of(named);
    }

    static boolean isSealed(String text) {
        return text.startsWith(SEALED);
    }

    String seal(long account, String secret) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] hidden = cipher(Cipher.ENCRYPT_MODE, account, nonce, secret.getBytes(StandardCharsets.US_ASCII), true);
        byte[] text = ByteBuffer.allocate(NONCE + hidden.length)
                .put(nonce)
                .put(hidden)
                .array();
        return SEALED + Base64.getEncoder().encodeToString(text);
    }

    /** Also takes a secret from before there was a key, which is as it is until the next start. */
    String open(long account, String text) {
        if (!isSealed(text)) {
            return text;
        }
        byte[] bytes = Base64.getDecoder().decode(text.substring(SEALED.length()));
        byte[] nonce = java.util.Arrays.copyOf(bytes, NONCE);
        byte[] hidden = java.util.Arrays.copyOfRange(bytes, NONCE, bytes.length);
        return new String(cipher(Cipher.DECRYPT_MODE, account, nonce, hidden, false), StandardCharsets.US_ASCII);
    }

    private byte[] cipher(int mode, long account, byte[] nonce, byte[] text, boolean make) {
        try {
            if (make && !Files.exists(file)) {
                byte[] key = new byte[32];
                random.nextBytes(key);
                PrivateFile.make(file, Base64.getEncoder().encodeToString(key) + "\n");
            }
            byte[] key = Base64.getDecoder()
                    .decode(Files.readString(file, StandardCharsets.US_ASCII).strip());
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(("account/" + account).getBytes(StandardCharsets.US_ASCII));
            return cipher.doFinal(text);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new Refusal(
                    "动态口令的密钥文件 " + file.toAbsolutePath() + " 打不开库里的口令密钥（" + e + "）。请把原来的文件放回，或用环境变量 " + ENVIRONMENT
                            + " 指明它在哪里；确实丢失时，用 recover 命令逐个恢复三员的账号，再由他们重置其他人的。",
                    "The key file " + file.toAbsolutePath() + " does not open the second factors in the database (" + e
                            + "). Put the former file back, or say where it is in " + ENVIRONMENT
                            + "; if it is lost, restore the administrators' accounts with the recover command and let"
                            + " them reset the others.",
                    e);
        }
    }
}
