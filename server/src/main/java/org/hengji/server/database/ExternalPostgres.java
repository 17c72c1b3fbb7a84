package org.hengji.server.database;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hengji.Refusal;

/** A PostgreSQL that the administrator runs, given by its address. */
public final class ExternalPostgres {

    private static final int OLDEST = 15;

    private ExternalPostgres() {}

    /**
     * Understands {@code jdbc:postgresql://host:5432/db?user=u&password=p} and {@code postgresql://u:p@host/db}; user
     * and password may also come from {@code HENGJI_DB_USER} and {@code HENGJI_DB_PASSWORD}, where no process list
     * shows them. Looks whether it answers, is new enough and can keep Chinese text.
     */
    public static Database connect(String url, Map<String, String> environment) {
        Address address = parse(url, environment);
        try (Connection connection = address.connect()) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < OLDEST) {
                throw new Refusal(
                        "这是 PostgreSQL " + version + "，需要 " + OLDEST + " 或更新的版本。",
                        "This is PostgreSQL " + version + "; " + OLDEST + " or newer is needed.");
            }
            String encoding = one(connection, "show server_encoding");
            if (!encoding.equals("UTF8")) {
                throw new Refusal(
                        "数据库的编码是 " + encoding + "，中文会受损。请用 encoding 'UTF8' 另建一个数据库："
                                + "create database hengji encoding 'UTF8' template template0;",
                        "The encoding of the database is " + encoding
                                + ", which cannot keep Chinese text. Create one with:"
                                + " create database hengji encoding 'UTF8' template template0;");
            }
        } catch (SQLException e) {
            throw new Refusal(
                    "连接不上数据库 " + shown(address) + "：" + e.getMessage()
                            + "。请检查地址、用户名和密码（也可用环境变量 HENGJI_DB_USER、HENGJI_DB_PASSWORD）。",
                    "Cannot connect to " + shown(address) + ": " + e.getMessage()
                            + ". Check address, user and password (or set HENGJI_DB_USER and HENGJI_DB_PASSWORD).",
                    e);
        }
        return address;
    }

    static Address parse(String url, Map<String, String> environment) {
        String plain = url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url;
        URI uri;
        try {
            uri = URI.create(plain);
        } catch (IllegalArgumentException e) {
            throw notUnderstood(e);
        }
        boolean postgres = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
        if (!postgres
                || uri.getRawAuthority() == null
                || uri.getPath() == null
                || uri.getPath().length() < 2) {
            throw notUnderstood(null);
        }
        Map<String, String> parameters = parameters(uri.getRawQuery());
        String user = parameters.remove("user");
        String password = parameters.remove("password");
        String authority = uri.getRawAuthority();
        int at = authority.lastIndexOf('@');
        if (at >= 0) {
            String[] who = authority.substring(0, at).split(":", 2);
            user = decode(who[0]);
            password = who.length == 2 ? decode(who[1]) : password;
            authority = authority.substring(at + 1);
        }
        user = user != null ? user : environment.get("HENGJI_DB_USER");
        password = password != null ? password : environment.get("HENGJI_DB_PASSWORD");
        parameters.put("currentSchema", Database.SCHEMA);
        parameters.putIfAbsent("ApplicationName", "hengji");
        parameters.putIfAbsent("connectTimeout", "10");
        StringBuilder jdbc =
                new StringBuilder("jdbc:postgresql://").append(authority).append(uri.getRawPath());
        char mark = '?';
        for (var parameter : parameters.entrySet()) {
            jdbc.append(mark).append(parameter.getKey()).append('=').append(parameter.getValue());
            mark = '&';
        }
        return new Address(jdbc.toString(), user == null ? "" : user, password == null ? "" : password);
    }

    /** The address without its secrets, for messages and logs. */
    private static String shown(Address address) {
        String url = address.url().substring("jdbc:".length());
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query);
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (query != null) {
            for (String pair : query.split("&")) {
                String[] parts = pair.split("=", 2);
                String value = parts.length == 2 ? parts[1] : "";
                boolean ours = parts[0].equals("user") || parts[0].equals("password");
                parameters.put(parts[0], ours ? decode(value) : value);
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String one(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private static Refusal notUnderstood(Exception cause) {
        return new Refusal(
                "看不懂 --database 的地址。写法：postgresql://用户:密码@主机:5432/数据库 或 jdbc:postgresql://主机:5432/数据库?user=…&password=…",
                "The address after --database is not understood. Write postgresql://user:password@host:5432/database or"
                        + " jdbc:postgresql://host:5432/database?user=...&password=...",
                cause);
    }
}
