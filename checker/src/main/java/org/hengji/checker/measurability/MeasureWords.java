package org.hengji.checker.measurability;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hengji.checker.measurability.Remark.Severity;
import org.hengji.checker.reading.Passages;
import org.hengji.checker.targets.TargetWords;
import org.hengji.checker.vocabulary.Glossary;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.number.Rational;

/** Rules, words and limits of the checks, read from the glossary. */
public final class MeasureWords {
    private static final MeasureWords SHIPPED = new MeasureWords(Glossary.part("measurability"));

    /**
     * A rule as data; {@code {…}} in its texts is filled in.
     *
     * @param whole what is said once when it fails in every row
     */
    public record Rule(
            String id,
            Text title,
            Severity severity,
            String source,
            Text what,
            Optional<Text> whole,
            Text why,
            Text remedy) {}

    private final Glossary glossary;
    private final TargetWords targets = TargetWords.shipped();
    private final Map<String, Rule> rules = new LinkedHashMap<>();
    private final Map<String, List<String>> units = new LinkedHashMap<>();
    private final Map<Field, List<String>> heads = new EnumMap<>(Field.class);

    private MeasureWords(Glossary glossary) {
        this.glossary = glossary;
        Glossary all = glossary.get("rules");
        all.keys().forEach(id -> rules.put(id, rule(id, all.get(id))));
        glossary.get("units").keys().forEach(unit -> units.put(unit, glossary.words("units", unit)));
        for (Field field : Field.values()) {
            List<String> words = new ArrayList<>(glossary.words("heads", field.key()));
            words.add(field.label().zh());
            heads.put(field, words);
        }
        heads.get(Field.NAME).addAll(targets.nameHeads());
        heads.get(Field.VALUE).addAll(targets.targetHeads());
        heads.get(Field.WEIGHT).addAll(targets.weightHeads());
    }

    public static MeasureWords shipped() {
        return SHIPPED;
    }

    private static Rule rule(String id, Glossary g) {
        return new Rule(
                id,
                text(g, "title"),
                Severity.valueOf(g.get("severity").text().toUpperCase(Locale.ROOT)),
                g.get("source").text(),
                text(g, "what"),
                g.find("whole").map(w -> Text.of(w.get("zh").text(), w.get("en").text())),
                text(g, "why"),
                text(g, "remedy"));
    }

    private static Text text(Glossary g, String key) {
        return Text.of(g.get(key, "zh").text(), g.get(key, "en").text());
    }

    /** All rules by id, in order. */
    public Map<String, Rule> rules() {
        return rules;
    }

    int wholeColumn() {
        return Integer.parseInt(glossary.get("whole-column").text());
    }

    public String version() {
        return glossary.get("version").text();
    }

    // ---- What cells say ----------------------------------------------------------------------------------------

    static String even(String cell) {
        return Passages.of(cell).text().replace(" ", "");
    }

