package org.hengji.scoring;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameContaining;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Scoring is a pure function of the framework and the case: what it must not touch, it cannot name. */
class PurityTest {
    private static final JavaClasses SCORING = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.hengji.scoring");

    @Test
    void it_uses_nothing_but_the_language_collections_exact_numbers_dates_and_a_digest() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.hengji.scoring..",
                        "java.lang..",
                        "java.util..",
                        "java.math..",
                        "java.time..",
                        "java.nio.charset..",
                        "java.security..")
                .because("scoring has no dependency, reads no file and no network")
                .check(SCORING);
    }

    @Test
    void it_reads_no_clock_no_environment_and_no_chance() {
        noClasses()
                .should()
                .callMethodWhere(target(name("now")).and(target(owner(resideInAPackage("java.time..")))))
                .orShould()
                .dependOnClassesThat(simpleName("Clock").or(simpleNameContaining("Random")))
                .orShould()
                .callMethodWhere(target(owner(type(System.class)))
                        .and(target(nameMatching(
                                "currentTimeMillis|nanoTime|getenv|getProperty|getProperties|identityHashCode"))))
                .check(SCORING);
    }

    @Test
    void it_keeps_no_state_between_two_scorings() {
        fields().that()
                .areStatic()
                .should()
                .haveModifier(JavaModifier.FINAL)
                .because("a sheet depends on its case alone")
                .check(SCORING);
    }

    @Test
    void its_packages_know_each_other_one_way() {
        slices().matching("org.hengji.scoring.(*)..").should().beFreeOfCycles().check(SCORING);
    }

    @Test
    void no_floating_point_in_any_field_signature_or_instruction() throws IOException, URISyntaxException {
        List<String> found = new ArrayList<>();
        Path classes = Path.of(Scoring.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".class"))
                    .sorted()
                    .toList()) {
                found.addAll(FloatingPoint.in(Files.readAllBytes(file)));
            }
        }
        assertThat(found).isEmpty();
    }

    @Test
    void the_search_for_floating_point_finds_it() throws IOException {
        byte[] planted;
        try (var in = PurityTest.class.getResourceAsStream("PurityTest$Floating.class")) {
            planted = in.readAllBytes();
        }
        assertThat(FloatingPoint.in(planted)).anyMatch(found -> found.contains("third"));
    }

    static final class Floating {
        static int third(int of) {
            return (int) (of / 3.0);
        }
    }
}
