package org.hengji.server.intake;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hengji.documents.workbook.CellFinding;
import org.hengji.documents.workbook.ImportResult;
import org.hengji.server.access.Errand;

/**
 * A file that somebody brought, and how far it is.
 *
 * @param destination key of the record it goes into
 * @param size in bytes
 * @param digest sha256 of the file
 * @param result of the last reading; all zero before it
 * @param halted why an import that was begun came to nothing; blank when it did not
 * @param path where to see what was imported
 */
public record FileImport(
        long id,
        String kind,
        String destination,
        Errand errand,
        String name,
        long size,
        String digest,
        State state,
        ImportResult result,
        long added,
        long changed,
        long same,
        String halted,
        String path,
        Instant sentAt,
        Optional<Instant> doneAt) {

    private static final int LONGEST_NAME = 120;

    public enum State {
        WAITING,
        READING,
        /** The file could not be read at all, and is not kept. */
        REFUSED,
        /** It has errors. */
        FAULTY,
        /** It says nothing that is not on record. */
        SAME,
        /** It may be imported. */
        READY,
        QUEUED,
        TAKING,
        DONE,
        CANCELLED;

        public boolean running() {
            return this == WAITING || this == READING || this == QUEUED || this == TAKING;
        }

        /** The import itself, after the dry run. */
        public boolean taking() {
            return this == QUEUED || this == TAKING;
        }

        /** Whether the file is still kept. */
        public boolean kept() {
            return this != DONE && this != CANCELLED && this != REFUSED;
        }

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The last part of whatever was sent as a name, without what no file system takes; the ending tells the format. */
    static String safe(String sent) {
        String last = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
        String safe = last.replaceAll("[\\p{Cntrl}\\u202A-\\u202E\\u2066-\\u2069:*?\"<>|]", "_")
                .strip();
        if (safe.length() > LONGEST_NAME) {
            safe = safe.substring(0, LONGEST_NAME - 20) + "…" + safe.substring(safe.length() - 19);
        }
        return safe.isEmpty() || safe.matches("\\.+") ? "file" : safe;
    }

    /** Findings of one rule, in order of the file. */
    public record Group(String code, boolean error, List<CellFinding> findings) {
        public int size() {
            return findings.size();
        }
    }

    /** Errors before hints, in the order in which their first one stands. */
    public List<Group> groups() {
        Map<String, List<CellFinding>> groups = new LinkedHashMap<>();
        for (boolean error : new boolean[] {true, false}) {
            result.findings().stream()
                    .filter(f -> f.isError() == error)
                    .forEach(f -> groups.computeIfAbsent(f.problem().code(), code -> new java.util.ArrayList<>())
                            .add(f));
        }
        return groups.entrySet().stream()
                .map(g -> new Group(g.getKey(), g.getValue().get(0).isError(), List.copyOf(g.getValue())))
                .collect(Collectors.toList());
    }

    /** Errors that belong to no cell: the file as a whole cannot be read. */
    public List<CellFinding> whole() {
        return result.findings().stream()
                .filter(f -> f.isError() && f.sheet().isEmpty())
                .toList();
    }
}
