package org.hengji.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hengji.scoring.CanonicalJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schemas help in editors; they accept what the loader accepts. */
class SchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern FIELDS = Pattern.compile(
            "(?:\\bonly\\(|String\\[\\] [A-Z_]+ = \\{|List<String> known = new ArrayList<>\\(List\\.of\\()([^;]*?)[)}]");
    private static final Pattern WORD = Pattern.compile("\"([a-zA-Z_-]+)\"");

    record Document(String name, String text, String schema) {}

    static Stream<Document> documents() throws IOException {
        Stream<Document> packs = Packs.index().stream()
                .flatMap(p -> Stream.concat(
                        Stream.of(new Document(p, Packs.source(p), "framework")),
                        Packs.cases(p).stream().map(c -> new Document(c, Packs.caseText(p, c), "case"))));
        Stream<Document> small = DiagnosticsTest.passing().map(SchemaTest::document);
        return Stream.concat(packs, small);
    }

    private static Document document(Path file) {
        boolean isCase = text(file).lines().anyMatch(l -> l.startsWith("case:"));
        return new Document(file.getFileName().toString(), text(file), isCase ? "case" : "framework");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void what_the_loader_reads_is_valid(Document document) throws IOException {
        assertThat(faults(document)).isEmpty();
    }

    private static Set<ValidationMessage> faults(Document document) throws IOException {
        Yaml tree =
                Yaml.parse(document.text(), new Yaml.Faults(document.text())).orElseThrow();
        return schema(document.schema()).validate(JSON.readTree(CanonicalJson.write(plain(tree))));
    }

    @Test
    void a_misspelt_field_is_marked_in_the_editor() throws IOException {
        JsonNode json = JSON.readTree("{\"case\":\"a\",\"framework\":\"b\",\"subject\":\"c\",\"fatcs\":{}}");
        assertThat(schema("case").validate(json)).isNotEmpty();
    }

    /** Faults of form; what numbers, names and units mean to each other only the loader sees. */
    private static final Set<String> FAULTS_OF_FORM = Set.of(
            "field.unknown",
            "field.missing",
            "field.cut-text",
            "yaml.shape",
            "rule.unknown",
            "flag.broken",
            "word.unknown",
            "fact.kind",
            "roll-up.mean",
            "roll-up.unknown",
            "roll-up.pair",
            "not-applicable.unknown",
            "combine.unknown",
            "steps.unknown",
            "round.broken",
            "below.unknown",
            "when-empty.unknown",
            "veto.effect",
            "source.missing",
            "state.unknown",
            "qualifier.unknown",
            "parts.mode",
            "series.mean",
            "range.ends",
            "indicator.content",
            "fact.key",
            "id.broken");

    static Stream<Path> malformed() throws IOException {
        return DiagnosticsTest.failing().filter(f -> FAULTS_OF_FORM.contains(text(f).split("\\s+", 4)[2]));
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void a_fault_of_form_is_marked_in_the_editor_already(Path file) throws IOException {
        assertThat(faults(document(file))).isNotEmpty();
    }

    /** Part by part: the fields that a place of a file may have, as the loader reads them and as the schemas name them. */
    @Test
    void schemas_and_loader_know_the_same_fields() throws IOException {
        Set<Set<String>> inSchemas = new HashSet<>();
        for (String name : new String[] {"framework", "case"}) {
            properties(JSON.readTree(text(name)), inSchemas);
        }
        // What the loader does not hand to “only” as words: kinds of rules, values by reading, the ends of a domain
        Set<Set<String>> inLoader =
                new HashSet<>(Set.of(RuleReader.KINDS, Set.of("by"), Set.of("above"), Set.of("below")));
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                FIELDS.matcher(text(file)).results().forEach(call -> inLoader.add(words(call.group(1))));
            }
        }
        inLoader.remove(Set.of());
        assertThat(inSchemas).containsExactlyInAnyOrderElementsOf(inLoader);
    }

    private static Set<String> words(String arguments) {
        return WORD.matcher(arguments).results().map(w -> w.group(1)).collect(Collectors.toUnmodifiableSet());
    }

    private static void properties(JsonNode node, Set<Set<String>> into) {
        if (node.path("properties").isObject()) {
            Set<String> names = new TreeSet<>();
            node.path("properties").fieldNames().forEachRemaining(names::add);
            into.add(names);
        }
        node.forEach(child -> properties(child, into));
    }

    private static JsonSchema schema(String name) throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(text(name));
    }

    private static String text(String name) throws IOException {
        try (InputStream in = SchemaTest.class.getResourceAsStream(name + ".schema.json")) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    private static Object plain(Yaml yaml) {
        if (yaml instanceof Yaml.Fields fields) {
            Map<String, Object> map = new LinkedHashMap<>();
            fields.fields().forEach((k, v) -> map.put(k, plain(v)));
            return map;
        } else if (yaml instanceof Yaml.Items list) {
            return list.items().stream().map(SchemaTest::plain).toList();
        }
        return ((Yaml.Scalar) yaml).text();
    }
}
