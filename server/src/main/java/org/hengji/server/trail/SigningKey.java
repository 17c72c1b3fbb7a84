package org.hengji.server.trail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import org.hengji.Refusal;
import org.hengji.server.database.PrivateFile;

/**
 * The Ed25519 key that signs checkpoints: one line, public and private part in base 64, in a file that only its owner
 * reads. It is never in the database, so that whoever writes there cannot sign.
 */
public final class SigningKey {

    static final String ENVIRONMENT = "HENGJI_TRAIL_KEY";

    private final String publicKey;
    private final PrivateKey privateKey;

    private SigningKey(String publicKey, PrivateKey privateKey) {
        this.publicKey = publicKey;
        this.privateKey = privateKey;
    }

    /** From the file that {@code HENGJI_TRAIL_KEY} names, else from the data folder, where it is made on first need. */
    public static SigningKey of(Path dataFolder, Map<String, String> environment) {
        String named = environment.get(ENVIRONMENT);
        if (named == null && dataFolder == null) {
            throw new Refusal(
                    "外部数据库旁没有数据文件夹。请用环境变量 " + ENVIRONMENT + " 给出留痕签名密钥的文件名；文件不存在时会新建。没有删除任何留痕。",
                    "Beside an external database there is no data folder. Name the file of the trail's signing key in "
                            + ENVIRONMENT + "; it is made when absent. Nothing was deleted.");
        }
        Path file = named != null ? Path.of(named) : dataFolder.resolve("trail.key");
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            String[] parts =
                    Files.readString(file, StandardCharsets.US_ASCII).strip().split(" ");
            PrivateKey privateKey = KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(parts[1])));
            return new SigningKey(parts[0], privateKey);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new Refusal(
                    "留痕签名密钥文件 " + file + " 不能使用（" + e.getMessage() + "）。请检查权限，或从备份取回；不要另建，否则以前的签名将对不上。",
                    "The trail's signing key " + file + " cannot be used (" + e.getMessage()
                            + "). Check its permissions or bring it back from a backup; with a new one, earlier"
                            + " signatures are another key's.",
                    e);
        }
    }

    private static void make(Path file) throws IOException, GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Base64.Encoder text = Base64.getEncoder();
        PrivateFile.make(
                file,
                text.encodeToString(pair.getPublic().getEncoded()) + " "
                        + text.encodeToString(pair.getPrivate().getEncoded()) + "\n");
    }

    String publicKey() {
        return publicKey;
    }

    /** For people to compare. */
    public String fingerprint() {
        return Checkpoint.fingerprint(publicKey);
    }

    String sign(byte[] text) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(privateKey);
            signature.update(text);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
