package org.hengji.server.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;

/** A small provider of OpenID Connect that answers over HTTP and signs what it says. */
final class IdentityProvider implements AutoCloseable {

    private final HttpServer server;
    private final RSAKey key;
    private RSAKey signing;
    private String nonce;

    /** Whom it will say that it saw. */
    String person = "li";

    /** What it says the token is for; the tests spoil it. */
    String audience = "hengji";

    boolean oldNonce;

    IdentityProvider() {
        try {
            key = new RSAKeyGenerator(2048).keyID("1").generate();
            signing = key;
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", this::answer);
            server.start();
        } catch (IOException | JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void signWithAnotherKey() {
        try {
            signing = new RSAKeyGenerator(2048).keyID("1").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    void behave() {
        signing = key;
        person = "li";
        audience = "hengji";
        oldNonce = false;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        try {
            switch (path) {
                case "/.well-known/openid-configuration" -> json(exchange, """
                        {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token",
                         "jwks_uri": "%1$s/keys", "response_types_supported": ["code"],
                         "subject_types_supported": ["public"],
                         "id_token_signing_alg_values_supported": ["RS256"]}""".formatted(issuer()));
                case "/keys" -> json(exchange, new JWKSet(key.toPublicJWK()).toString());
                case "/authorize" -> {
                    Map<String, String> asked =
                            parameters(exchange.getRequestURI().getRawQuery());
                    nonce = asked.get("nonce");
                    exchange.getResponseHeaders()
                            .add(
                                    "Location",
                                    asked.get("redirect_uri") + "?code=once&state="
                                            + java.net.URLEncoder.encode(asked.get("state"), StandardCharsets.UTF_8));
                    exchange.sendResponseHeaders(302, -1);
                }
                case "/token" -> json(exchange, """
                        {"access_token": "a", "token_type": "Bearer", "expires_in": 60, "id_token": "%s"}""".formatted(token()));
                default -> exchange.sendResponseHeaders(404, -1);
            }
        } catch (JOSEException e) {
            throw new IOException(e);
        } finally {
            exchange.close();
        }
    }

    private String token() throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("1").build(),
                new JWTClaimsSet.Builder()
                        .issuer(issuer())
                        .subject("number-17")
                        .audience(audience)
                        .claim("nonce", oldNonce ? "replayed" : nonce)
                        .claim("preferred_username", person)
                        .issueTime(Date.from(Instant.now()))
                        .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                        .build());
        token.sign(new RSASSASigner(signing));
        return token.serialize();
    }

    private static void json(HttpExchange exchange, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : query.split("&")) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
