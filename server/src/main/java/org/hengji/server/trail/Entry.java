package org.hengji.server.trail;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One line of the trail. Its hash covers every field and the hash of the line before.
 *
 * @param version of the text that is hashed: 1 has no result and no request, 2 is written now
 */
record Entry(
        int version,
        long seq,
        Instant at,
        String who,
        String role,
        String origin,
        String action,
        String entity,
        String result,
        String request,
        String before,
        String after,
        String prevHash) {

    static final int VERSION = 2;
    static final String FIRST = "0".repeat(64);
    static final String OK = "ok";
    static final String REFUSED = "refused";

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    String hash() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(canonical().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * One JSON array in which nothing is left to taste: names sorted, numbers plain, no spaces. The database may keep
     * the documents in its own order and spelling; read back, they give the same text.
     */
    private String canonical() {
        StringBuilder text = new StringBuilder(version == 1 ? "[" : "[\"v" + version + "\",").append(seq);
        List<String> fields = new ArrayList<>(List.of(MICROS.format(at), who, role, origin, action, entity));
        if (version > 1) {
            fields.add(result);
            fields.add(request);
        }
        for (String field : fields) {
            string(text.append(','), field);
        }
        node(text.append(','), before);
        node(text.append(','), after);
        string(text.append(','), prevHash);
        return text.append(']').toString();
    }

    private static void node(StringBuilder text, String json) {
        if (json == null) {
            text.append("null");
        } else {
            write(text, JSON.readTree(json));
        }
    }

    private static void write(StringBuilder text, JsonNode node) {
        if (node.isObject()) {
            Map<String, JsonNode> sorted = new TreeMap<>();
            node.properties().forEach(property -> sorted.put(property.getKey(), property.getValue()));
            String separator = "{";
            for (var property : sorted.entrySet()) {
                string(text.append(separator), property.getKey());
                write(text.append(':'), property.getValue());
                separator = ",";
            }
            text.append(sorted.isEmpty() ? "{}" : "}");
        } else if (node.isArray()) {
            String separator = "[";
            for (JsonNode item : node) {
                write(text.append(separator), item);
                separator = ",";
            }
            text.append(node.isEmpty() ? "[]" : "]");
        } else if (node.isNumber()) {
            BigDecimal number = node.decimalValue();
            text.append(number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString());
        } else if (node.isString()) {
            string(text, node.stringValue());
        } else {
            text.append(node);
        }
    }

    private static void string(StringBuilder text, String value) {
        text.append(JSON.writeValueAsString(value));
    }
}
