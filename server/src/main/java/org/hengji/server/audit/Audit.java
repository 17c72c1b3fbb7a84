package org.hengji.server.audit;

import java.util.List;
import org.hengji.server.listing.ListView;
import org.hengji.server.trail.TrailReader;

/**
 * The page of the audit administrator.
 *
 * @param actions every kind of act there has been, to choose from
 * @param older the address of the entries before the oldest read here; null when there are none
 * @param further whether these are not the latest
 * @param misread whether a day was typed that is none
 */
public record Audit(
        TrailReader.Filter filter,
        List<String> actions,
        ListView entries,
        String older,
        boolean further,
        boolean misread) {}
