package org.hengji.server.intake;

import org.hengji.scoring.framework.Text;

/**
 * A record that a file goes into.
 *
 * @param key its number in the receiving module; blank where the file says it row by row
 * @param path its page
 */
public record Destination(String key, Text name, String path) {
    public static final Destination OWN = new Destination("", new Text("", ""), "");
}
