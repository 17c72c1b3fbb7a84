package org.hengji.server.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextsTest {

    private static final Path TEMPLATES = Path.of("src/main/jte");
    private static final Pattern WHOLE_KEY = Pattern.compile("\\.text\\(\"([^\"]+)\"\\s*[,)]");

    @Test
    void bothLanguagesSayTheSameThings() throws IOException {
        assertThat(keys("messages_en.properties")).isEqualTo(keys("messages.properties"));
    }

    @Test
    void noTextIsEmpty() throws IOException {
        for (String bundle : List.of("messages.properties", "messages_en.properties")) {
            assertThat(load(bundle))
                    .allSatisfy((key, text) ->
                            assertThat((String) text).as(bundle + ": " + key).isNotBlank());
        }
    }

    @Test
    void noTemplateHoldsChineseTextOfItsOwn() throws IOException {
        List<String> literal = new ArrayList<>();
        for (Path template : templates()) {
            int number = 0;
            for (String line : Files.readAllLines(template)) {
                number++;
                if (line.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN)) {
                    literal.add(template + ":" + number + ": " + line.strip());
                }
            }
        }
        assertThat(literal).isEmpty();
    }

    @Test
    void everyKeyThatATemplateNamesExists() throws IOException {
        List<String> missing = new ArrayList<>();
        for (Path template : templates()) {
            Matcher matcher = WHOLE_KEY.matcher(Files.readString(template));
            while (matcher.find()) {
                if (!keys("messages.properties").contains(matcher.group(1))) {
                    missing.add(template + ": " + matcher.group(1));
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    private static List<Path> templates() throws IOException {
        try (Stream<Path> all = Files.walk(TEMPLATES)) {
            return all.filter(path -> path.toString().endsWith(".jte")).sorted().toList();
        }
    }

    private static TreeSet<String> keys(String bundle) throws IOException {
        return new TreeSet<>(load(bundle).stringPropertyNames());
    }

    private static Properties load(String bundle) throws IOException {
        Properties texts = new Properties();
        try (var reader = Files.newBufferedReader(Path.of("src/main/resources", bundle))) {
            texts.load(reader);
        }
        return texts;
    }
}
