package org.hengji.server.identity;

import java.util.List;
import java.util.Map;
import org.hengji.server.access.Role;
import org.hengji.server.listing.ListView;
import org.hengji.server.organisation.Tree;

/**
 * The page of the system administrator.
 *
 * @param alone whether there are only administrators
 * @param form what was typed and what is wrong with it
 * @param issued the link just made, to be shown this once; null otherwise
 * @param notice key of what became of an act; null otherwise
 */
public record Administration(
        ListView accounts,
        boolean alone,
        List<RightRequest> requests,
        List<Invitation> invitations,
        Tree tree,
        Form form,
        Issued issued,
        String notice) {

    /** @param faults message keys by field */
    public record Form(RightCommand command, Map<String, String> faults) {
        static final Form EMPTY = new Form(RightCommand.EMPTY, Map.of());
    }

    /** The link of a request; null when none is open. */
    public Invitation invitation(RightRequest request) {
        return invitations.stream()
                .filter(i -> i.request() == request.id())
                .findFirst()
                .orElse(null);
    }

    /** @param link the whole address; it is in no log and in no table */
    public record Issued(String link, Role role, String invitee) {
        @Override
        public String toString() {
            return "Issued[" + role + "]"; // never the link
        }
    }
}
