package org.hengji.scoring.framework;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hengji.scoring.expression.Condition;
import org.hengji.scoring.expression.Condition.Comparison;
import org.hengji.scoring.expression.Expression;
import org.hengji.scoring.expression.Unit;
import org.hengji.scoring.framework.FactDefinition.Kind;
import org.hengji.scoring.number.Rational;

/**
 * Reads expressions and conditions, checks names and dimensions, and refuses what is too long or too deep before any
 * work is done on it.
 */
public final class ExpressionParser {
    public static final int MOST_CHARACTERS = 2_000;
    public static final int MOST_LEVELS = 64;
    public static final int MOST_PARTS = 500;
    private static final int MOST_DIGITS = 40;

    private static final Pattern TOKEN = Pattern.compile("(?<date>\\d{4}-\\d{2}-\\d{2})"
            + "|(?<number>\\d+(?:\\.\\d+)?)(?<unit>%|‰|[\\p{IsHan}]+(?:/[\\p{IsHan}]+)*)?"
            + "|(?<name>[a-zA-Z_][a-zA-Z0-9_]*(?:\\.[a-zA-Z0-9_]+)*)"
            + "|(?<sign><=|>=|==|!=|[-+*/()<>,×÷−])");

    /** Ids of nodes, options and grades, which may have hyphens, stars and Chinese characters. */
    private static final Pattern WORD = Pattern.compile("[\\p{IsHan}a-zA-Z0-9_.*+-]+");

    /** A fault with its place in the text. */
    public static final class Fault extends Exception {
        private static final long serialVersionUID = 1L;
        public final String code;
        public final int offset;
        public final transient Text text;
        public final transient Text remedy;

        Fault(String code, int offset, Text text, Text remedy) {
            super(text.en());
            this.code = code;
            this.offset = offset;
            this.text = text;
            this.remedy = remedy;
        }
    }

    private record Token(String kind, String text, String unit, int offset, int end) {}

    private record Typed(Expression expression, Dimension dimension) {}

    private final Function<String, Optional<FactDefinition>> facts;
    private final Function<String, Optional<String>> nodeFault;
    private final String source;
    private int at; // where the next token is looked for
    private int level;
    private int parts;

    private ExpressionParser(
            String source,
            Function<String, Optional<FactDefinition>> facts,
            Function<String, Optional<String>> nodeFault)
            throws Fault {
        this.source = source;
        this.facts = facts;
        this.nodeFault = nodeFault;
        if (source.length() > MOST_CHARACTERS) {
            throw new Fault(
                    "expression.too-long",
                    0,
                    Text.of(
                            "表达式有 " + source.length() + " 个字符，超过 " + MOST_CHARACTERS + " 个",
                            "The expression has " + source.length() + " characters, more than " + MOST_CHARACTERS),
                    Text.of("拆成几个数据项或几个要点", "Split it into several facts or items"));
        }
    }

    /**
     * An expression over facts.
     *
     * @param facts finds a fact by its key
     */
    public static Expression expression(String text, Function<String, Optional<FactDefinition>> facts) throws Fault {
        ExpressionParser parser = new ExpressionParser(text, facts, id -> Optional.empty());
        Typed typed = parser.sum();
        parser.expect("end");
        return typed.expression();
    }

    /** Dimension of the value of an expression in words, e.g. {@code money}; a ratio has that of {@code 1}. */
    public static String dimension(String text, Function<String, Optional<FactDefinition>> facts) throws Fault {
        return new ExpressionParser(text, facts, id -> Optional.empty())
                .sum()
                .dimension()
                .inWords(false);
    }

    /** @param nodeFault says what is wrong with a node id, if anything */
    public static Condition condition(
            String text, Function<String, Optional<FactDefinition>> facts, Function<String, Optional<String>> nodeFault)
            throws Fault {
        ExpressionParser parser = new ExpressionParser(text, facts, nodeFault);
        Condition condition = parser.any();
        parser.expect("end");
        return condition;
    }

    private int skipBlanks() {
        int from = at;
        while (from < source.length() && Character.isWhitespace(source.charAt(from))) {
            from++;
        }
        return from;
    }

    private Token peek() throws Fault {
        int from = skipBlanks();
        if (from == source.length()) {
            return new Token("end", "", null, from, from);
        }
        Matcher m = TOKEN.matcher(source).region(from, source.length());
        if (!m.lookingAt()) {
            throw syntax(from, source.substring(from));
        } else if (m.group("date") != null) {
            return new Token("date", m.group("date"), null, from, m.end());
        } else if (m.group("number") != null) {
            return new Token("number", m.group("number"), m.group("unit"), from, m.end());
        } else if (m.group("name") != null) {
            return new Token("name", m.group("name"), null, from, m.end());
        }
        String sign = m.group("sign").replace('×', '*').replace('÷', '/').replace('−', '-');
        return new Token(sign, sign, null, from, m.end());
    }

