package org.hengji.server.catalogue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hengji.frameworks.Packs;
import org.hengji.server.trail.Denials;
import org.hengji.server.trail.Trail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Which versions of frameworks score here, and since when. A framework comes with a release of the program; its first
 * start is its publication, and goes into the trail.
 */
@Component
public class Releases {

    private static final Logger LOG = LoggerFactory.getLogger(Releases.class);

    private final JdbcClient jdbc;
    private final Trail trail;
    private final Denials denials;

    Releases(JdbcClient jdbc, Trail trail, Denials denials) {
        this.jdbc = jdbc;
        this.trail = trail;
        this.denials = denials;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Transactional
    public void publish() {
        for (String pack : Packs.index()) {
            String[] parts = pack.split("/");
            publish(parts[0], parts[1], Packs.source(pack));
        }
    }

    /** @param text of the framework's file */
    void publish(String id, String version, String text) {
        String digest = digest(text);
        boolean fresh = jdbc.sql("insert into framework_release (id, version, digest) values (?, ?, ?)"
                                + " on conflict do nothing")
                        .params(id, version, digest)
                        .update()
                == 1;
        String entity = "framework/" + id + "@" + version;
        if (fresh) {
            trail.recordBy("-", "framework.publish", entity, Map.of("digest", digest));
            return;
        }
        Optional<String> known = jdbc.sql("select digest from framework_release where id = ? and version = ?")
                .params(id, version)
                .query(String.class)
                .optional();
        if (known.filter(digest::equals).isEmpty()) {
            // Scores given so far rest on the other text, and cannot be computed again from this one.
            LOG.error("{} was changed under its version: {} published here, {} in this program", entity, known, digest);
            denials.refused("-", "framework.publish", entity, Map.of("published", known.orElse("-"), "found", digest));
        }
    }

    /** The day from which each scores here, by {@code id@version}. */
    Map<String, LocalDate> days() {
        Map<String, LocalDate> days = new LinkedHashMap<>();
        jdbc.sql("select id, version, since from framework_release order by id, version")
                .query(row -> {
                    days.put(
                            row.getString(1) + "@" + row.getString(2),
                            row.getTimestamp(3)
                                    .toInstant()
                                    .atZone(ZoneId.systemDefault())
                                    .toLocalDate());
                });
        return days;
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
