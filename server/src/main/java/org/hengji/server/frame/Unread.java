package org.hengji.server.frame;

/** How many notices the person at hand has not read: shown at the top of every page. */
public interface Unread {
    int unread();
}
