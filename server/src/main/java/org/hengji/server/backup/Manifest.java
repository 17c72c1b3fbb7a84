package org.hengji.server.backup;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.hengji.Refusal;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What a backup holds, so that a restore can tell whether it has got all of it. */
record Manifest(
        int format, String schemaVersion, String mark, String createdAt, List<Table> tables, List<Sequence> sequences) {

    static final int FORMAT = 1;
    static final String NAME = "manifest.json";

    private static final int LARGEST = 4 << 20;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** One table: its columns in the order of the copy, and the digest of its rows in the order of the primary key. */
    record Table(String name, List<String> columns, long rows, long bytes, String sha256) {
        String entry() {
            return "tables/" + name + ".copy";
        }
    }

    record Sequence(String name, long value, boolean called) {}

    long rows() {
        return tables.stream().mapToLong(Table::rows).sum();
    }

    byte[] toJson() {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    }

    static Manifest read(InputStream in) throws IOException {
        byte[] bytes = in.readNBytes(LARGEST + 1);
        try {
            Manifest manifest = bytes.length > LARGEST ? null : JSON.readValue(bytes, Manifest.class);
            if (manifest != null
                    && manifest.tables != null
                    && manifest.sequences != null
                    && manifest.mark != null
                    && manifest.schemaVersion != null) {
                if (manifest.format != FORMAT) {
                    throw new Refusal(
                            "这个备份的格式是第 " + manifest.format + " 版，本程序只认第 " + FORMAT + " 版。请用写出它的版本（或更新的版本）恢复。",
                            "This backup has format " + manifest.format + "; this program reads format " + FORMAT
                                    + ". Restore it with the version that wrote it, or a newer one.");
                }
                return manifest;
            }
        } catch (JacksonException e) {
            throw new IOException("manifest: " + e.getOriginalMessage(), e);
        }
        throw new IOException("manifest: incomplete");
    }
}
