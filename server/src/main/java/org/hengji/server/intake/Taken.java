package org.hengji.server.intake;

import org.hengji.documents.workbook.ImportResult;

/**
 * What a file did, or would do. With an error in the result the counts mean nothing.
 *
 * @param added records that were not there before
 * @param changed records that say something else now
 * @param same records that said so already
 * @param path the page where one sees it
 */
public record Taken(ImportResult result, long added, long changed, long same, String path) {

    /** Whether the import leaves everything as it is. */
    public boolean changesNothing() {
        return added == 0 && changed == 0;
    }
}
