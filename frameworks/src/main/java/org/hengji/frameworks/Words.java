package org.hengji.frameworks;

import java.util.Collection;

/** The sentence for a name that nobody has declared, with the nearest one that somebody has. */
final class Words {
    private static final int MOST_LISTED = 24;

    private Words() {}

    static void unknown(Field at, String code, String whatZh, String whatEn, String found, Collection<String> known) {
        unknown(at, at.yaml.at(), code, whatZh, whatEn, found, known);
    }

    static void unknown(
            Field at,
            Yaml.At place,
            String code,
            String whatZh,
            String whatEn,
            String found,
            Collection<String> known) {
        String near = Field.nearest(found, known);
        at.faults.add(
                code,
                at.path,
                place,
                "没有“" + found + "”这个" + whatZh,
                found + " is not a known " + whatEn,
                remedy(near, known, "是否想写“", "”？", "可用：", "、", "尚未声明任何一个", "……"),
                remedy(near, known, "Did you mean ", "?", "Known: ", ", ", "None is declared yet", "…"));
    }

    private static String remedy(
            String near,
            Collection<String> known,
            String ask,
            String asked,
            String list,
            String comma,
            String none,
            String more) {
        if (near != null) {
            return ask + near + asked;
        } else if (known.isEmpty()) {
            return none;
        }
        String shown = String.join(comma, known.stream().limit(MOST_LISTED).toList());
        return list + shown + (known.size() > MOST_LISTED ? more : "");
    }
}
