package org.hengji.scoring;

import java.util.Optional;
import org.hengji.scoring.framework.Text;

/**
 * Something wrong with an input, said so that its author can mend it.
 *
 * @param code stable short name, e.g. {@code fact.unknown}
 * @param message what is wrong with which value, and why it matters
 * @param path dotted path in the case or framework, e.g. {@code facts.assets.in_use}
 * @param place where in the file, when the input was a file
 * @param remedy what to do
 */
public record Problem(String code, Text message, String path, Optional<Place> place, Text remedy) {

    /**
     * @param line 1-based
     * @param column 1-based, in characters
     * @param source the line itself
     */
    public record Place(int line, int column, String source) {}

    public static Problem of(String code, String path, String zh, String en, String remedyZh, String remedyEn) {
        return new Problem(code, new Text(zh, en), path, Optional.empty(), new Text(remedyZh, remedyEn));
    }

    public Problem at(Place found) {
        return new Problem(code, message, path, Optional.of(found), remedy);
    }
}
