package org.hengji.checker.arithmetic;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hengji.checker.Report;
import org.hengji.checker.reading.Numerals;
import org.hengji.checker.reading.Passage;
import org.hengji.documents.Span;

/** Lists that announce their length: 从以下三方面…：一是…二是…三是…. */
public final class Enumerations {
    private static final String HAN = "一二三四五六七八九十";
    private static final Pattern ANNOUNCED = Pattern.compile(
            "(?:以下|如下|下列)([" + HAN + "两\\d]{1,2})(?:个|项|点|大|条|类)?(?:方面|部分|问题|措施|做法|原因|工作|任务|内容)[^。；:]{0,20}:");
    private static final Pattern ITEM = Pattern.compile("(?<=^|[。；，:：、\\s])([" + HAN + "]{1,2})是");

    /**
     * @param announced where the length is told
     * @param length as told
     * @param items where each item begins
     */
    public record Listed(Span announced, int length, List<Span> items) {}

    private Enumerations() {}

    public static List<Listed> of(Report report) {
        List<Listed> all = new ArrayList<>();
        List<Passage> passages = report.passages();
        for (int i = 0; i < passages.size(); i++) {
            Passage passage = passages.get(i);
            if (passage.isCell()) {
                continue;
            }
            Matcher m = ANNOUNCED.matcher(passage.text());
            while (m.find()) {
                List<Span> items = items(passages, i, m.end());
                if (items.size() > 1) {
                    all.add(new Listed(passage.original(m.start(1), m.end()), Numerals.value(m.group(1)), items));
                }
            }
        }
        return all;
    }

    /** 一是, 二是, … in order; the list ends where the order breaks or a heading comes. */
    private static List<Span> items(List<Passage> passages, int first, int from) {
        List<Span> items = new ArrayList<>();
        for (int i = first;
                i < passages.size()
                        && !passages.get(i).isCell()
                        && (i == first || passages.get(i).level() == 0);
                i++) {
            Passage passage = passages.get(i);
            Matcher m = ITEM.matcher(passage.text());
            for (int at = i == first ? from : 0; m.find(at); at = m.end()) {
                if (Numerals.value(m.group(1)) != items.size() + 1) {
                    return items;
                }
                items.add(passage.original(m.start(1), m.end()));
            }
        }
        return items;
    }
}
