package org.hengji.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the documents name is there: links, headings, files and commands. */
class DocumentationTest {
    private static final Pattern LINK = Pattern.compile("\\[[^\\]\\n]*]\\(([^)\\s]+)\\)");
    private static final Pattern FENCED = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+?) *$");
    private static final Pattern COMMAND_WORD = Pattern.compile("(?m)^    [A-Z]+\\(\\s*\"([a-z-]+)\"");
    private static final Pattern SETTING = Pattern.compile("\\bHENGJI_[A-Z_]*[A-Z]\\b");
    private static final Pattern COMMAND = Pattern.compile("(?m)^\\./([\\w./-]+)( [a-z][a-z-]*)?");

    @Test
    void every_link_leads_to_a_file_and_a_heading() {
        List<String> broken = new ArrayList<>();
        for (Path document : Repository.files(".md")) {
            Matcher link = LINK.matcher(withoutExamples(Repository.read(document)));
            while (link.find()) {
                String target = link.group(1);
                if (!target.matches("[a-z]+:.*") && !reaches(document, target)) {
                    broken.add(Repository.ROOT.relativize(document) + " → " + target);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void the_programs_that_the_readmes_start_are_in_the_root() {
        for (String readme : List.of("README.md", "README.zh-CN.md")) {
            for (String command : commands(readme)) {
                Path program = Repository.ROOT.resolve(command.split(" ")[0]);
                assertThat(program).as("%s starts ./%s", readme, command).isExecutable();
            }
        }
    }

    @Test
    void the_commands_that_the_readmes_show_are_in_the_reference() {
        String reference = Repository.read(Repository.ROOT.resolve("docs/command-line.md"));
        for (String command : commands("README.md")) {
            if (command.startsWith("hengji ")) {
                assertThat(reference).contains("`" + command.substring("hengji ".length()));
            }
        }
    }

    @Test
    void every_command_of_the_program_is_in_the_reference() {
        String reference = Repository.read(Repository.ROOT.resolve("docs/command-line.md"));
        String commands = Repository.read(Repository.ROOT.resolve("server/src/main/java/org/hengji/Command.java"));
        List<String> words = COMMAND_WORD
                .matcher(commands)
                .results()
                .map(word -> word.group(1))
                .toList();
        assertThat(words).contains("demo", "serve");
        assertThat(words).allSatisfy(word -> assertThat(reference).containsPattern("`" + word + "[ `]"));
    }

    @Test
    void every_setting_from_the_environment_is_documented() {
        String documented = Repository.read(Repository.ROOT.resolve("docs/operations.md"))
                + Repository.read(Repository.ROOT.resolve("CONTRIBUTING.md"));
        Set<String> settings = new TreeSet<>();
        for (String ending : List.of(".java", ".xml", ".yaml", "hengji", "verify")) {
            for (Path file : Repository.files(ending)) {
                SETTING.matcher(Repository.read(file)).results().forEach(setting -> settings.add(setting.group()));
            }
        }
        assertThat(settings).contains("HENGJI_SEEDS");
        assertThat(settings).allSatisfy(setting -> assertThat(documented).contains("`" + setting));
    }

    @Test
    void both_readmes_show_the_same_commands() {
        assertThat(commands("README.zh-CN.md")).isEqualTo(commands("README.md"));
    }

    @Test
    void the_glossary_and_the_decisions_are_reachable_from_the_architecture() {
        String architecture = Repository.read(Repository.ROOT.resolve("docs/architecture.md"));
        assertThat(architecture).contains("glossary.md", "decisions/");
    }

    private static Set<String> commands(String readme) {
        Set<String> commands = new TreeSet<>();
        Matcher block = FENCED.matcher(Repository.read(Repository.ROOT.resolve(readme)));
        while (block.find()) {
            if (block.group(1).equals("sh")) {
                Matcher command = COMMAND.matcher(block.group(2));
                while (command.find()) {
                    commands.add(command.group(1) + (command.group(2) == null ? "" : command.group(2)));
                }
            }
        }
        return commands;
    }

    private static boolean reaches(Path document, String target) {
        String[] parts = target.split("#", 2);
        Path file = parts[0].isEmpty()
                ? document
                : document.resolveSibling(parts[0]).normalize();
        if (!Files.exists(file)) {
            return false;
        }
        return parts.length == 1 || anchors(file).contains(parts[1]);
    }

    private static Set<String> anchors(Path file) {
        return HEADING.matcher(withoutExamples(Repository.read(file)))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static String withoutExamples(String markdown) {
        return FENCED.matcher(markdown).replaceAll("");
    }
}
