package org.hengji.server.identity;

import java.util.List;
import java.util.Map;
import org.hengji.server.listing.ListView;
import org.hengji.server.organisation.Tree;
import org.hengji.server.trail.TrailReader;

/**
 * The page of the security administrator.
 *
 * @param watched what the audit administrators did of late: nobody reads without being seen
 * @param faults of the rules for accounts: message keys by field
 * @param notice key of what became of an act; null otherwise
 */
public record SecurityView(
        List<RightRequest> waiting,
        ListView accounts,
        AccountPolicy policy,
        Tree tree,
        List<TrailReader.Line> watched,
        Map<String, String> faults,
        String notice) {}
