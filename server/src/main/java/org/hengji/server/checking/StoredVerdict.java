package org.hengji.server.checking;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.hengji.checker.Finding.Effect;
import org.hengji.checker.Verdict;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Verdicts as the database keeps them, places in the document included. */
final class StoredVerdict {

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Effect.None.class, name = "none"),
        @JsonSubTypes.Type(value = Effect.Corrected.class, name = "corrected"),
        @JsonSubTypes.Type(value = Effect.Bounded.class, name = "bounded"),
        @JsonSubTypes.Type(value = Effect.Unverifiable.class, name = "unverifiable")
    })
    private interface Kinds {}

    private static final JsonMapper JSON = JsonMapper.builder()
            .addMixIn(Effect.class, Kinds.class)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private StoredVerdict() {}

    static String write(Verdict verdict) {
        // PostgreSQL takes no NUL in text of any kind.
        return JSON.writeValueAsString(verdict).replace("\\u0000", "\uFFFD");
    }

    static Verdict read(String json) {
        return JSON.readValue(json, Verdict.class);
    }
}
