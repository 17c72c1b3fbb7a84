package org.hengji.server.checking;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Bounds of an upload, and names that are safe to show, to store and to send back. */
final class Upload {
    static final int MOST_FILES = 100;
    /** Of one report; it is read into memory whole. */
    static final long MOST_BYTES = 50L << 20;

    private static final int LONGEST_NAME = 150;

    private Upload() {}

    /** The last part of whatever the browser sent, without what no file system takes. */
    static String name(String sent) {
        String last = sent == null ? "" : sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
        String safe = last.replaceAll("[\\p{Cntrl}\\u202A-\\u202E\\u2066-\\u2069:*?\"<>|]", "_")
                .strip();
        if (safe.length() > LONGEST_NAME) {
            // The ending tells the format, so the cut is in the middle.
            safe = safe.substring(0, LONGEST_NAME - 20) + "…" + safe.substring(safe.length() - 19);
        }
        return safe.isEmpty() || safe.matches("\\.+") ? "report" : safe;
    }

    /** Names of one batch are told apart by a number before the ending. */
    static final class Names {
        private final Set<String> taken = new HashSet<>();

        String of(String sent) {
            String name = name(sent);
            int dot = name.lastIndexOf('.');
            String stem = dot <= 0 ? name : name.substring(0, dot);
            String ending = dot <= 0 ? "" : name.substring(dot);
            String unique = name;
            for (int i = 2; !taken.add(unique.toLowerCase(Locale.ROOT)); i++) {
                unique = stem + " (" + i + ")" + ending;
            }
            return unique;
        }
    }
}
