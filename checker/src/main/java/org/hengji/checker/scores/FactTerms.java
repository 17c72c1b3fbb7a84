package org.hengji.checker.scores;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.hengji.checker.vocabulary.Glossary;

/**
 * How reports call the facts of one framework.
 *
 * @param rates indicators or items for which a printed rate alone decides the points, with the rate's names
 * @param means items whose operand is a mean of several facts, with the names of that mean
 * @param inferred how facts that are not printed may be read from others
 */
record FactTerms(
        List<Term> terms,
        Map<String, List<String>> rates,
        Map<String, List<String>> means,
        List<Inferred.Rule> inferred) {

    /**
     * The names of one fact. A figure is one of it when its label holds one of {@code any} and none of {@code not}, or when its
     * sentence speaks of {@code topic} and its label tells the {@code stage}.
     *
     * @param after words that must follow the figure
     * @param period of the year, for figures told by quarter
     * @param column heads of table columns that hold it
     * @param chapter words of which a heading above must have one
     * @param notChapter words of which no heading above may have one
     * @param partial words of names that cover only part of the fact, so that the figure is a lower bound
     * @param follows fact whose figure stands directly before, when the label tells only the stage
     * @param sum figures of one sentence that together make it; their sum is taken when they are told apart
     * @param is whole names that are too short to stand within others; taken only where no longer name is met
     * @param besides words that the sentence may not have where only {@code is} names it
     * @param orAfter words behind the figure that tell it alone
     * @param lead words shortly before the figure that tell it alone: 未发现不符合事项，计0项
     * @param sentence words of which its sentence must have one
     * @param allOf fact that it equals where {@code then} follows: 计划完成项目30个，均按计划时间完成
     * @param targets names of targets whose actual value in a target table tells it, where nothing else does
     * @param none words that say there was none, where no figure tells it
     * @param optional whether a report may leave it out where there is nothing to tell
     */
    record Term(
            String fact,
            List<String> any,
            List<String> not,
            List<String> after,
            List<String> topic,
            List<String> stages,
            Optional<String> period,
            List<String> column,
            List<String> chapter,
            List<String> notChapter,
            boolean sum,
            List<String> partial,
            Optional<String> follows,
            List<String> is,
            List<String> besides,
            List<String> orAfter,
            List<String> lead,
            List<String> sentence,
            Optional<String> allOf,
            List<String> then,
            List<String> targets,
            List<String> none,
            boolean optional) {}

    private static final ConcurrentMap<String, FactTerms> READ = new ConcurrentHashMap<>();

    static FactTerms of(String pack) {
        return READ.computeIfAbsent(pack, FactTerms::read);
    }

    private static FactTerms read(String pack) {
        List<Term> terms = new ArrayList<>();
        Map<String, List<String>> rates = new LinkedHashMap<>();
        Map<String, List<String>> means = new LinkedHashMap<>();
        List<Inferred.Rule> inferred = new ArrayList<>();
        Glossary.terms(pack).ifPresent(g -> {
            g.find("facts")
                    .ifPresent(facts -> facts.keys().forEach(key -> {
                        Glossary t = facts.get(key);
                        List<String> stages = new ArrayList<>();
                        t.find("stage").ifPresent(s -> stages.add(s.text()));
                        t.find("or-stage").ifPresent(s -> stages.add(s.text()));
                        terms.add(new Term(
                                key,
                                t.words("any"),
                                t.words("not"),
                                t.words("after"),
                                t.words("topic"),
                                List.copyOf(stages),
                                t.find("period").map(Glossary::text),
                                t.words("column"),
                                t.words("chapter"),
                                t.words("not-chapter"),
                                t.find("sum").isPresent(),
                                t.words("partial"),
                                t.find("follows").map(Glossary::text),
                                t.words("is"),
                                t.words("besides"),
                                t.words("or-after"),
                                t.words("lead"),
                                t.words("sentence"),
                                t.find("all-of").map(Glossary::text),
                                t.words("then"),
                                t.words("targets"),
                                t.words("none"),
                                t.find("optional").isPresent()));
                    }));
            g.find("rates").ifPresent(r -> r.keys().forEach(key -> rates.put(key, r.words(key))));
            g.find("means").ifPresent(m -> m.keys().forEach(key -> means.put(key, m.words(key))));
            g.find("inferred").ifPresent(i -> i.keys().forEach(key -> inferred.add(rule(key, i.get(key)))));
        });
        return new FactTerms(List.copyOf(terms), rates, means, List.copyOf(inferred));
    }

    private static Inferred.Rule rule(String fact, Glossary g) {
        return g.find("from")
                .<Inferred.Rule>map(planned -> new Inferred.Less(
                        fact, planned.text(), g.words("less"), g.get("noun").text()))
                .orElseGet(() -> new Inferred.OfYear(fact, g.words("year"), g.words("whole"), g.words("not")));
    }
}
