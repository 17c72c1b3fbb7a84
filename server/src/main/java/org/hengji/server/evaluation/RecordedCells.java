package org.hengji.server.evaluation;

import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.FactDefinition.Kind;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.subject.Case;
import org.hengji.scoring.subject.Fact;
import org.hengji.scoring.subject.Fact.Value;
import org.hengji.scoring.subject.Judgement;
import org.hengji.scoring.subject.Judgement.Award;

/** How the record reads in the cells of the form: numbers in the declared unit, the same text for the same value. */
final class RecordedCells {

    private final Map<String, String> texts = new LinkedHashMap<>();

    private RecordedCells() {}

    static RecordedCells of(Framework framework, Case subject) {
        RecordedCells cells = new RecordedCells();
        framework.facts().values().forEach(f -> cells.fact(f, subject.facts().getOrDefault(f.key(), List.of())));
        subject.judgements().values().forEach(cells::judgement);
        return cells;
    }

    /** Empty where the record says nothing. */
    String text(Cell cell) {
        return texts.getOrDefault(cell.address(), "");
    }

    /** How many places say something about the fact. */
    int places(String fact) {
        int places = 0;
        while (texts.containsKey(Cell.fact(fact, places + 1, Cell.Column.SOURCE).address())) {
            places++;
        }
        return places;
    }

    private void fact(FactDefinition definition, List<Fact> facts) {
        texts.put(Cell.fact(definition.key(), 1, Cell.Column.STATE).address(), state(facts));
        texts.put(
                Cell.fact(definition.key(), 1, Cell.Column.UNIT).address(),
                definition.unit().symbol());
        for (int i = 1; i <= facts.size(); i++) {
            Fact fact = facts.get(i - 1);
            texts.put(Cell.fact(definition.key(), i, Cell.Column.VALUE).address(), value(definition, fact.value()));
            texts.put(
                    Cell.fact(definition.key(), i, Cell.Column.UNIT).address(),
                    definition.unit().symbol());
            texts.put(Cell.fact(definition.key(), i, Cell.Column.SOURCE).address(), fact.source());
        }
    }

    static String state(List<Fact> facts) {
        if (facts.size() > 1) {
            return "contested";
        } else if (facts.isEmpty() || facts.get(0).value() instanceof Value.Unknown) {
            return "unknown";
        } else if (facts.get(0).value() instanceof Value.Bounded) {
            return "bounded";
        } else if (facts.get(0).value() instanceof Value.NotApplicable) {
            return "not-applicable";
        } else if (facts.get(0).value() instanceof Value.NotEvidenced) {
            return "not-evidenced";
        }
        return "known";
    }

    static String value(FactDefinition definition, Value value) {
        if (value instanceof Value.Known known) {
            return number(definition, known.number());
        } else if (value instanceof Value.NotEvidenced claimed) {
            return claimed.claimed().map(n -> number(definition, n)).orElse("");
        } else if (value instanceof Value.Bounded bounded) {
            if (bounded.low().isPresent() && bounded.high().isPresent()) {
                var low = bounded.low().get();
                var high = bounded.high().get();
                return (low.open() ? ">" : "") + number(definition, low.value()) + " ~ " + (high.open() ? "<" : "")
                        + number(definition, high.value());
            }
            return bounded.low()
                    .map(b -> (b.open() ? ">" : "≥") + number(definition, b.value()))
                    .orElseGet(() -> bounded.high()
                            .map(b -> (b.open() ? "<" : "≤") + number(definition, b.value()))
                            .orElse(""));
        } else if (value instanceof Value.Flag flag) {
            return String.valueOf(flag.holds());
        } else if (value instanceof Value.Option option) {
            return option.key();
        } else if (value instanceof Value.Words words) {
            return words.text();
        }
        return "";
    }

    private static String number(FactDefinition definition, Rational number) {
        if (definition.kind() == Kind.DATE) {
            return LocalDate.ofEpochDay(number.floor().longValue()).toString();
        }
        return grouped(number, definition.places());
    }

    /** With separators and at least the declared places; never rounded, unless no decimal text is exact. */
    static String grouped(Rational number, int places) {
        String text = number.isDecimal()
                ? number.abs().toText()
                : number.abs()
                        .toDecimal(Math.max(places, 6), RoundingMode.HALF_UP)
                        .toPlainString();
        int point = text.indexOf('.');
        String whole = point < 0 ? text : text.substring(0, point);
        StringBuilder fraction = new StringBuilder(point < 0 ? "" : text.substring(point + 1));
        while (fraction.length() < places) {
            fraction.append('0');
        }
        StringBuilder grouped = new StringBuilder(whole);
        for (int i = whole.length() - 3; i > 0; i -= 3) {
            grouped.insert(i, ',');
        }
        return (number.signum() < 0 ? "-" : "") + grouped + (fraction.isEmpty() ? "" : "." + fraction);
    }

    private void judgement(Judgement judgement) {
        String id = judgement.indicator();
        texts.put(Cell.judgement(id, Cell.Column.AWARD).address(), award(judgement.award()));
        texts.put(Cell.judgement(id, Cell.Column.REASON).address(), judgement.reason());
        texts.put(Cell.judgement(id, Cell.Column.BY).address(), judgement.by());
        texts.put(
                Cell.judgement(id, Cell.Column.EVIDENCE).address(),
                judgement.evidence().orElse(""));
    }

    private static String award(Award award) {
        if (award instanceof Award.Points points) {
            return Figures.plain(points.points());
        } else if (award instanceof Award.Share share) {
            return Figures.plain(share.share().times(Rational.HUNDRED)) + "%";
        } else if (award instanceof Award.Panel panel) {
            return panel.scores().stream().map(Figures::plain).collect(Collectors.joining("、"));
        } else if (award instanceof Award.Outcome outcome) {
            return outcome.key();
        } else if (award instanceof Award.Grade grade) {
            return grade.key();
        }
        return "N/A";
    }

    /** The columns of a fact, in the order of the form. */
    static List<Cell> cells(String fact, int places) {
        List<Cell> cells = new ArrayList<>();
        for (int i = 1; i <= places; i++) {
            cells.add(Cell.fact(fact, i, Cell.Column.VALUE));
            cells.add(Cell.fact(fact, i, Cell.Column.UNIT));
            if (i == 1) {
                cells.add(Cell.fact(fact, i, Cell.Column.STATE));
            }
            cells.add(Cell.fact(fact, i, Cell.Column.SOURCE));
        }
        return cells;
    }

    static List<Cell> cells(String indicator) {
        return List.of(
                Cell.judgement(indicator, Cell.Column.AWARD),
                Cell.judgement(indicator, Cell.Column.REASON),
                Cell.judgement(indicator, Cell.Column.BY),
                Cell.judgement(indicator, Cell.Column.EVIDENCE));
    }
}
