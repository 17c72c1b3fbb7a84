package org.hengji.scoring.framework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.hengji.scoring.expression.Condition;
import org.hengji.scoring.expression.Expression;
import org.hengji.scoring.expression.Unit;
import org.hengji.scoring.framework.ExpressionParser.Fault;
import org.hengji.scoring.framework.FactDefinition.Domain;
import org.hengji.scoring.framework.FactDefinition.Kind;
import org.hengji.scoring.number.Rational;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionParserTest {
    private static final Map<String, FactDefinition> FACTS = Stream.of(
                    fact("spent", Kind.DECIMAL, "万元"),
                    fact("budget", Kind.DECIMAL, "元"),
                    fact("staff", Kind.COUNT, "人"),
                    fact("tasks.late", Kind.COUNT, "项"),
                    fact("rate", Kind.DECIMAL, "%"),
                    fact("done", Kind.DATE, "日"),
                    fact("secret", Kind.BOOLEAN, ""),
                    fact("state", Kind.CHOICE, ""))
            .collect(Collectors.toMap(FactDefinition::key, f -> f));

    private static FactDefinition fact(String key, Kind kind, String unit) {
        return new FactDefinition(
                key,
                Text.of(key, key),
                kind,
                Unit.named(unit).orElseThrow(),
                2,
                Domain.ANY,
                List.of(new FactDefinition.Option("on-time", Text.of("按期", "on time"))),
                false,
                Optional.empty());
    }

    private static Expression expression(String text) throws Fault {
        return ExpressionParser.expression(text, key -> Optional.ofNullable(FACTS.get(key)));
    }

    private static Condition condition(String text) throws Fault {
        return ExpressionParser.condition(
                text,
                key -> Optional.ofNullable(FACTS.get(key)),
                id -> id.equals("a-b.c") ? Optional.empty() : Optional.of(""));
    }

    @ParameterizedTest
    @CsvSource({"0.5,1/2", "90%,9/10", "1/3,1/3", "100万元,1000000", "-2,-2", "5‰,1/200"})
    void a_number_is_exact_and_in_the_base_of_its_unit(String text, String value) throws Fault {
        String[] parts = value.split("/");
        Rational expected = Rational.parse(parts[0]).over(parts.length == 2 ? Rational.parse(parts[1]) : Rational.ONE);
        assertThat(expression(text)).isEqualTo(new Expression.Number(expected));
    }

    @Test
    void a_minus_without_blanks_subtracts() throws Fault {
        assertThat(expression("spent-budget")).isEqualTo(expression("spent - budget"));
    }

    @Test
    void options_and_nodes_may_have_hyphens() throws Fault {
        assertThat(condition("state == on-time")).isEqualTo(new Condition.Is("state", "on-time"));
        assertThat(condition("share(a-b.c) < 60%").nodes()).containsExactly("a-b.c");
        assertThat(condition("grade(a-b.c) == D*")).isInstanceOf(Condition.Graded.class);
        assertThat(condition("grade(a-b.c) == 良")).isInstanceOf(Condition.Graded.class);
    }

    @Test
    void a_bracket_may_hold_a_condition_or_an_expression() throws Fault {
        assertThat(condition("(secret or rate < 90%) and (spent + budget) / budget > 1"))
                .isInstanceOf(Condition.All.class);
        assertThat(condition("not (secret)")).isInstanceOf(Condition.Not.class);
    }

    @Test
    void a_date_is_compared_with_a_date() throws Fault {
        var compare = (Condition.Compare) condition("done <= 2021-12-31");
        assertThat(compare.right())
                .isEqualTo(Expression.number(LocalDate.of(2021, 12, 31).toEpochDay()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spent > 5万元",
                "spent == 0",
                "tasks.late < 5",
                "rate < 90%",
                "spent / staff > 1万元/人",
                "done - 2021-12-31 > 3日"
            })
    void sides_of_one_dimension_are_compared(String text) throws Fault {
        assertThat(condition(text)).isInstanceOf(Condition.Compare.class);
    }

    @ParameterizedTest
    @CsvSource({
        "spent > 5,6",
        "spent > staff,6",
        "staff + tasks.late > 3,6",
        "spent / staff > 1万元,14",
        "spent > 90%,6",
        "'min(spent, 5) > 1万元',9"
    })
    void sides_of_different_dimensions_are_refused_at_the_sign(String text, int offset) {
        Fault fault = catchThrowableOfType(Fault.class, () -> condition(text));
        assertThat(fault.code).isEqualTo("unit.mismatch");
        assertThat(fault.offset).isEqualTo(offset);
    }

    @ParameterizedTest
    @CsvSource({
        "spend / budget,fact.unknown,0",
        "spent / / budget,expression.syntax,8",
        "spent / (budget,expression.syntax,15",
        "spent $ 2,expression.syntax,6",
        "secret / budget,fact.not-a-number,0",
        "5顶,unit.unknown,1",
        "'',expression.syntax,0",
        "1e9,expression.syntax,1"
    })
    void a_fault_says_where(String text, String code, int offset) {
        Fault fault = catchThrowableOfType(Fault.class, () -> expression(text));
        assertThat(fault.code).isEqualTo(code);
        assertThat(fault.offset).isEqualTo(offset);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "not ", "-", "abs(", "min(1,", "((spent)+"})
    void what_is_made_to_be_slow_is_refused_at_once(String part) {
        String text = part.repeat(1_990 / part.length()) + "secret";
        Assertions.assertThatCode(() -> assertThat(catchThrowableOfType(Fault.class, () -> condition(text)))
                        .isNotNull())
                .doesNotThrowAnyException();
        org.junit.jupiter.api.Assertions.assertTimeout(
                Duration.ofSeconds(1), () -> catchThrowableOfType(Fault.class, () -> condition(text)));
    }

    @Test
    void more_than_two_thousand_characters_are_refused() {
        Fault fault = catchThrowableOfType(Fault.class, () -> expression("1+".repeat(1_000) + "1"));
        assertThat(fault.code).isEqualTo("expression.too-long");
    }
}