    /** The column that a head names. */
    public Optional<Field> head(String cell) {
        String plain = even(cell).replaceAll("\\(.*?\\)$", "");
        return heads.entrySet().stream()
                .filter(e -> e.getValue().stream().anyMatch(w -> even(w).equals(plain) || even(w).equals(even(cell))))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    public Optional<Heading> heading(String cell) {
        return Arrays.stream(Heading.values())
                .filter(h -> h.key().equals(cell) || named(cell, glossary.words("headings", h.key())))
                .findFirst();
    }

    /** @param first may be blank; it tells cost as a heading from cost among the outputs */
    public Optional<TargetClass> kind(String first, String second) {
        if (second.isBlank()) {
            return heading(first).filter(h -> h == Heading.SATISFACTION).map(h -> TargetClass.SERVED);
        }
        Optional<Heading> heading = heading(first);
        List<TargetClass> named = Arrays.stream(TargetClass.values())
                .filter(c -> c.key().equals(second) || named(second, glossary.words("classes", c.key())))
                .toList();
        return named.stream()
                .filter(c -> heading.isEmpty() || heading.get() == c.heading())
                .findFirst()
                .or(() -> named.stream().findFirst());
    }

    private boolean named(String cell, List<String> words) {
        String plain = even(cell);
        return words.stream()
                .anyMatch(w -> plain.equals(w)
                        || glossary.words("class-endings").stream().anyMatch(end -> plain.equals(w + end)));
    }

    public Optional<Comparator> comparator(String cell) {
        String plain = even(cell);
        return Comparator.named(cell)
                .or(() -> Arrays.stream(Comparator.values())
                        .filter(c ->
                                glossary.words("comparators", c.key()).stream().anyMatch(w -> even(w).equals(plain)))
                        .findFirst());
    }

    public boolean isNone(String cell) {
        return targets.none().contains(even(cell));
    }

    /** Whether a cell says that a survey is planned; a description of one says so too. */
    public boolean tellsOfSurvey(TargetRow row) {
        String plan = row.text(Field.SURVEY);
        if (!plan.isEmpty()) {
            return !glossary.words("no").contains(even(plan));
        }
        String rest = row.text(Field.SOURCE) + row.text(Field.EVIDENCE);
        return glossary.words("survey-words").stream().anyMatch(rest::contains);
    }

    // ---- What names say ----------------------------------------------------------------------------------------

    boolean isMeasured(String name) {
        return targets.isMeasured(even(name));
    }

    boolean isSatisfaction(String name) {
        return even(name).contains("满意度");
    }

    boolean isCeiling(String name) {
        return targets.isCeiling(even(name));
    }

    boolean isWithinWhole(String name) {
        return glossary.words("within-whole").stream().anyMatch(even(name)::endsWith);
    }

    /** The unit that a name asks for. */
    Optional<String> unit(String name) {
        String plain = even(name);
        return units.entrySet().stream()
                .filter(e -> e.getValue().stream().anyMatch(plain::endsWith))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** What is left of words without verbs and degrees that measure nothing. */
    boolean isVague(String words) {
        String left = even(words).replaceAll("[，。、；的地得]", "");
        for (String word : glossary.words("vague")) {
            left = left.replace(word, "");
        }
        return left.isEmpty();
    }

    List<String> vagueIn(String words) {
        return glossary.words("vague").stream()
                .filter(w -> w.length() > 1 && words.contains(w))
                .toList();
    }

    boolean isTimely(String words) {
        return glossary.words("timely").contains(even(words));
    }

    List<String> joins() {
        return glossary.words("joins");
    }

    List<String> measured() {
        return targets.measured();
    }

    boolean mayMeasure(TargetClass kind, String measure) {
        List<String> allowed = glossary.words("measures", kind.key());
        return allowed.isEmpty() || allowed.contains(measure);
    }

    Optional<TargetClass> belongs(TargetClass kind, String measure) {
        return glossary.find("belongs", kind.key(), measure).map(Glossary::text).flatMap(TargetClass::named);
    }

    List<TargetClass> expected(Heading heading) {
        return glossary.get("expected").find(heading.key()).map(Glossary::items).orElse(List.of()).stream()
                .map(g -> TargetClass.named(g.text()).orElseThrow())
                .toList();
    }

    List<Rational> totals() {
        return glossary.get("weights", "totals").items().stream()
                .map(g -> Rational.parse(g.text()))
                .toList();
    }

    List<Map<Heading, Rational>> shares() {
        List<Map<Heading, Rational>> all = new ArrayList<>();
        for (Glossary g : glossary.get("weights", "headings").items()) {
            Map<Heading, Rational> shares = new EnumMap<>(Heading.class);
            for (Heading heading : Heading.values()) {
                g.find(heading.key()).ifPresent(w -> shares.put(heading, Rational.parse(w.text())));
            }
            all.add(shares);
        }
        return all;
    }
}
