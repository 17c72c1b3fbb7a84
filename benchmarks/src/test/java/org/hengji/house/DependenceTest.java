package org.hengji.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Dependencies run one way: scoring ← frameworks ← documents ← checker ← server, and nothing uses benchmarks. */
class DependenceTest {
    /** The classes of every module that has been built; all of them under {@code ./verify}. */
    private static final JavaClasses BUILT = new ClassFileImporter()
            .importPaths(Repository.MODULES.stream()
                    .map(module -> Repository.ROOT.resolve(module).resolve("target/classes"))
                    .filter(Files::isDirectory)
                    .toList());

    @Test
    void a_module_depends_only_on_modules_before_it() {
        for (int i = 0; i < Repository.MODULES.size(); i++) {
            for (Dependency dependency : dependencies(Repository.MODULES.get(i))) {
                if (dependency.group().equals("org.hengji")) {
                    assertThat(Repository.MODULES.subList(0, i))
                            .as("what %s may depend on", Repository.MODULES.get(i))
                            .contains(dependency.artifact().replaceFirst("hengji-", ""));
                }
            }
        }
    }

    @Test
    void scoring_has_no_dependency_at_run_time() {
        assertThat(dependencies("scoring"))
                .filteredOn(dependency -> !dependency.scope().equals("test"))
                .isEmpty();
    }

    @Test
    void no_class_uses_a_module_after_its_own() {
        List<String> later = new ArrayList<>(Repository.MODULES);
        for (String module : Repository.MODULES) {
            later.remove(module);
            if (!later.isEmpty()) {
                noClasses()
                        .that()
                        .resideInAPackage(packages(module))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                later.stream().map(DependenceTest::packages).toArray(String[]::new))
                        .allowEmptyShould(true)
                        .check(BUILT);
            }
        }
    }

    @Test
    void only_the_server_knows_spring() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        packages("scoring"), packages("frameworks"), packages("documents"), packages("checker"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "jakarta..")
                .check(BUILT);
    }

    @Test
    void a_class_is_called_by_a_noun_of_the_trade() {
        classes()
                .that()
                .resideInAPackage("org.hengji..")
                .should()
                .haveNameNotMatching(".*(Util|Utils|Helper|Helpers|Manager|Impl)")
                .check(BUILT);
    }

    private static String packages(String module) {
        return "org.hengji." + module + "..";
    }

    private record Dependency(String group, String artifact, String scope) {}

    private static List<Dependency> dependencies(String module) {
        Path pom = Repository.ROOT.resolve(module).resolve("pom.xml");
        Document document;
        try {
            document = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(Repository.read(pom).getBytes(StandardCharsets.UTF_8)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError(pom + " cannot be read", e);
        }
        List<Dependency> found = new ArrayList<>();
        NodeList elements = document.getElementsByTagName("dependency");
        for (int i = 0; i < elements.getLength(); i++) {
            Element element = (Element) elements.item(i);
            Node around = element.getParentNode().getParentNode();
            if (around.getNodeName().equals("project") || around.getNodeName().equals("profile")) {
                found.add(
                        new Dependency(text(element, "groupId"), text(element, "artifactId"), text(element, "scope")));
            }
        }
        return found;
    }

    private static String text(Element element, String child) {
        NodeList found = element.getElementsByTagName(child);
        return found.getLength() == 0
                ? "compile"
                : found.item(0).getTextContent().strip();
    }
}
