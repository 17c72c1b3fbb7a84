package org.hengji.server.identity;

import java.util.List;
import java.util.Map;
import org.hengji.server.access.Role;

/**
 * The page of the system administrator.
 *
 * @param form what was typed and what is wrong with it
 * @param issued the link just made, to be shown this once; null otherwise
 * @param notice key of what became of a withdrawal; null otherwise
 */
public record Administration(
        List<Account> accounts, List<Invitation> invitations, Form form, Issued issued, String notice) {

    /** @param faults message keys by field */
    public record Form(String role, String invitee, Map<String, String> faults) {
        static final Form EMPTY = new Form("", "", Map.of());
    }

    /** @param link the whole address; it is in no log and in no table */
    public record Issued(String link, Role role, String invitee) {
        @Override
        public String toString() {
            return "Issued[" + role + "]"; // never the link
        }
    }
}
