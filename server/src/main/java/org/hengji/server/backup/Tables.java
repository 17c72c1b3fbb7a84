package org.hengji.server.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hengji.server.database.Database;
import org.postgresql.PGConnection;

/** The tables of our schema as they are now: names, columns, order of dependence, and their rows as text. */
final class Tables {

    /** Not worth keeping: sessions die with the machine, and the migrations write their own history. */
    private static final Set<String> TRANSIENT =
            Set.of("flyway_schema_history", "spring_session", "spring_session_attributes");

    private Tables() {}

    /** Settings on which the text of a value depends, so that two servers spell one row alike. */
    static void spellPlainly(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'iso_8601';"
                    + " set extra_float_digits = 1; set bytea_output = 'hex'; set lc_monetary = 'C'");
        }
    }

    /** Columns by table, a table after those that it refers to. */
    static Map<String, List<String>> inOrderOfDependence(Connection connection) throws SQLException {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        Map<String, Set<String>> references = new LinkedHashMap<>();
        try (var statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery("""
                    select c.relname, a.attname
                    from pg_class c
                    join pg_namespace n on n.oid = c.relnamespace and n.nspname = '%s'
                    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                    where c.relkind in ('r', 'p') and not c.relispartition
                    order by c.relname, a.attnum
                    """.formatted(Database.SCHEMA))) {
                while (row.next()) {
                    if (!TRANSIENT.contains(row.getString(1))) {
                        columns.computeIfAbsent(row.getString(1), name -> new ArrayList<>())
                                .add(row.getString(2));
                    }
                }
            }
            try (ResultSet row = statement.executeQuery("""
                    select c.relname, f.relname
                    from pg_constraint k
                    join pg_namespace n on n.oid = k.connamespace and n.nspname = '%s'
                    join pg_class c on c.oid = k.conrelid
                    join pg_class f on f.oid = k.confrelid
                    where k.contype = 'f' and c.oid <> f.oid
                    """.formatted(Database.SCHEMA))) {
                while (row.next()) {
                    references
                            .computeIfAbsent(row.getString(1), name -> new LinkedHashSet<>())
                            .add(row.getString(2));
                }
            }
        }
        Map<String, List<String>> ordered = new LinkedHashMap<>();
        for (String table : columns.keySet()) {
            visit(table, columns, references, ordered, new LinkedHashSet<>());
        }
        return ordered;
    }

    private static void visit(
            String table,
            Map<String, List<String>> columns,
            Map<String, Set<String>> references,
            Map<String, List<String>> ordered,
            Set<String> path) {
        if (ordered.containsKey(table) || !columns.containsKey(table)) {
            return;
        }
        if (!path.add(table)) {
            throw new IllegalStateException("Tables refer to each other in a circle: " + path);
        }
        for (String other : references.getOrDefault(table, Set.of())) {
            visit(other, columns, references, ordered, path);
        }
        path.remove(table);
        ordered.put(table, columns.get(table));
    }

    /** Writes the rows in an order that depends on nothing but the rows, and says what it wrote. */
    static Manifest.Table copyOut(Connection connection, String table, List<String> columns, OutputStream out)
            throws SQLException, IOException {
        MessageDigest digest = sha256();
        Counting counted = new Counting(new DigestOutputStream(out, digest));
        List<String> key = primaryKey(connection, table);
        // Byte order of the texts: the same under every collation.
        String order = (key.isEmpty() ? columns : key)
                .stream()
                        .map(column -> quoted(column) + "::text collate \"C\"")
                        .reduce((a, b) -> a + ", " + b)
                        .orElseThrow();
        long rows = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyOut(
                        "copy (select " + list(columns) + " from " + qualified(table) + " order by " + order
                                + ") to stdout",
                        counted);
        return new Manifest.Table(
                table, columns, rows, counted.bytes, HexFormat.of().formatHex(digest.digest()));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String qualified(String name) {
        return quoted(Database.SCHEMA) + "." + quoted(name);
    }

    static String list(List<String> columns) {
        return String.join(", ", columns.stream().map(Tables::quoted).toList());
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static List<String> primaryKey(Connection connection, String table) throws SQLException {
        List<String> key = new ArrayList<>();
        try (var statement = connection.prepareStatement("""
                select a.attname
                from pg_index i
                join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
                where i.indrelid = ?::regclass and i.indisprimary
                order by array_position(i.indkey::int2[], a.attnum)
                """)) {
            statement.setString(1, qualified(table));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    key.add(row.getString(1));
                }
            }
        }
        return key;
    }

    private static final class Counting extends OutputStream {

        private final OutputStream out;
        private long bytes;

        Counting(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            bytes++;
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            out.write(buffer, offset, length);
            bytes += length;
        }
    }
}
