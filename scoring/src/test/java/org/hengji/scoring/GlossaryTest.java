package org.hengji.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The glossary names every public type of a framework and of a case. */
class GlossaryTest {
    @Test
    void every_public_type_of_a_framework_or_a_case_is_explained() throws IOException {
        String glossary = Files.readString(Path.of("../docs/glossary.md"));
        List<String> types = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("org.hengji.scoring.framework", "org.hengji.scoring.subject")
                        .stream()
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(type -> !type.isAnonymousClass())
                        .map(GlossaryTest::nameInPackage)
                        .sorted()
                        .toList();
        assertThat(types).hasSizeGreaterThan(50);
        assertThat(types)
                .filteredOn(type -> !glossary.contains("`" + type + "`"))
                .isEmpty();
    }

    private static String nameInPackage(JavaClass type) {
        return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.');
    }
}
