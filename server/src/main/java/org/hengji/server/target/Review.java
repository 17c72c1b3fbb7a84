package org.hengji.server.target;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hengji.checker.vocabulary.Glossary;
import org.hengji.scoring.framework.Text;

/**
 * What a reviewer says of a sheet on each head, at one stay of the document at one step.
 *
 * @param answers in order of the heads; a head may be without
 */
public record Review(List<Answer> answers) {

    /** @param points the most that it gives */
    public record Head(String key, Text name, BigDecimal points, Text ask) {}

    /** @param passes whether targets of this grade may be approved */
    public record Grade(BigDecimal from, Text name, boolean passes, Text then) {}

    public enum Result {
        PASS,
        RETURN
    }

    public record Answer(String head, Result result, BigDecimal points, String opinion, String by, Instant at) {}

    private static final Glossary DATA = Glossary.part("target-review");

    public static final List<Head> HEADS = DATA.get("heads").items().stream()
            .map(h -> new Head(
                    h.get("key").text(),
                    text(h, "name"),
                    new BigDecimal(h.get("points").text()),
                    text(h, "ask")))
            .toList();

    public static final List<Grade> GRADES = DATA.get("grades").items().stream()
            .map(g -> new Grade(
                    new BigDecimal(g.get("from").text()),
                    text(g, "name"),
                    g.get("passes").text().equals("yes"),
                    text(g, "then")))
            .toList();

    private static Text text(Glossary g, String key) {
        return Text.of(g.get(key, "zh").text(), g.get(key, "en").text());
    }

    public Optional<Answer> answer(String head) {
        return answers.stream().filter(a -> a.head().equals(head)).findFirst();
    }

    public List<Head> open() {
        return HEADS.stream().filter(h -> answer(h.key()).isEmpty()).toList();
    }

    public List<Head> returned() {
        return HEADS.stream()
                .filter(h ->
                        answer(h.key()).filter(a -> a.result() == Result.RETURN).isPresent())
                .toList();
    }

    public BigDecimal points() {
        return answers.stream().map(Answer::points).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Empty while a head is open. */
    public Optional<Grade> grade() {
        return open().isEmpty()
                ? GRADES.stream().filter(g -> points().compareTo(g.from()) >= 0).findFirst()
                : Optional.empty();
    }
}
