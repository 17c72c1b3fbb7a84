package org.hengji.server.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A PostgreSQL that answers now. Closing it stops the server when it is our own. */
public interface Database extends AutoCloseable {

    /** All our tables live in a schema of that name, so that a database may be shared and "empty" is well defined. */
    String SCHEMA = "hengji";

    /** JDBC address, already pointing at {@link #SCHEMA}. */
    String url();

    String user();

    String password();

    @Override
    void close();

    /** A plain connection, for the commands that work without the web application. */
    default Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), user(), password());
    }
}
