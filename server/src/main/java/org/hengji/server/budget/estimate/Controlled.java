package org.hengji.server.budget.estimate;

import java.util.List;
import org.hengji.scoring.framework.Text;

/** 严控经费: kinds of spending whose budget should not rise above that of the year before. */
public enum Controlled implements Choice {
    OVERSEAS("因公出国（境）费", "Official travel abroad"),
    VEHICLE("公务用车购置及运行费", "Official vehicles"),
    RECEPTION("公务接待费", "Official reception"),
    MEETING("会议费", "Meetings"),
    TRAVEL("差旅费", "Travel"),
    TRAINING("培训费", "Training");

    /** 三公经费. */
    public static final List<Controlled> THREE_PUBLIC = List.of(OVERSEAS, VEHICLE, RECEPTION);

    private final Text name;

    Controlled(String zh, String en) {
        this.name = Text.of(zh, en);
    }

    @Override
    public Text text() {
        return name;
    }
}