    private Token next() throws Fault {
        Token token = peek();
        at = token.end();
        return token;
    }

    private Token word() throws Fault {
        int from = skipBlanks();
        Matcher m = WORD.matcher(source).region(from, source.length());
        if (!m.lookingAt()) {
            throw syntax(from, source.substring(from));
        }
        at = m.end();
        return new Token("word", m.group(), null, from, m.end());
    }

    private boolean take(String kind) throws Fault {
        Token token = peek();
        if (token.kind().equals(kind)) {
            at = token.end();
            return true;
        }
        return false;
    }

    private boolean takeWord(String word) throws Fault {
        Token token = peek();
        if (token.kind().equals("name") && token.text().equals(word)) {
            at = token.end();
            return true;
        }
        return false;
    }

    private Fault syntax(int offset, String found) {
        String shown =
                found.isEmpty() ? "结尾" : "“" + (found.length() > 12 ? found.substring(0, 12) + "…" : found) + "”";
        return new Fault(
                "expression.syntax",
                offset,
                Text.of(
                        "表达式在" + shown + "处读不下去",
                        "The expression cannot be read at " + (found.isEmpty() ? "its end" : '"' + found + '"')),
                Text.of(
                        "可用 + - * / ( )、min max abs、数字（如 90%、100万元）和数据项名称",
                        "Use + - * / ( ), min max abs, numbers such as 90% or 100万元, and fact keys"));
    }

    private void expect(String kind) throws Fault {
        if (!take(kind)) {
            throw syntax(peek().offset(), peek().text());
        }
    }

    private void enter() throws Fault {
        if (++level > MOST_LEVELS || ++parts > MOST_PARTS) {
            throw new Fault(
                    "expression.too-deep",
                    peek().offset(),
                    Text.of(
                            "表达式嵌套超过 " + MOST_LEVELS + " 层或多于 " + MOST_PARTS + " 个部分",
                            "The expression is nested deeper than " + MOST_LEVELS + " levels or has more than "
                                    + MOST_PARTS + " parts"),
                    Text.of("拆成几个数据项或几个要点", "Split it into several facts or items"));
        }
    }

    private Condition any() throws Fault {
        enter();
        List<Condition> parts = new ArrayList<>(List.of(all()));
        while (takeWord("or")) {
            parts.add(all());
        }
        level--;
        return parts.size() == 1 ? parts.get(0) : new Condition.Any(parts);
    }

    private Condition all() throws Fault {
        List<Condition> parts = new ArrayList<>(List.of(statement()));
        while (takeWord("and")) {
            parts.add(statement());
        }
        return parts.size() == 1 ? parts.get(0) : new Condition.All(parts);
    }

    private Condition statement() throws Fault {
        enter();
        try {
            if (takeWord("not")) {
                return new Condition.Not(statement());
            }
            Token first = peek();
            if (first.kind().equals("name")
                    && List.of("points", "share", "grade").contains(first.text())
                    && source.substring(first.end()).stripLeading().startsWith("(")) {
                return outcome();
            }
            if (first.kind().equals("name")) {
                Optional<FactDefinition> fact = facts.apply(first.text());
                if (fact.isPresent() && fact.get().kind() == Kind.BOOLEAN) {
                    at = first.end();
                    return new Condition.Holds(first.text());
                } else if (fact.isPresent() && fact.get().kind() == Kind.CHOICE) {
                    return choice(fact.get());
                }
            }
            return first.kind().equals("(") ? inBrackets() : comparison();
        } finally {
            level--;
        }
    }

    /** A bracket holds a condition or part of an expression; which one shows only behind it. */
    private Condition inBrackets() throws Fault {
        int mark = at;
        int partsBefore = parts;
        int levelBefore = level;
        Fault asCondition = null;
        try {
            next();
            Condition inner = any();
            expect(")");
            if (!isComparison(peek()) && !"+-*/".contains(peek().kind())) {
                return inner;
            }
        } catch (Fault fault) {
            if (fault.code.startsWith("expression.too")) {
                throw fault;
            }
            asCondition = fault;
        }
        at = mark;
        parts = partsBefore;
        level = levelBefore;
        try {
            return comparison();
        } catch (Fault asExpression) {
            throw asCondition != null && asCondition.offset > asExpression.offset ? asCondition : asExpression;
        }
    }

