package org.hengji.server.budget.exante;

import java.util.Locale;
import org.hengji.scoring.framework.Text;

/** What an ex-ante evaluation comes to. */
public enum Conclusion {
    SUPPORT("予以支持", "Supported"),
    ADJUST("调整后支持", "Supported after changes"),
    REFUSE("不予支持", "Refused");

    private final Text name;

    Conclusion(String zh, String en) {
        this.name = Text.of(zh, en);
    }

    public Text text() {
        return name;
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
