package org.hengji.server.budget;

import org.hengji.server.frame.Frame;

/**
 * What a person may do on the pages of this module.
 *
 * @param write fill in for a body
 * @param keep keep the library and decide
 */
public record May(boolean write, boolean keep) {

    static May of(Frame frame) {
        return new May(Members.writes(frame.person()), Members.keeps(frame.person()));
    }
}