    private static boolean isComparison(Token token) {
        return comparator(token) != null;
    }

    private static Comparison comparator(Token token) {
        for (Comparison comparison : Comparison.values()) {
            if (comparison.sign.equals(token.kind())) {
                return comparison;
            }
        }
        return null;
    }

    private Condition comparison() throws Fault {
        Typed left = sum();
        Token sign = next();
        Comparison comparison = comparator(sign);
        if (comparison == null) {
            throw syntax(sign.offset(), sign.text());
        }
        Typed right = sum();
        same(left.dimension(), right.dimension(), sign);
        return new Condition.Compare(left.expression(), comparison, right.expression());
    }

    private Condition outcome() throws Fault {
        String what = next().text();
        expect("(");
        Token node = word();
        Optional<String> fault = nodeFault.apply(node.text());
        if (fault.isPresent()) {
            throw new Fault(
                    "node.unknown",
                    node.offset(),
                    Text.of("没有标识为“" + node.text() + "”的指标" + fault.get(), "There is no indicator " + node.text()),
                    Text.of("改为指标体系中的指标标识", "Name the id of an indicator of this framework"));
        }
        expect(")");
        Token sign = next();
        Comparison comparison = comparator(sign);
        if (comparison == null) {
            throw syntax(sign.offset(), sign.text());
        }
        if (what.equals("grade")) {
            return new Condition.Graded(node.text(), comparison, word().text());
        }
        Typed limit = sum();
        if (!(limit.expression() instanceof Expression.Number number)) {
            throw syntax(sign.offset(), sign.text());
        }
        return new Condition.Points(node.text(), what.equals("share"), comparison, number);
    }

    private Condition choice(FactDefinition fact) throws Fault {
        next();
        Token sign = next();
        if (!sign.kind().equals("==") && !sign.kind().equals("!=")) {
            throw syntax(sign.offset(), sign.text());
        }
        Token option = word();
        if (fact.options().stream().noneMatch(o -> o.key().equals(option.text()))) {
            throw new Fault(
                    "option.unknown",
                    option.offset(),
                    Text.of(
                            "数据项“" + fact.name().zh() + "”没有选项“" + option.text() + "”",
                            "The fact " + fact.key() + " has no option " + option.text()),
                    Text.of(
                            "可选："
                                    + fact.options().stream()
                                            .map(FactDefinition.Option::key)
                                            .toList(),
                            "Options: "
                                    + fact.options().stream()
                                            .map(FactDefinition.Option::key)
                                            .toList()));
        }
        Condition is = new Condition.Is(fact.key(), option.text());
        return sign.kind().equals("==") ? is : new Condition.Not(is);
    }

    private Typed sum() throws Fault {
        enter();
        Typed first = product();
        List<Expression> terms = new ArrayList<>(List.of(first.expression()));
        Dimension dimension = first.dimension();
        while (peek().kind().equals("+") || peek().kind().equals("-")) {
            Token sign = next();
            Typed term = product();
            dimension = same(dimension, term.dimension(), sign);
            terms.add(sign.kind().equals("-") ? new Expression.Negated(term.expression()) : term.expression());
        }
        level--;
        return terms.size() == 1 ? first : new Typed(new Expression.Sum(terms), dimension);
    }

    private static Dimension same(Dimension a, Dimension b, Token sign) throws Fault {
        if (a.fits(b)) {
            return a.with(b);
        }
        boolean bare = a.powers().isEmpty() || b.powers().isEmpty();
        throw new Fault(
                "unit.mismatch",
                sign.offset(),
                Text.of(
                        "两边的计量单位不同（" + a.inWords(true) + "与" + b.inWords(true) + "），不能相加减或比较",
                        "The sides differ in dimension (" + a.inWords(false) + " and " + b.inWords(false)
                                + ") and cannot be added or compared"),
                bare && (a.isMoney() || b.isMoney())
                        ? Text.of("金额写明单位，例如 100万元", "Give the amount its unit, e.g. 100万元")
                        : Text.of("两边用同一种计量单位的数据项", "Use facts of one dimension on both sides"));
    }

