package org.hengji.server.frame;

import java.util.Locale;

/** The two languages of every page. Chinese is the default. */
public enum Language {
    CHINESE("zh", "zh-CN", Locale.SIMPLIFIED_CHINESE),
    ENGLISH("en", "en", Locale.ENGLISH);

    private final String code;
    private final String tag;
    private final Locale locale;

    Language(String code, String tag, Locale locale) {
        this.code = code;
        this.tag = tag;
        this.locale = locale;
    }

    /** In addresses and cookies: {@code ?lang=en}. */
    public String code() {
        return code;
    }

    /** For the lang attribute, which decides how a screen reader pronounces the page. */
    public String tag() {
        return tag;
    }

    public Locale locale() {
        return locale;
    }

    public Language other() {
        return this == CHINESE ? ENGLISH : CHINESE;
    }

    /** The one of the two texts that is in this language. */
    public String pick(String chinese, String english) {
        return this == CHINESE ? chinese : english;
    }

    static Language of(String code) {
        return ENGLISH.code.equals(code) ? ENGLISH : CHINESE;
    }
}
