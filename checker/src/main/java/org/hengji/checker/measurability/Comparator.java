package org.hengji.checker.measurability;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.hengji.scoring.framework.Text;

/** How an actual value is held against the target value. */
public enum Comparator {
    AT_LEAST("≥", "at least"),
    MORE("＞", "more than"),
    AT_MOST("≤", "at most"),
    LESS("＜", "less than"),
    EQUAL("＝", "equal"),
    BETWEEN("介于", "between"),
    PARTS("分项", "in parts"),
    DEADLINE("期限", "deadline"),
    WORDS("定性", "words");

    private final Text label;

    Comparator(String zh, String en) {
        label = Text.of(zh, en);
    }

    public Text label() {
        return label;
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public boolean isUpper() {
        return this == AT_MOST || this == LESS;
    }

    public boolean isLower() {
        return this == AT_LEAST || this == MORE;
    }

    /** Stands in front of one number. */
    public boolean isSign() {
        return isUpper() || isLower() || this == EQUAL;
    }

    public static Optional<Comparator> named(String key) {
        return Arrays.stream(values()).filter(c -> c.key().equals(key)).findFirst();
    }
}
