package org.hengji.frameworks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hengji.scoring.CanonicalJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schemas help in editors; they accept what the loader accepts. */
class SchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern FIELDS = Pattern.compile(
            "(?:\\.only\\(|String\\[\\] [A-Z_]+ = \\{|List<String> known = new ArrayList<>\\(List\\.of\\(|targetRule\\(body, List\\.of\\()([^;]*?)[)}]");
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
        try {
            String text = Files.readString(file);
            boolean isCase = text.lines().anyMatch(l -> l.startsWith("case:"));
            return new Document(file.getFileName().toString(), text, isCase ? "case" : "framework");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void what_the_loader_reads_is_valid(Document document) throws IOException {
        Yaml tree =
                Yaml.parse(document.text(), new Yaml.Faults(document.text())).orElseThrow();
        JsonNode json = JSON.readTree(CanonicalJson.write(plain(tree)));
        assertThat(schema(document.schema()).validate(json)).isEmpty();
    }

    @Test
    void a_misspelt_field_is_marked_in_the_editor() throws IOException {
        JsonNode json = JSON.readTree("{\"case\":\"a\",\"framework\":\"b\",\"subject\":\"c\",\"fatcs\":{}}");
        assertThat(schema("case").validate(json)).isNotEmpty();
    }

    @Test
    void schemas_and_loader_know_the_same_fields() throws IOException {
        Set<String> inSchemas = new TreeSet<>();
        for (String name : new String[] {"framework", "case"}) {
            properties(JSON.readTree(text(name)), inSchemas);
        }
        Set<String> inLoader = new TreeSet<>(RuleReader.KINDS);
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                FIELDS.matcher(Files.readString(file))
                        .results()
                        .forEach(call -> WORD.matcher(call.group(1)).results().forEach(w -> inLoader.add(w.group(1))));
            }
        }
        assertThat(inSchemas).containsAll(inLoader);
        inSchemas.removeAll(inLoader);
        assertThat(inSchemas).as("fields that only the schemas know").isEmpty();
    }

    private static void properties(JsonNode node, Set<String> into) {
        if (node.path("properties").isObject()) {
            node.path("properties").fieldNames().forEachRemaining(into::add);
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
