package org.hengji.server.database;

import java.io.PrintStream;

/** Something that must be said on stdout right after the address, such as the one-time setup link. */
public interface FirstWords {
    void say(String address, PrintStream out);
}
