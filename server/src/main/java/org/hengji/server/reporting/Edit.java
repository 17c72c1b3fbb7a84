package org.hengji.server.reporting;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a person made of a paragraph.
 *
 * @param text empty: the draft was taken back
 * @param draft what the template and the facts gave at that time
 * @param figures how the figures of the draft read at that time, by key
 */
public record Edit(
        long id,
        String paragraph,
        Optional<String> text,
        String draft,
        Map<String, String> figures,
        String by,
        Instant at) {}