    private Typed product() throws Fault {
        Typed result = factor();
        while (peek().kind().equals("*") || peek().kind().equals("/")) {
            enter();
            boolean over = next().kind().equals("/");
            Typed factor = factor();
            level--;
            Dimension dimension = over
                    ? result.dimension().over(factor.dimension())
                    : result.dimension().times(factor.dimension());
            Expression expression;
            if (over
                    && result.expression() instanceof Expression.Number a
                    && factor.expression() instanceof Expression.Number b
                    && b.value().signum() != 0) {
                expression = new Expression.Number(a.value().over(b.value()));
            } else {
                expression = over
                        ? new Expression.Quotient(result.expression(), factor.expression())
                        : new Expression.Product(List.of(result.expression(), factor.expression()));
            }
            result = new Typed(expression, dimension);
        }
        return result;
    }

    private Typed factor() throws Fault {
        enter();
        try {
            Token token = next();
            switch (token.kind()) {
                case "-" -> {
                    Typed of = factor();
                    return of.expression() instanceof Expression.Number n
                            ? new Typed(new Expression.Number(n.value().negate()), of.dimension())
                            : new Typed(new Expression.Negated(of.expression()), of.dimension());
                }
                case "(" -> {
                    Typed inner = sum();
                    expect(")");
                    return inner;
                }
                case "date" -> {
                    return date(token);
                }
                case "number" -> {
                    return number(token);
                }
                case "name" -> {
                    return peek().kind().equals("(") ? function(token) : fact(token);
                }
                default -> throw syntax(token.offset(), token.text());
            }
        } finally {
            level--;
        }
    }

    private Typed number(Token token) throws Fault {
        if (token.text().length() > MOST_DIGITS) {
            throw syntax(token.offset(), token.text());
        }
        Rational value = Rational.parse(token.text());
        if (token.unit() == null) {
            return new Typed(new Expression.Number(value), Dimension.number(value.signum() == 0));
        }
        Unit unit = Unit.named(token.unit())
                .orElseThrow(() -> new Fault(
                        "unit.unknown",
                        token.offset() + token.text().length(),
                        Text.of("不认识计量单位“" + token.unit() + "”", "Unknown unit " + token.unit()),
                        Text.of("使用已有单位，如 元、万元、%、人、件", "Use a known unit, e.g. 元, 万元, %, 人, 件")));
        return new Typed(
                new Expression.Number(value.times(unit.factor())),
                Dimension.of(unit).asLiteral());
    }

    private Typed function(Token name) throws Fault {
        expect("(");
        List<Expression> arguments = new ArrayList<>();
        Typed first = sum();
        arguments.add(first.expression());
        Dimension dimension = first.dimension();
        while (peek().kind().equals(",")) {
            Token comma = next();
            Typed more = sum();
            dimension = same(dimension, more.dimension(), comma);
            arguments.add(more.expression());
        }
        expect(")");
        if (name.text().equals("abs") && arguments.size() > 1) {
            throw syntax(name.offset(), name.text());
        }
        return switch (name.text()) {
            case "min" -> new Typed(new Expression.Least(arguments), dimension);
            case "max" -> new Typed(new Expression.Greatest(arguments), dimension);
            case "abs" -> new Typed(new Expression.Absolute(arguments.get(0)), first.dimension());
            default -> throw syntax(name.offset(), name.text());
        };
    }

    private static Typed date(Token token) throws Fault {
        try {
            long day = LocalDate.parse(token.text()).toEpochDay();
            return new Typed(
                    Expression.number(day), Dimension.of(Unit.named("日").orElseThrow()));
        } catch (DateTimeParseException e) {
            throw new Fault(
                    "date.broken",
                    token.offset(),
                    Text.of("“" + token.text() + "”不是日期", token.text() + " is not a date"),
                    Text.of("写成 2023-12-31", "Write 2023-12-31"));
        }
    }

    private Typed fact(Token token) throws Fault {
        FactDefinition fact = facts.apply(token.text())
                .orElseThrow(() -> new Fault(
                        "fact.unknown",
                        token.offset(),
                        Text.of("没有声明数据项“" + token.text() + "”", "The fact " + token.text() + " is not declared"),
                        Text.of("在 facts 中声明它，或改正名称", "Declare it under facts, or mend the name")));
        if (!fact.kind().isNumeric()) {
            throw new Fault(
                    "fact.not-a-number",
                    token.offset(),
                    Text.of("数据项“" + fact.name().zh() + "”不是数值，不能计算", "The fact " + fact.key() + " is not a number"),
                    Text.of("在条件中使用它，或换一个数值数据项", "Use it in a condition, or name a numeric fact"));
        }
        return new Typed(new Expression.FactRef(fact.key()), Dimension.of(fact.unit()));
    }

    @Override
    public String toString() {
        return source;
    }
}
