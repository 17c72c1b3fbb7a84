package org.hengji.scoring.framework;

/** A label or message in both languages; Chinese first, English beside it. */
public record Text(String zh, String en) {
    public static Text of(String zh, String en) {
        return new Text(zh, en);
    }

    public String in(String language) {
        return "en".equals(language) && en != null ? en : zh;
    }
}
