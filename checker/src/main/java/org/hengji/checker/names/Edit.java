package org.hengji.checker.names;

/** How one name becomes another: what stands between their common beginning and end. */
record Edit(String gone, String come, int before, int after) {

    static Edit between(String a, String b) {
        int before = 0;
        while (before < Math.min(a.length(), b.length()) && a.charAt(before) == b.charAt(before)) {
            before++;
        }
        int after = 0;
        while (after < Math.min(a.length(), b.length()) - before
                && a.charAt(a.length() - 1 - after) == b.charAt(b.length() - 1 - after)) {
            after++;
        }
        return new Edit(
                a.substring(before, a.length() - after), b.substring(before, b.length() - after), before, after);
    }

    boolean isInsertion() {
        return gone.isEmpty() != come.isEmpty();
    }

    String word() {
        return gone + come;
    }
}
