package org.hengji.annotated;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import org.hengji.scoring.framework.Text;

/** The texts of a page in its language. */
public interface Wording {
    String text(String key, Object... arguments);

    /** {@code zh} or {@code en}. */
    String language();

    default String of(Text text) {
        return text.in(language());
    }

    default boolean isEnglish() {
        return language().equals("en");
    }

    /** From the same bundles as the web application's, without it. */
    static Wording bundled(String language) {
        ResourceBundle bundle = ResourceBundle.getBundle(
                "messages",
                language.equals("en") ? Locale.ENGLISH : Locale.ROOT,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
        return new Wording() {
            @Override
            public String text(String key, Object... arguments) {
                String text = bundle.getString(key);
                return arguments.length == 0
                        ? text
                        : new MessageFormat(text, Locale.forLanguageTag(language)).format(arguments);
            }

            @Override
            public String language() {
                return language;
            }
        };
    }
}
