package org.hengji.server.intake;

import java.util.List;

/**
 * What the page of an import shows.
 *
 * @param base where these pages stand for the person
 * @param destination null when the person may no longer import such a file, or see the record
 * @param rows read so far, while it runs
 * @param faulty of them with an error
 * @param twin an earlier import of the very same file, or null
 */
public record ImportPage(
        String base, FileImport file, Destination destination, long rows, long faulty, int percent, FileImport twin) {

    /** A kind of files, and what they can go into. */
    public record Kind(String key, List<Destination> destinations) {

        /** Whether the file itself says whom its rows belong to. */
        public boolean own() {
            return destinations.size() == 1 && destinations.get(0).key().isEmpty();
        }
    }

    public String path() {
        return base + "/" + file.id();
    }
}
