package org.hengji.server.budget.ledger;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import org.hengji.server.budget.estimate.Source;

/**
 * Which line of a budget a payment counts in. The project decides; where it has several lines, the kind of funds, the
 * functional and the economic class narrow them. Where more than one line is left, or none, it counts in none: it stands
 * beside the lines until somebody says which it is.
 */
public record Allotment(List<Line> lines) {

    /** Money of the general budget may be this year's or carried over; a payment does not say which. */
    private static final Map<String, Set<Source>> SOURCES = Map.of(
            "general", Set.of(Source.GENERAL, Source.CARRY_OVER),
            "fund", Set.of(Source.FUND, Source.CARRY_OVER),
            "capital", Set.of(Source.OTHER, Source.CARRY_OVER),
            "special", Set.of(Source.OTHER),
            "own", Set.of(Source.OTHER));

    public Allotment {
        lines = List.copyOf(lines);
    }

    /** @param project empty for basic expenditure; classes may begin with their code and go on with their name */
    public record Line(long id, String project, Source source, String function, String economic) {}

    /**
     * What a payment says.
     *
     * @param fund key of the form of payments; blank like the classes where it does not say
     */
    public record Purpose(String project, String fund, String function, String economic) {}

    public OptionalLong of(Purpose purpose) {
        List<Line> left = narrowed(lines, line -> line.project().equals(purpose.project()));
        Set<Source> sources = SOURCES.get(purpose.fund());
        if (left.size() > 1 && sources != null) {
            left = narrowed(left, line -> sources.contains(line.source()));
        }
        if (left.size() > 1) {
            left = narrowed(left, line -> fits(line.function(), purpose.function()));
        }
        if (left.size() > 1) {
            left = narrowed(left, line -> fits(line.economic(), purpose.economic()));
        }
        return left.size() == 1 ? OptionalLong.of(left.get(0).id()) : OptionalLong.empty();
    }

    private static List<Line> narrowed(List<Line> lines, Predicate<Line> which) {
        return lines.stream().filter(which).toList();
    }

    /** A class holds what is below it: 208 holds 2080208. What one of them does not say speaks against nothing. */
    private static boolean fits(String ofLine, String ofPayment) {
        String a = code(ofLine);
        String b = code(ofPayment);
        return a.startsWith(b) || b.startsWith(a);
    }

    private static String code(String text) {
        return text.strip().replaceFirst("(?s)^(\\d+).*$", "$1");
    }
}
