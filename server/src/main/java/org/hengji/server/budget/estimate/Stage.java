package org.hengji.server.budget.estimate;

import java.util.Optional;
import org.hengji.scoring.framework.Text;

/** 二上二下. */
public enum Stage implements Choice {
    UP1("一上", "First submission"),
    DOWN1("一下", "Control figures"),
    UP2("二上", "Second submission"),
    DOWN2("二下", "Approval");

    private final Text name;

    Stage(String zh, String en) {
        this.name = Text.of(zh, en);
    }

    @Override
    public Text text() {
        return name;
    }

    public static Optional<Stage> of(String key) {
        return Choice.read(Stage.class, key);
    }
}
