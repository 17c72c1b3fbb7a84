package org.hengji.scoring.framework;

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
    private static final String ANY = "?";

    private static final Pattern TOKEN =
            Pattern.compile("\\s*(?:(?<number>\\d+(?:\\.\\d+)?)(?<unit>%|‰|[\\p{IsHan}]+(?:/[\\p{IsHan}]+)*)?"
                    + "|(?<name>[a-zA-Z_][a-zA-Z0-9_]*(?:[.-][a-zA-Z0-9_*+]+)*)|(?<sign><=|>=|==|!=|[-+*/()<>,×÷−]))");

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

    private record Token(String kind, String text, String unit, int offset) {}

    /** An expression with the dimension of its value: empty for pure numbers, {@link #ANY} for a literal zero. */
    private record Typed(Expression expression, String dimension) {}

    private final Function<String, Optional<FactDefinition>> facts;
    private final Function<String, Optional<String>> nodeFault;
    private final List<Token> tokens = new ArrayList<>();
    private final String source;
    private int at;
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
        Matcher matcher = TOKEN.matcher(source);
        int end = 0;
        while (end < source.stripTrailing().length()) {
            if (!matcher.find(end) || matcher.start() != end) {
                throw syntax(end, source.substring(end).strip());
            }
            end = matcher.end();
            if (matcher.group("number") != null) {
                tokens.add(
                        new Token("number", matcher.group("number"), matcher.group("unit"), matcher.start("number")));
            } else if (matcher.group("name") != null) {
                tokens.add(new Token("name", matcher.group("name"), null, matcher.start("name")));
            } else {
                String sign = matcher.group("sign")
                        .replace('×', '*')
                        .replace('÷', '/')
                        .replace('−', '-');
                tokens.add(new Token(sign, sign, null, matcher.start("sign")));
            }
        }
        tokens.add(new Token("end", "", null, source.length()));
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

    /** Dimension of the value of an expression, e.g. {@code money} or empty for a ratio. */
    public static String dimension(String text, Function<String, Optional<FactDefinition>> facts) throws Fault {
        return new ExpressionParser(text, facts, id -> Optional.empty()).sum().dimension();
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

    private Token peek() {
        return tokens.get(at);
    }

    private Token next() {
        return tokens.get(at++);
    }

    private boolean take(String kind) {
        if (peek().kind().equals(kind)) {
            at++;
            return true;
        }
        return false;
    }

    private boolean takeWord(String word) {
        if (peek().kind().equals("name") && peek().text().equals(word)) {
            at++;
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
                    && tokens.get(at + 1).kind().equals("(")) {
                return outcome();
            }
            if (first.kind().equals("name")) {
                Optional<FactDefinition> fact = facts.apply(first.text());
                if (fact.isPresent() && fact.get().kind() == Kind.BOOLEAN) {
                    at++;
                    return new Condition.Holds(first.text());
                } else if (fact.isPresent() && fact.get().kind() == Kind.CHOICE) {
                    return choice(fact.get());
                }
            }
            int mark = at;
            if (take("(")) {
                try {
                    Condition inner = any();
                    if (take(")") && !isComparison(peek()) && !"+-*/".contains(peek().kind())) {
                        return inner;
                    }
                } catch (Fault notACondition) {
                    if (notACondition.code.startsWith("expression.too")) {
                        throw notACondition;
                    }
                }
                at = mark;
            }
            return comparison();
        } finally {
            level--;
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
        same(left, right, sign);
        return new Condition.Compare(left.expression(), comparison, right.expression());
    }

    private Condition outcome() throws Fault {
        String what = next().text();
        expect("(");
        Token node = next();
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
            return new Condition.Graded(node.text(), comparison, next().text());
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
        Token option = next();
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
        String dimension = first.dimension();
        while (peek().kind().equals("+") || peek().kind().equals("-")) {
            Token sign = next();
            Typed term = product();
            dimension = same(new Typed(null, dimension), term, sign);
            terms.add(sign.kind().equals("-") ? new Expression.Negated(term.expression()) : term.expression());
        }
        level--;
        return terms.size() == 1 ? first : new Typed(new Expression.Sum(terms), dimension);
    }

    private String same(Typed a, Typed b, Token sign) throws Fault {
        if (a.dimension().equals(b.dimension()) || b.dimension().equals(ANY)) {
            return a.dimension();
        } else if (a.dimension().equals(ANY)) {
            return b.dimension();
        }
        boolean counted = !a.dimension().startsWith("money")
                && !b.dimension().startsWith("money")
                && (a.dimension().isEmpty() || b.dimension().isEmpty());
        if (counted) {
            return a.dimension().isEmpty() ? b.dimension() : a.dimension();
        }
        throw new Fault(
                "unit.mismatch",
                sign.offset(),
                Text.of(
                        "两边的计量单位不同，不能直接相加减或比较（" + named(a.dimension()) + "与" + named(b.dimension()) + "）",
                        "Different dimensions cannot be added or compared (" + a.dimension() + " and " + b.dimension()
                                + ")"),
                Text.of("金额要写明单位，例如 100万元；计数单位须一致", "Give amounts a unit, e.g. 100万元; counts need the same unit"));
    }

    private static String named(String dimension) {
        return dimension.isEmpty() ? "纯数字" : dimension.startsWith("money") ? "金额" : dimension;
    }

    private Typed product() throws Fault {
        Typed result = factor();
        while (peek().kind().equals("*") || peek().kind().equals("/")) {
            enter();
            boolean over = next().kind().equals("/");
            Typed factor = factor();
            level--;
            String dimension = over
                    ? divided(result.dimension(), factor.dimension())
                    : result.dimension().isEmpty() || result.dimension().equals(ANY)
                            ? factor.dimension()
                            : factor.dimension().isEmpty() || factor.dimension().equals(ANY)
                                    ? result.dimension()
                                    : result.dimension() + "·" + factor.dimension();
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

    private static String divided(String dividend, String divisor) {
        if (divisor.isEmpty() || divisor.equals(ANY)) {
            return dividend;
        }
        return dividend.equals(divisor) ? "" : dividend + "/" + divisor;
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
        Rational value = Rational.parse(token.text());
        if (token.unit() == null) {
            return new Typed(new Expression.Number(value), value.signum() == 0 ? ANY : "");
        }
        Unit unit = Unit.named(token.unit())
                .orElseThrow(() -> new Fault(
                        "unit.unknown",
                        token.offset() + token.text().length(),
                        Text.of("不认识计量单位“" + token.unit() + "”", "Unknown unit " + token.unit()),
                        Text.of("使用已有单位，如 元、万元、%、人、件", "Use a known unit, e.g. 元, 万元, %, 人, 件")));
        return new Typed(new Expression.Number(value.times(unit.factor())), unit.dimension());
    }

    private Typed function(Token name) throws Fault {
        expect("(");
        List<Expression> arguments = new ArrayList<>();
        Typed first = sum();
        arguments.add(first.expression());
        while (peek().kind().equals(",")) {
            Token comma = next();
            Typed more = sum();
            same(first, more, comma);
            arguments.add(more.expression());
        }
        expect(")");
        return switch (name.text()) {
            case "min" -> new Typed(new Expression.Least(arguments), first.dimension());
            case "max" -> new Typed(new Expression.Greatest(arguments), first.dimension());
            case "abs" -> new Typed(new Expression.Absolute(arguments.get(0)), first.dimension());
            default -> throw syntax(name.offset(), name.text());
        };
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
        return new Typed(new Expression.FactRef(fact.key()), fact.unit().dimension());
    }

    @Override
    public String toString() {
        return source;
    }
}
