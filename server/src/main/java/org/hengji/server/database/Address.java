package org.hengji.server.database;

/** A database that someone else runs. */
record Address(String url, String user, String password) implements Database {

    @Override
    public void close() {
        // Not ours to stop.
    }
}
