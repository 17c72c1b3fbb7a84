package org.hengji.server.database;

import java.util.Locale;
import org.hengji.Refusal;

/** What an installation was made for, said at its creation and never changed: play data and real data do not mix. */
public enum Mark {
    DEMO,
    SERVE;

    /** The word on the command line, in the data folder and in the database. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Mark of(String word) {
        for (Mark mark : values()) {
            if (mark.word().equals(word)) {
                return mark;
            }
        }
        throw new Refusal("不认识的用途标记“" + word + "”。", "Unknown mark \"" + word + "\".");
    }

    /** Refuses to run as this what was made as the other. */
    public void mustBe(Mark wanted, String place) {
        if (this == wanted) {
            return;
        }
        throw this == DEMO
                ? new Refusal(
                        place + " 里是演示数据，不能用于正式运行。请换一个文件夹：./hengji serve --data 新文件夹；要看演示：./hengji demo --data "
                                + place,
                        place + " holds demonstration data and cannot be served for real. Take another folder"
                                + " (./hengji serve --data NEW), or look at it with ./hengji demo --data " + place)
                : new Refusal(
                        place + " 里是正式数据，演示不会打开它。请换一个文件夹：./hengji demo --data 新文件夹；正式运行：./hengji serve --data " + place,
                        place + " holds real data; the demonstration does not open it. Take another folder"
                                + " (./hengji demo --data NEW), or run ./hengji serve --data " + place);
    }
}
