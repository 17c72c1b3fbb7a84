package org.hengji.documents.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hengji.documents.CellSource;
import org.hengji.frameworks.Packs;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.subject.Case;
import org.hengji.scoring.subject.Fact;
import org.hengji.scoring.subject.Fact.Value;

/** What is written is read back: no decimal, no day, no word is lost on the way through a workbook. */
class ExactPropertiesTest {
    private static final Framework FRAMEWORK = Packs.find("futian-project-2023").orElseThrow();

    /** Up to 38 digits, far more than a spreadsheet holds. */
    @Provide
    Arbitrary<List<BigDecimal>> decimals() {
        Arbitrary<BigInteger> digits = Arbitraries.oneOf(
                Arbitraries.bigIntegers().between(BigInteger.ZERO, BigInteger.valueOf(10_000_000)),
                Arbitraries.bigIntegers().between(BigInteger.ZERO, BigInteger.TEN.pow(17)),
                Arbitraries.bigIntegers().between(BigInteger.ZERO, BigInteger.TEN.pow(36)));
        return Combinators.combine(digits, Arbitraries.integers().between(0, 12))
                .as(BigDecimal::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(20);
    }

    @Property(tries = 30)
    void any_exact_decimal_survives(@ForAll("decimals") List<BigDecimal> numbers) throws Exception {
        Form form = Form.shipped("execution").orElseThrow();
        List<List<Value>> rows = new ArrayList<>();
        for (BigDecimal number : numbers) {
            rows.add(payment(rows.size(), Rational.of(number), "用途"));
        }
        assertThat(there_and_back(form, "payments", rows)).isEqualTo(rows);
    }

    @Property(tries = 30)
    void any_words_survive(@ForAll("words") List<String> words) throws Exception {
        Form form = Form.shipped("execution").orElseThrow();
        List<List<Value>> rows = new ArrayList<>();
        for (String word : words) {
            rows.add(payment(rows.size(), Rational.ONE, word));
        }
        assertThat(there_and_back(form, "payments", rows)).isEqualTo(rows);
    }

    @Provide
    Arbitrary<List<String>> words() {
        return Arbitraries.strings()
                .withChars("=+-@'\"<>&,;_x0041 中文（）％％123\n")
                .ofMinLength(1)
                .ofMaxLength(30)
                .map(String::strip)
                .filter(w -> !w.isEmpty())
                .list()
                .ofMinSize(1)
                .ofMaxSize(20);
    }

    @Property(tries = 20)
    void facts_survive(@ForAll("decimals") List<BigDecimal> numbers) throws Exception {
        Map<String, List<Fact>> facts = new LinkedHashMap<>();
        List<FactDefinition> decimals = FRAMEWORK.facts().values().stream()
                .filter(f -> f.kind() == FactDefinition.Kind.DECIMAL
                        && f.domain().max().isEmpty())
                .toList();
        for (int i = 0; i < Math.min(numbers.size(), decimals.size()); i++) {
            FactDefinition fact = decimals.get(i);
            Value value = i % 3 == 2
                    ? new Value.Bounded(
                            Optional.of(new FactDefinition.Bound(Rational.of(numbers.get(i)), i % 2 == 0)),
                            Optional.empty())
                    : new Value.Known(Rational.of(numbers.get(i)));
            facts.put(fact.key(), List.of(new Fact(fact.key(), value, "=来源" + i)));
        }
        Case subject = FrameworkForm.blank(FRAMEWORK).withFacts(facts);
        Path file = Files.createTempFile("facts", ".xlsx");
        try (OutputStream out = Files.newOutputStream(file)) {
            FrameworkWorkbook.write("facts", FRAMEWORK, Optional.of(subject), out);
        }
        try (CellSource source = CellSource.open(file, FormImport.LIMITS)) {
            CaseImport read = CaseImport.read(source, "facts", FRAMEWORK, subject, Progress.NONE);
            assertThat(read.result().findings()).isEmpty();
            assertThat(read.subject().facts()).isEqualTo(facts);
            assertThat(read.changes().isNone()).isTrue();
        } finally {
            Files.delete(file);
        }
    }

    private static List<Value> payment(int number, Rational amount, String purpose) {
        Value blank = TypedColumn.BLANK;
        return List.of(
                blank,
                new Value.Known(Rational.of(2023)),
                new Value.Words("001002"),
                blank,
                new Value.Words("P001"),
                blank,
                new Value.Words("V" + number),
                new Value.Known(
                        Rational.of(LocalDate.of(2023, 1, 1).plusDays(number).toEpochDay())),
                new Value.Known(amount),
                new Value.Option("own"),
                blank,
                blank,
                blank,
                new Value.Words(purpose));
    }

    private static List<List<Value>> there_and_back(Form form, String table, List<List<Value>> rows)
            throws IOException, org.hengji.documents.Refused, Progress.Cancelled {
        Path file = Files.createTempFile("rows", ".xlsx");
        try {
            try (OutputStream out = Files.newOutputStream(file)) {
                FormWorkbook.write(form, Map.of(table, rows), out);
            }
            List<ImportedRow> read = new ArrayList<>();
            try (CellSource source = CellSource.open(file, FormImport.LIMITS)) {
                ImportResult result = FormImport.read(source, form, read::add, Progress.NONE);
                assertThat(result.findings().stream().filter(CellFinding::isError))
                        .isEmpty();
            }
            return read.stream().map(ImportedRow::values).toList();
        } finally {
            Files.delete(file);
        }
    }
}
