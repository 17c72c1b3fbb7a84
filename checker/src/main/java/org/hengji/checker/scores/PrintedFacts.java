package org.hengji.checker.scores;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hengji.checker.Report;
import org.hengji.checker.arithmetic.UnitSlips;
import org.hengji.checker.reading.Figure;
import org.hengji.checker.reading.Passage;
import org.hengji.checker.scores.FactTerms.Term;
import org.hengji.checker.targets.Target;
import org.hengji.checker.targets.Targets;
import org.hengji.checker.targets.Value;
import org.hengji.checker.vocabulary.FigureWords;
import org.hengji.scoring.framework.FactDefinition;
import org.hengji.scoring.framework.FactDefinition.Bound;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.number.Rational;
import org.hengji.scoring.subject.Fact;

/**
 * The facts of a framework as a report prints them, each with its places. What is not named beyond doubt is not bound.
 *
 * @param figures fact to the figures that print it, in order of the report
 * @param terms how each fact is called
 * @param rates indicator or item to the printed rates that decide its points
 * @param nothing fact to the passage that says in words that there was none: 全年没有收到群众信访
 * @param means item to the printed means that are its operand
 * @param inferred fact to what it is read as, where neither figure nor words tell it
 */
public record PrintedFacts(
        Map<String, List<Figure>> figures,
        Map<String, List<Figure>> rates,
        Map<String, Term> terms,
        Map<String, Passage> nothing,
        Map<String, List<Figure>> means,
        Map<String, Inferred> inferred) {
    private static final int LONGEST_LEAD = 16;

    static PrintedFacts of(Report report, Framework framework, String pack) {
        FactTerms terms = FactTerms.of(pack);
        Map<String, List<Figure>> figures = new LinkedHashMap<>();
        Map<String, List<Figure>> rates = new LinkedHashMap<>();
        FigureWords words = report.words();
        for (Passage passage : report.passages()) {
            if (Report.isCriterion(passage)) {
                continue;
            }
            List<Figure> own = report.figures(passage);
            for (Figure figure : own) {
                if (passage.isCell() && figure.label().isEmpty()) {
                    cell(report, figure, terms, framework, figures);
                    continue;
                }
                for (Term term : terms.terms()) {
                    FactDefinition definition = framework.facts().get(term.fact());
                    if (definition != null
                            && fits(definition, figure)
                            && (names(term, figure, own, words) || follows(term, figure, own, words, figures))) {
                        figures.computeIfAbsent(term.fact(), k -> new ArrayList<>())
                                .add(figure);
                    }
                }
                rateNames(figure, terms).stream()
                        .filter(node -> isActual(figure, words))
                        .forEach(node -> rates.computeIfAbsent(node, k -> new ArrayList<>())
                                .add(figure));
            }
            listed(own, terms, words, figures);
            totals(own, terms, words, figures);
        }
        shortNames(report, framework, terms, figures);
        all(report, terms, figures);
        targets(report, framework, terms, figures);
        repair(report, figures);
        Map<String, Passage> nothing = nothing(report, framework, terms, figures);
        return new PrintedFacts(
                figures,
                rates,
                terms.terms().stream().collect(Collectors.toMap(Term::fact, t -> t)),
                nothing,
                means(report, terms),
                Inferred.of(report, framework, terms.inferred(), figures, List.copyOf(nothing.keySet())));
    }

    /** An amount whose unit or decimal point slipped counts as what the figures beside it prove. */
    private static void repair(Report report, Map<String, List<Figure>> figures) {
        Map<Figure, Figure> repaired = new IdentityHashMap<>();
        UnitSlips.of(report).forEach(s -> repaired.put(s.printed(), s.repaired()));
        if (!repaired.isEmpty()) {
            figures.values().forEach(list -> list.replaceAll(f -> repaired.getOrDefault(f, f)));
        }
    }

    /** 全年平均执行率96.71%, in text or as the row of a table that holds no other percentage. */
    private static Map<String, List<Figure>> means(Report report, FactTerms terms) {
        Map<String, List<Figure>> means = new LinkedHashMap<>();
        for (Figure figure : terms.means().isEmpty() ? List.<Figure>of() : report.figures()) {
            if (!figure.isPercent() || !figure.isExact() || Report.isCriterion(figure.passage())) {
                continue;
            }
            String name = figure.passage().isCell() ? row(report, figure) : figure.label();
            terms.means().forEach((item, names) -> {
                if (names.stream().anyMatch(name::endsWith)) {
                    means.computeIfAbsent(item, k -> new ArrayList<>()).add(figure);
                }
            });
        }
        return means;
    }

    /** The first cell of the figure's row; empty where another cell has a percentage too. */
    private static String row(Report report, Figure figure) {
        Passage.InTable at = figure.passage().cell().orElseThrow();
        List<Passage> row =
                at.table().row(at.cell().row()).stream().map(report::passage).toList();
        boolean alone = row.stream()
                        .flatMap(p -> report.figures(p).stream())
                        .filter(Figure::isPercent)
                        .count()
                == 1;
        return alone ? row.get(0).text() : "";
    }

    private static Map<String, Passage> nothing(
            Report report, Framework framework, FactTerms terms, Map<String, List<Figure>> figures) {
        Map<String, Passage> nothing = new LinkedHashMap<>();
        for (Term term : terms.terms()) {
            if (term.none().isEmpty()
                    || !framework.facts().containsKey(term.fact())
                    || figures.containsKey(term.fact())) {
                continue;
            }
            report.passages().stream()
                    .filter(p -> !Report.isCriterion(p) && term.none().stream().anyMatch(p.text()::contains))
                    .findFirst()
                    .ifPresent(p -> nothing.put(term.fact(), p));
        }
        return nothing;
    }

    /** By a figure, in words that say that there was none, or by figures that it can be read from. */
    public boolean isPrinted(String fact) {
        return figures.containsKey(fact) || nothing.containsKey(fact) || inferred.containsKey(fact);
    }

    /** The indicators whose rate it is: by the longest name, and by each name of a list 回复率、及时回复率均达到100%. */
    private static List<String> rateNames(Figure figure, FactTerms terms) {
        if (!figure.isPercent()) {
            return List.of();
        }
        String label = plain(figure.label());
        List<String> nodes = new ArrayList<>();
        int longest = longest(terms, label);
        String list = list(figure);
        terms.rates().forEach((node, names) -> {
            boolean own =
                    names.stream().map(PrintedFacts::plain).anyMatch(n -> label.endsWith(n) && n.length() == longest);
            boolean listed = Arrays.stream(list.split("、"))
                    .map(PrintedFacts::plain)
                    .anyMatch(item -> names.stream()
                            .map(PrintedFacts::plain)
                            .anyMatch(n -> item.endsWith(n) && n.length() == longest(terms, item)));
            if (own || listed) {
                nodes.add(node);
            }
        });
        return nodes;
    }

    private static int longest(FactTerms terms, String label) {
        return terms.rates().values().stream()
                .flatMap(List::stream)
                .map(PrintedFacts::plain)
                .filter(label::endsWith)
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    /** 回复率、及时回复率 before 均达到100%; empty where one name stands alone. */
    private static String list(Figure figure) {
        String text = figure.passage().text();
        int start = figure.from();
        while (start > 0 && "，。；:：()".indexOf(text.charAt(start - 1)) < 0) {
            start--;
        }
        String clause = text.substring(start, figure.from());
        int all = clause.lastIndexOf('均');
        return all > 0 && clause.indexOf('、') >= 0 && clause.chars().noneMatch(Character::isDigit)
                ? clause.substring(0, all)
                : "";
    }

    /** 年初预算数为…，年中调整后预算数为…: the second is of the same thing. */
    private static boolean follows(
            Term term, Figure figure, List<Figure> own, FigureWords words, Map<String, List<Figure>> figures) {
        int at = own.indexOf(figure);
        return term.follows().isPresent()
                && at > 0
                && own.get(at - 1).sentence() == figure.sentence()
                && figures.getOrDefault(term.follows().get(), List.of()).contains(own.get(at - 1))
                && stage(figure.label(), words).filter(term.stages()::contains).isPresent()
                && words.telling(figure.label()).length() <= 1;
    }

    /** 年初预算 alone: the whole label, in a sentence that speaks of nothing narrower; where no longer name is met. */
    private static void shortNames(
            Report report, Framework framework, FactTerms terms, Map<String, List<Figure>> figures) {
        for (Term term : terms.terms()) {
            FactDefinition definition = framework.facts().get(term.fact());
            if (term.is().isEmpty() || definition == null || figures.containsKey(term.fact())) {
                continue;
            }
            List<Figure> named = report.figures().stream()
                    .filter(f -> !f.passage().isCell()
                            && fits(definition, f)
                            && term.is().contains(f.label())
                            && term.besides().stream().noneMatch(sentence(f)::contains)
                            && isActual(f, report.words()))
                    .toList();
            if (!named.isEmpty()) {
                figures.put(term.fact(), new ArrayList<>(named));
            }
        }
    }

    /** 计划完成项目30个，均按计划时间完成: as many as planned. */
    private static void all(Report report, FactTerms terms, Map<String, List<Figure>> figures) {
        for (Term term : terms.terms()) {
            if (term.allOf().isPresent() && !figures.containsKey(term.fact())) {
                List<Figure> all = figures.getOrDefault(term.allOf().get(), List.of()).stream()
                        .filter(f -> term.then().stream().anyMatch(rest(f)::contains))
                        .toList();
                if (!all.isEmpty()) {
                    figures.put(term.fact(), new ArrayList<>(all));
                }
            }
        }
    }

    /** The actual values of targets, which often only bound it: 满意度 >90%. */
    private static void targets(
            Report report, Framework framework, FactTerms terms, Map<String, List<Figure>> figures) {
        for (Term term : terms.terms()) {
            FactDefinition definition = framework.facts().get(term.fact());
            if (term.targets().isEmpty() || definition == null || figures.containsKey(term.fact())) {
                continue;
            }
            List<Figure> actual = new ArrayList<>();
            for (Target target : Targets.of(report).inTables()) {
                if (term.targets().stream().anyMatch(target.name()::contains)
                        && target.actual().orElse(null) instanceof Value.Amount amount
                        && fits(definition, amount.figure())) {
                    actual.add(amount.figure());
                }
            }
            if (!actual.isEmpty()) {
                figures.put(term.fact(), actual);
            }
        }
    }

    /** The sentence up to the figure. */
    static String sentence(Figure figure) {
        String text = figure.passage().text();
        int start = Math.max(text.lastIndexOf('。', figure.from()), text.lastIndexOf('；', figure.from())) + 1;
        return text.substring(start, figure.from());
    }

    /** The sentence behind the figure. */
    private static String rest(Figure figure) {
        String text = figure.passage().text();
        int end = figure.to();
        while (end < text.length() && "。；".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(figure.to(), end);
    }

    private static String plain(String name) {
        return name.replace("“", "").replace("”", "");
    }

    private static boolean fits(FactDefinition definition, Figure figure) {
        String mine = figure.unit().dimension();
        String theirs = definition.unit().dimension();
        boolean percent = definition.unit().symbol().equals("%");
        return percent == figure.isPercent()
                && (mine.equals(theirs)
                        || definition.kind() == FactDefinition.Kind.COUNT
                                && !figure.isMoney()
                                && !figure.isPercent()
                                && !mine.equals("point"));
    }

    static boolean isActual(Figure figure, FigureWords words) {
        String text = figure.passage().text();
        int start = figure.from() - sentence(figure).length();
        String around = text.substring(Math.max(start, figure.from() - 24), Math.min(text.length(), figure.to() + 2));
        return words.notActual().stream()
                .filter(w -> !w.equals("计划值") && !w.equals("目标"))
                .noneMatch(around::contains);
    }

    private static boolean names(Term term, Figure figure, List<Figure> own, FigureWords words) {
        if (isLed(term, figure)) {
            return true;
        }
        String label = figure.label();
        List<String> chapter = figure.passage().chapter();
        String lead = chapterAnd(figure);
        if (term.not().stream().anyMatch(label::contains)
                || !term.chapter().isEmpty()
                        && term.chapter().stream()
                                .noneMatch(c ->
                                        lead.contains(c) || chapter.stream().anyMatch(h -> h.contains(c)))
                || term.notChapter().stream()
                        .anyMatch(c -> lead.contains(c) || chapter.stream().anyMatch(h -> h.contains(c)))
                || !isActual(figure, words)) {
            return false;
        }
        if (!term.sentence().isEmpty()
                && term.sentence().stream().noneMatch((sentence(figure) + rest(figure))::contains)) {
            return false;
        }
        if (term.orAfter().stream().anyMatch(figure.after()::contains)) {
            return true;
        }
        boolean follows = term.after().isEmpty() || term.after().stream().anyMatch(figure.after()::contains);
        if (term.period().isPresent()) {
            return words.period(label)
                            .map(p -> p.getKey().equals(term.period().get()))
                            .orElse(false)
                    && term.any().stream().anyMatch(label::endsWith);
        }
        if (!term.topic().isEmpty()) {
            return isOn(term, figure, own, words) && follows;
        }
        if (term.any().isEmpty()) {
            return !term.after().isEmpty() && follows;
        }
        return term.any().stream().anyMatch(label::contains) && follows;
    }

    private static boolean isLed(Term term, Figure figure) {
        String before = sentence(figure);
        String near = before.substring(Math.max(0, before.length() - LONGEST_LEAD));
        return term.lead().stream().anyMatch(near::contains);
    }

    /** 数量目标:… begins the paragraph itself. */
    private static String chapterAnd(Figure figure) {
        String text = figure.passage().text();
        int colon = text.indexOf(':');
        return colon > 0 && colon < 12 ? text.substring(0, colon) : "";
    }

    /** Its own label names the topic and the stage, or only the stage and the topic was named last before it. */
    private static boolean isOn(Term term, Figure figure, List<Figure> own, FigureWords words) {
        boolean stage =
                stage(figure.label(), words).map(s -> term.stages().contains(s)).orElse(false);
        if (!stage) {
            return false;
        }
        if (term.topic().stream().anyMatch(figure.label()::contains)) {
            return true;
        }
        String text = figure.passage().text();
        int start = Math.max(text.lastIndexOf('。', figure.from()), text.lastIndexOf('；', figure.from())) + 1;
        String sentence = text.substring(start, figure.from());
        int at = term.topic().stream().mapToInt(sentence::lastIndexOf).max().orElse(-1);
        // Between topic and figure nothing else may be spoken of
        return at >= 0
                && own.stream()
                        .filter(f -> f.from() > start + at && f.from() < figure.from())
                        .allMatch(f -> f.isLike(figure) && stageOnly(f.label(), term, words));
    }

    private static boolean stageOnly(String label, Term term, FigureWords words) {
        return term.topic().stream().anyMatch(label::contains)
                || words.telling(label).length() <= 1;
    }

    private static Optional<String> stage(String label, FigureWords words) {
        return words.stage(label).map(s -> s.name().toLowerCase(Locale.ROOT));
    }

    /** 第一季度、第二季度…的执行进度分别为：33.25%、61.67%… */
    private static void listed(
            List<Figure> own, FactTerms terms, FigureWords words, Map<String, List<Figure>> figures) {
        for (int i = 0; i < own.size(); i++) {
            Figure first = own.get(i);
            String text = first.passage().text();
            int start = Math.max(text.lastIndexOf('。', first.from()), text.lastIndexOf('；', first.from())) + 1;
            String lead = text.substring(start, first.from());
            List<String> periods = words.periods(lead);
            if (!first.isPercent() || !lead.contains("分别") || periods.size() < 2 || i + periods.size() > own.size()) {
                continue;
            }
            List<Figure> run = own.subList(i, i + periods.size());
            if (!run.stream().allMatch(f -> f.isPercent() && f.sentence() == first.sentence())) {
                continue;
            }
            // The label of the first figure names the last period only
            terms.terms().stream()
                    .filter(t -> t.period().isPresent())
                    .forEach(t ->
                            figures.getOrDefault(t.fact(), new ArrayList<>()).remove(first));
            for (int k = 0; k < periods.size(); k++) {
                String period = periods.get(k);
                for (Term term : terms.terms()) {
                    if (term.period().filter(period::equals).isPresent()
                            && term.any().stream().anyMatch(lead::contains)) {
                        figures.computeIfAbsent(term.fact(), x -> new ArrayList<>())
                                .add(run.get(k));
                    }
                }
            }
            return;
        }
    }

    /** 应填报的甲26家，乙264家，丙462家，共计752家: the fact is the total. */
    private static void totals(
            List<Figure> own, FactTerms terms, FigureWords words, Map<String, List<Figure>> figures) {
        for (Term term : terms.terms()) {
            List<Figure> bound = figures.getOrDefault(term.fact(), List.of());
            for (int i = 0; term.sum() && i < own.size(); i++) {
                Figure part = own.get(i);
                Optional<Figure> total = own.subList(i + 1, own.size()).stream()
                        .filter(f -> f.sentence() == part.sentence() && f.isLike(part))
                        .filter(f -> words.totals().contains(f.label()))
                        .findFirst();
                if (bound.contains(part) && total.isPresent()) {
                    figures.put(term.fact(), new ArrayList<>(bound));
                    figures.get(term.fact())
                            .removeIf(f -> f.passage() == part.passage() && f.sentence() == part.sentence());
                    figures.get(term.fact()).add(total.get());
                    break;
                }
            }
        }
    }

    /** A cell of a table whose row names the period and whose column names the fact. */
    private static void cell(
            Report report, Figure figure, FactTerms terms, Framework framework, Map<String, List<Figure>> figures) {
        Passage.InTable at = figure.passage().cell().orElseThrow();
        String row =
                report.cell(at.table(), at.cell().row(), 1).map(Passage::text).orElse("");
        for (Term term : terms.terms()) {
            FactDefinition definition = framework.facts().get(term.fact());
            if (definition == null
                    || term.column().isEmpty()
                    || !fits(definition, figure)
                    || term.period().isPresent()
                            && !report.words()
                                    .period(row)
                                    .map(p -> p.getKey().equals(term.period().get()))
                                    .orElse(false)) {
                continue;
            }
            for (int r = at.cell().row() - 1; r >= 1; r--) {
                String head = report.cell(at.table(), r, at.cell().column())
                        .map(Passage::text)
                        .orElse("");
                if (term.column().stream().anyMatch(head::contains)
                        && term.not().stream().noneMatch(head::contains)) {
                    figures.computeIfAbsent(term.fact(), k -> new ArrayList<>()).add(figure);
                    break;
                }
            }
        }
    }

    /** Each figure of it is all of it, not one of several parts. */
    public boolean isTakenWhole(String fact) {
        Term term = terms.get(fact);
        return term != null && !term.sum() && term.partial().isEmpty();
    }

    /** As facts of a case, one for each place that prints another value. */
    Map<String, List<Fact>> facts(Framework framework) {
        Map<String, List<Fact>> facts = new LinkedHashMap<>();
        figures.forEach((key, printed) -> {
            FactDefinition definition = framework.facts().get(key);
            List<Fact> values = new ArrayList<>();
            for (Figure figure : printed) {
                Fact fact = new Fact(key, value(key, figure, printed, definition), place(figure.passage()));
                if (values.stream().noneMatch(v -> v.value().equals(fact.value()))
                        && values.stream().noneMatch(v -> v.source().equals(fact.source()))) {
                    values.add(fact);
                }
            }
            // What is known exactly somewhere need not be taken from where it is only bounded
            if (values.stream().anyMatch(v -> v.value() instanceof Fact.Value.Known)) {
                values.removeIf(v -> !(v.value() instanceof Fact.Value.Known));
            }
            facts.put(key, values);
        });
        nothing.forEach((key, passage) ->
                facts.put(key, List.of(new Fact(key, new Fact.Value.Known(Rational.ZERO), place(passage)))));
        inferred.forEach((key, read) -> facts.put(
                key,
                List.of(new Fact(
                        key,
                        new Fact.Value.Known(read.value()),
                        place(read.from().get(0).passage())))));
        return facts;
    }

    /** Facts of one paragraph or one table go together when they are contested. */
    private static String place(Passage passage) {
        return passage.cell().map(c -> "表" + c.table().number()).orElse("第" + (passage.index() + 1) + "段");
    }

    private Fact.Value value(String key, Figure figure, List<Figure> printed, FactDefinition definition) {
        Term term = terms.get(key);
        Fact.Value own = value(figure, definition);
        if (!(own instanceof Fact.Value.Known known)) {
            return own;
        }
        if (term.partial().stream().anyMatch(figure.label()::contains)) {
            return new Fact.Value.Bounded(Optional.of(new Bound(known.number(), false)), Optional.empty());
        }
        if (!term.sum()) {
            return own;
        }
        Rational sum = Rational.ZERO;
        for (Figure other : printed) {
            if (other.passage() == figure.passage()
                    && other.sentence() == figure.sentence()
                    && value(other, definition) instanceof Fact.Value.Known part) {
                sum = sum.plus(part.number());
            }
        }
        return new Fact.Value.Known(sum);
    }

    static Fact.Value value(Figure figure, FactDefinition definition) {
        Rational value = definition.unit().dimension().equals(figure.unit().dimension())
                ? figure.base().over(definition.unit().factor())
                : figure.base();
        Bound closed = new Bound(value, false);
        Bound open = new Bound(value, true);
        return switch (figure.bound()) {
            case EXACT -> new Fact.Value.Known(value);
            case MORE -> new Fact.Value.Bounded(Optional.of(open), Optional.empty());
            case AT_LEAST -> new Fact.Value.Bounded(Optional.of(closed), Optional.empty());
            case LESS, NEARLY -> new Fact.Value.Bounded(Optional.empty(), Optional.of(open));
            case AT_MOST -> new Fact.Value.Bounded(Optional.empty(), Optional.of(closed));
            case ABOUT -> new Fact.Value.Unknown();
        };
    }
}
