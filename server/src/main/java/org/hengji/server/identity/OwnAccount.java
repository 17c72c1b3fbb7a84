package org.hengji.server.identity;

import java.util.List;
import java.util.Map;

/**
 * What a person sees of the own account.
 *
 * @param duty what must be done before anything else opens; null when nothing
 * @param secret of the second factor being set up; empty once it is there
 * @param faults message keys by field
 * @param notice key; null when nothing was done
 */
public record OwnAccount(
        Account account,
        AccountPolicy policy,
        Duty duty,
        List<OpenSession> sessions,
        String secret,
        Map<String, String> faults,
        String notice) {
    @Override
    public String toString() {
        return "OwnAccount[" + account.person().name() + "]"; // never the secret
    }
}
