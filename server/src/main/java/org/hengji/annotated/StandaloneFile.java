package org.hengji.annotated;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * What a page needs that is opened from a folder, perhaps on a machine without network.
 *
 * @param index address of the list of its batch, or null when it is alone
 * @param other address of the same page in the other language
 * @param policy lets the browser run the page's own style and script and fetch nothing
 */
public record StandaloneFile(String index, String other, String style, String script, String policy) {

    public static StandaloneFile of(String index, String other) {
        String style = resource("/static/css/checking.css");
        String script = resource("/static/js/checking.js");
        String policy = "default-src 'none'; style-src '" + hash(style) + "'; script-src '" + hash(script)
                + "'; base-uri 'none'; form-action 'none'";
        return new StandaloneFile(index, other, style, script, policy);
    }

    private static String resource(String name) {
        try (InputStream in = StandaloneFile.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String hash(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
