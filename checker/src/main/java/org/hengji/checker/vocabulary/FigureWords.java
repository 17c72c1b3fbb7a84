package org.hengji.checker.vocabulary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hengji.checker.reading.Figure.Bound;

/**
 * Words around figures.
 *
 * @param before qualifier words in front of a number
 * @param after qualifier words behind it
 * @param lead words in front of a name that are not part of it
 * @param trail words between a name and its figure
 * @param stages stage to its words
 * @param ratios ratios by what divides what
 */
public record FigureWords(
        Map<String, Bound> before,
        Map<String, Bound> after,
        List<String> lead,
        List<String> trail,
        Map<Stage, List<String>> stages,
        List<Ratio> ratios,
        List<String> falling,
        List<String> delta,
        List<String> closed,
        List<String> loose,
        List<String> totals,
        List<Identity> identities,
        Map<String, List<String>> periods,
        List<String> allQuarters,
        List<String> each,
        List<String> notActual,
        List<String> generic,
        Map<String, List<String>> roles,
        List<String> scoreHeads,
        List<String> given,
        List<String> rateEnds,
        List<String> prior,
        List<String> rising,
        List<String> from,
        List<String> to,
        List<String> compared,
        List<String> net,
        List<String> yearly,
        List<String> got,
        List<String> averages,
        List<String> means,
        List<String> whole,
        List<String> narrower) {

    public enum Stage {
        INITIAL,
        ADJUSTED,
        PLANNED,
        ACTUAL
    }

    public enum RatioKind {
        SHARE,
        CHANGE,
        GROWTH,
        SAVING
    }

    /**
     * @param unit dimension that its operands have, empty for any
     * @param over totals that are its whole where a part is told behind them in the same sentence
     * @param strict operands of these names and no others, where both are printed beside it
     */
    public record Ratio(
            String id,
            List<String> names,
            RatioKind kind,
            List<String> part,
            List<String> whole,
            List<String> over,
            String unit,
            boolean strict) {}

    /** Parts that always make up their whole. */
    public record Identity(List<String> parts) {
        /** Whether these are the names of all parts, in any order. */
        public boolean names(List<String> labels) {
            return labels.size() == parts.size()
                    && parts.stream().allMatch(p -> labels.stream().anyMatch(l -> l.contains(p)));
        }
    }

    private static final Pattern NUMBERED =
            Pattern.compile("^([-*]?\\s*[(（]?\\d{1,2}[)）.、]|[一二三四五六七八九十]{1,2}(是|方面)|[①-⑳])");
    private static final Pattern DATED = Pattern.compile("^(19|20)\\d\\d年?(度|末|底|初)?(\\d{1,2}月(\\d{1,2}日)?(底|末)?)?");
    private static final Pattern QUOTES = Pattern.compile("[“”]+$|^[“”]+");

    private static final List<String> QUARTERS = List.of("q1", "q2", "q3", "q4");

    private static final Ratio OTHER_RATE =
            new Ratio("other", List.of(), RatioKind.SHARE, List.of(), List.of(), List.of(), "", false);

    private static final FigureWords SHIPPED = read(Glossary.part("figures"));

    public static FigureWords shipped() {
        return SHIPPED;
    }

    static FigureWords read(Glossary g) {
        Map<Stage, List<String>> stages = new LinkedHashMap<>();
        for (Stage stage : Stage.values()) {
            stages.put(stage, g.words("stages", stage.name().toLowerCase(java.util.Locale.ROOT)));
        }
        Map<String, List<String>> periods = new LinkedHashMap<>();
        g.get("periods").keys().forEach(key -> periods.put(key, g.words("periods", key)));
        Map<String, List<String>> roles = new LinkedHashMap<>();
        g.get("roles").keys().forEach(key -> roles.put(key, g.words("roles", key)));
        List<Ratio> ratios = new ArrayList<>();
        for (Glossary r : g.get("ratios").items()) {
            ratios.add(new Ratio(
                    r.get("id").text(),
                    r.words("names"),
                    RatioKind.valueOf(r.get("kind").text().toUpperCase(java.util.Locale.ROOT)),
                    r.words("part"),
                    r.words("whole"),
                    r.words("over"),
                    r.text("unit", ""),
                    r.find("strict").isPresent()));
        }
        return new FigureWords(
                bounds(g.get("qualifiers", "before")),
                bounds(g.get("qualifiers", "after")),
                g.words("lead"),
                g.words("trail"),
                stages,
                List.copyOf(ratios),
                g.words("growth", "falling"),
                g.words("growth", "delta"),
                g.words("parts", "closed"),
                g.words("parts", "loose"),
                g.words("totals"),
                g.get("identities").items().stream()
                        .map(i -> new Identity(i.words()))
                        .toList(),
                periods,
                g.words("all-quarters"),
                g.words("each"),
                g.words("not-actual"),
                g.words("generic"),
                roles,
                g.words("score-heads"),
                g.words("given"),
                g.words("rate-ends"),
                g.words("growth", "prior"),
                g.words("growth", "rising"),
                g.words("growth", "from"),
                g.words("growth", "to"),
                g.words("growth", "compared"),
                g.words("growth", "net"),
                g.words("yearly"),
                g.words("got"),
                g.words("averages"),
                g.words("means"),
                g.words("whole"),
                g.words("narrower"));
    }

    private static Map<String, Bound> bounds(Glossary g) {
        Map<String, Bound> bounds = new LinkedHashMap<>();
        for (String key : g.keys()) {
            Bound bound = Bound.valueOf(key.replace('-', '_').toUpperCase(java.util.Locale.ROOT));
            g.words(key).forEach(word -> bounds.put(word, bound));
        }
        return bounds;
    }

    /** The ratio whose name a label holds: the one with the longest name, the later in the label of equals. */
    public Optional<Ratio> ratio(String label) {
        Ratio best = null;
        int length = 0;
        for (Ratio ratio : ratios) {
            for (String name : ratio.names()) {
                if (name.length() > length && label.contains(name)) {
                    best = ratio;
                    length = name.length();
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** The period of the year that a label names, and the word that names it. */
    public Optional<Map.Entry<String, String>> period(String label) {
        long told = periods.values().stream()
                .filter(words -> words.stream().anyMatch(label::contains))
                .count();
        if (told > 1 && label.indexOf('、') >= 0) {
            return Optional.empty();
        }
        return periods.entrySet().stream()
                .flatMap(e -> e.getValue().stream().filter(label::contains).map(word -> Map.entry(e.getKey(), word)))
                .max(java.util.Comparator.comparingInt(e -> e.getValue().length()));
    }

    /** The periods that the words in front of a row of figures name, one for each figure, in order of the year. */
    public List<String> periods(String lead) {
        boolean all = allQuarters.stream().anyMatch(lead::contains);
        return periods.keySet().stream()
                .filter(p ->
                        all ? QUARTERS.contains(p) : periods.get(p).stream().anyMatch(lead::contains))
                .toList();
    }

    /** The stage by which parts and whole of an amount belong together, if the label tells one. */
    public Optional<String> role(String label) {
        return roles.entrySet().stream()
                .filter(e -> e.getValue().stream().anyMatch(label::contains))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** What is left of a name without the words that only tell the kind of amount. */
    public String telling(String name) {
        String left = name;
        for (String word : generic) {
            left = left.replace(word, "");
        }
        return left;
    }

    /** The ratio that a label names; any other rate is one of the figures next to it. */
    public Optional<Ratio> rate(String label) {
        return ratio(label)
                .or(() -> rateEnds.stream().anyMatch(label::endsWith) ? Optional.of(OTHER_RATE) : Optional.empty());
    }

    /** The stage that the longest stage word of a label tells. */
    public Optional<Stage> stage(String label) {
        Stage best = null;
        int length = 0;
        for (var entry : stages.entrySet()) {
            for (String word : entry.getValue()) {
                if (word.length() > length && label.contains(word)) {
                    best = entry.getKey();
                    length = word.length();
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** The name alone: without the words in front of it and behind it that say nothing of it. */
    public String name(String clause) {
        String name = QUOTES.matcher(clause.strip()).replaceAll("");
        boolean changed = true;
        while (changed && !name.isEmpty()) {
            changed = false;
            for (String word : lead) {
                if (name.startsWith(word) && name.length() > word.length()) {
                    name = name.substring(word.length());
                    changed = true;
                }
            }
            String undated =
                    DATED.matcher(NUMBERED.matcher(name).replaceFirst("")).replaceFirst("");
            changed |= undated.length() != name.length();
            name = undated;
            for (String word : trail) {
                if (name.endsWith(word)
                        && name.length() > word.length()
                        && whole.stream().noneMatch(name::endsWith)) {
                    name = name.substring(0, name.length() - word.length());
                    changed = true;
                }
            }
        }
        return name;
    }
}
