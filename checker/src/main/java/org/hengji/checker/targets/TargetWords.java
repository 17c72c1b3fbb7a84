package org.hengji.checker.targets;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hengji.checker.vocabulary.Glossary;

/** The words of target tables. */
public record TargetWords(
        List<String> nameHeads,
        List<String> targetHeads,
        List<String> actualHeads,
        List<String> weightHeads,
        List<String> scoreHeads,
        Map<IndicatorClass, List<String>> classes,
        List<String> classEndings,
        List<String> none,
        List<String> measured,
        List<String> notMeasured,
        List<String> ceilings,
        List<String> missed,
        List<String> chapters,
        List<String> openings,
        List<String> common,
        List<String> due) {

    private static final TargetWords SHIPPED = read(Glossary.part("targets"));

    public static TargetWords shipped() {
        return SHIPPED;
    }

    private static TargetWords read(Glossary g) {
        Map<IndicatorClass, List<String>> classes = new LinkedHashMap<>();
        for (IndicatorClass c : IndicatorClass.values()) {
            classes.put(c, g.words("classes", c.name().toLowerCase(Locale.ROOT)));
        }
        return new TargetWords(
                g.words("heads", "name"),
                g.words("heads", "target"),
                g.words("heads", "actual"),
                g.words("heads", "weight"),
                g.words("heads", "score"),
                classes,
                g.words("class-endings"),
                g.words("none"),
                g.words("measured"),
                g.words("not-measured"),
                g.words("ceilings"),
                g.words("missed"),
                g.words("statement", "chapters"),
                g.words("statement", "openings"),
                g.words("common"),
                g.words("due"));
    }

    /** The class that a whole cell names. */
    Optional<IndicatorClass> classOf(String cell) {
        for (var entry : classes.entrySet()) {
            for (String word : entry.getValue()) {
                if (named(cell, word)
                        || entry.getKey() == IndicatorClass.SATISFACTION && cell.length() <= 6 && cell.endsWith(word)) {
                    return Optional.of(entry.getKey());
                }
            }
        }
        return Optional.empty();
    }

    /** It is the name of a class and nothing else; 其他满意度 may be a class or an indicator. */
    boolean isPlainClass(String cell) {
        return classes.values().stream().anyMatch(names -> names.stream().anyMatch(word -> named(cell, word)));
    }

    private boolean named(String cell, String word) {
        return cell.equals(word) || classEndings.stream().anyMatch(end -> cell.equals(word + end));
    }

    /** The class that the words in front of a colon name: 数量目标, 服务对象满意度. */
    Optional<IndicatorClass> opening(String words) {
        for (var entry : classes.entrySet()) {
            for (String word : entry.getValue()) {
                if (openings.stream().anyMatch(end -> words.endsWith(word + end))) {
                    return Optional.of(entry.getKey());
                }
            }
        }
        return Optional.empty();
    }

    /** Its name says that it is measured by a number. */
    public boolean isMeasured(String name) {
        return measured.stream().anyMatch(name::endsWith)
                && notMeasured.stream().noneMatch(name::endsWith);
    }

    /** Less is better. */
    public boolean isCeiling(String name) {
        return ceilings.stream().anyMatch(name::contains);
    }

    public Optional<String> missed(String actual) {
        return missed.stream().filter(actual::contains).findFirst();
    }
}
