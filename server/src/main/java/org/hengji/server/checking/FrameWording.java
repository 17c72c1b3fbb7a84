package org.hengji.server.checking;

import org.hengji.annotated.Wording;
import org.hengji.server.frame.Frame;

/** The texts of a page of the application. */
record FrameWording(Frame frame) implements Wording {
    @Override
    public String text(String key, Object... arguments) {
        return frame.text(key, arguments);
    }

    @Override
    public String language() {
        return frame.language().code();
    }
}
