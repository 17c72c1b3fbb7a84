package org.hengji.checker.names;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hengji.checker.Report;
import org.hengji.checker.noise.Lookalike;
import org.hengji.checker.noise.Noise;
import org.hengji.checker.reading.Han;
import org.hengji.checker.reading.Passage;
import org.hengji.documents.Span;

/** Pairs of places where one name is spelt in two ways. */
public final class Spellings {
    private static final Pattern TITLE = Pattern.compile("《([^《》]{6,80})》");
    private static final int MOST_CHANGED = 2;
    private static final int COMMON = 5;
    private static final int WINDOW = 5;
    private static final int TO_END = 10;
    private static final int CONTEXT = 6;
    private static final int STEM = 4;
    private static final int USUAL = 3;
    private static final String REGIONS = "省市区县州盟旗";
    private static final int LONGEST_CHANGE = 5;

    /** What is spelt in two ways. */
    public enum Kind {
        TITLE,
        BODY,
        PLATFORM
    }

    /**
     * @param alike the characters that differ look alike: recognition may have misread them
     */
    public record Pair(Kind kind, String first, String second, Span one, Span other, boolean alike) {}

    private final Report report;
    private final NameWords words = NameWords.shipped();
    private final List<Pair> pairs = new ArrayList<>();

    private Spellings(Report report) {
        this.report = report;
    }

    public static List<Pair> in(Report report) {
        Spellings s = new Spellings(report);
        s.titles();
        s.bodies();
        s.ranks();
        s.platforms();
        return List.copyOf(s.pairs);
    }

    private record Title(String name, Passage passage, int from, int to) {
        Span span() {
            return passage.original(from, to);
        }
    }

    private void titles() {
        Map<String, Title> first = new LinkedHashMap<>();
        Map<String, List<String>> together = new HashMap<>();
        for (Passage p : report.passages()) {
            List<String> here = new ArrayList<>();
            for (Matcher m = TITLE.matcher(p.text()); m.find(); ) {
                String name = m.group(1).replace(" ", "");
                first.putIfAbsent(plain(name), new Title(name, p, m.start(), m.end()));
                here.add(name);
            }
            here.forEach(name ->
                    together.computeIfAbsent(name, n -> new ArrayList<>()).addAll(here));
        }
        List<Title> all = new ArrayList<>(first.values());
        for (int i = 0; i < all.size(); i++) {
            for (int j = i + 1; j < all.size(); j++) {
                Title a = all.get(i);
                Title b = all.get(j);
                boolean alike = Lookalike.of(plain(a.name()), plain(b.name()));
                // Titles listed side by side are different documents unless they only look different
                boolean listed = together.get(a.name()).contains(b.name());
                if ((alike || !listed) && isSlip(plain(a.name()), plain(b.name()))) {
                    pairs.add(new Pair(Kind.TITLE, a.name(), b.name(), b.span(), a.span(), alike));
                }
            }
        }
    }

    /** Without a remark in brackets at the end. */
    private static String plain(String title) {
        return title.replaceFirst("\\([^()]*\\)$", "").replaceAll("[“”\"'‘’,，、]", "");
    }

    /** One or two characters more, or one that looks alike; not a character that tells things apart. */
    private boolean isSlip(String a, String b) {
        if (a.equals(b) || Math.abs(a.length() - b.length()) > MOST_CHANGED) {
            return false;
        }
        Edit edit = Edit.between(a, b);
        boolean distinct = edit.isInsertion()
                ? edit.word().chars().anyMatch(c -> words.isDistinct((char) c))
                : edit.word().chars().allMatch(c -> words.isDistinct((char) c));
        if (distinct
                || words.versions().stream().anyMatch(v -> edit.word().contains(v))
                || edit.before() + edit.after() < COMMON) {
            return false;
        }
        return edit.isInsertion() && edit.word().length() <= MOST_CHANGED && edit.before() > 1
                || edit.gone().length() == 1 && edit.come().length() == 1 && Lookalike.of(edit.gone(), edit.come());
    }

    /** One character inside the name of a body, of like shape, with the same words around it. */
    private void bodies() {
        Map<String, Map<Character, Found>> frames = new LinkedHashMap<>();
        for (Passage p : report.passages()) {
            String text = p.text();
            for (int i = 0; i + WINDOW <= text.length(); i++) {
                String window = text.substring(i, i + WINDOW);
                if (!Han.only(window) || !leadsToBody(text, i + 1)) {
                    continue;
                }
                for (int odd = 1; odd < WINDOW - 1; odd++) {
                    String frame = odd + window.substring(0, odd) + '_' + window.substring(odd + 1);
                    Found found = new Found(p, i, i + WINDOW, window);
                    frames.computeIfAbsent(frame, f -> new LinkedHashMap<>()).putIfAbsent(window.charAt(odd), found);
                }
            }
        }
        List<Span> told = new ArrayList<>();
        for (Map<Character, Found> found : frames.values()) {
            List<Map.Entry<Character, Found>> all = new ArrayList<>(found.entrySet());
            for (int i = 1; i < all.size(); i++) {
                char a = all.get(0).getKey();
                char b = all.get(i).getKey();
                Found one = all.get(i).getValue();
                Found other = all.get(0).getValue();
                if (words.isDistinct(a) && words.isDistinct(b) || !Lookalike.of(String.valueOf(a), String.valueOf(b))) {
                    continue;
                }
                if (told.stream().noneMatch(s -> s.overlaps(one.span()))
                        && !Noise.of(report).marks(Noise.Kind.MISREAD, one.span())) {
                    told.add(one.span());
                    pairs.add(new Pair(Kind.BODY, other.words(), one.words(), one.span(), other.span(), true));
                }
            }
        }
    }

    /** 市水务局 throughout and 市水务厅 once: the same words before another last character. */
    private void ranks() {
        Map<String, Map<Character, List<Found>>> stems = new LinkedHashMap<>();
        for (Passage p : report.passages()) {
            String text = p.text();
            for (int i = STEM; i < text.length(); i++) {
                String stem = text.substring(i - STEM, i);
                if (words.ranks().indexOf(text.charAt(i)) >= 0
                        && Han.only(stem)
                        && stem.chars().anyMatch(c -> REGIONS.indexOf(c) >= 0)) {
                    stems.computeIfAbsent(stem, k -> new LinkedHashMap<>())
                            .computeIfAbsent(text.charAt(i), k -> new ArrayList<>())
                            .add(new Found(p, i - STEM, i + 1, stem + text.charAt(i)));
                }
            }
        }
        for (Map<Character, List<Found>> byRank : stems.values()) {
            List<List<Found>> all = new ArrayList<>(byRank.values());
            all.sort((a, b) -> b.size() - a.size());
            if (all.size() == 2 && all.get(1).size() == 1 && all.get(0).size() >= USUAL) {
                Found usual = all.get(0).get(0);
                Found odd = all.get(1).get(0);
                pairs.add(new Pair(Kind.BODY, usual.words(), odd.words(), odd.span(), usual.span(), false));
            }
        }
    }

    private record Found(Passage passage, int from, int to, String words) {
        Span span() {
            return passage.original(from, to);
        }
    }

    private boolean leadsToBody(String text, int from) {
        int to = from;
        while (to < text.length() && to < from + WINDOW + TO_END && Han.is(text.charAt(to))) {
            to++;
        }
        String ahead = text.substring(from, to);
        return words.bodies().stream().anyMatch(ahead::contains);
    }

    /** The same words on both sides, another name of a platform between them. */
    private void platforms() {
        Map<String, List<Found>> byContext = new LinkedHashMap<>();
        for (Passage p : report.passages()) {
            String text = p.text();
            for (String end : words.platforms()) {
                for (int at = text.indexOf(end); at >= 0; at = text.indexOf(end, at + 1)) {
                    int right = at + end.length();
                    if (right + CONTEXT <= text.length()) {
                        context(p, at, text.substring(at, right + CONTEXT), byContext);
                    }
                }
            }
        }
        byContext.forEach((context, found) -> {
            Found first = found.get(0);
            for (Found other : found.subList(1, found.size())) {
                differing(first, other).ifPresent(pairs::add);
            }
        });
    }

    private static void context(Passage p, int at, String right, Map<String, List<Found>> byContext) {
        int from = Math.max(0, at - CONTEXT - LONGEST_CHANGE);
        byContext
                .computeIfAbsent(right, r -> new ArrayList<>())
                .add(new Found(p, from, at + right.length() - CONTEXT, p.text().substring(from, at)));
    }

    private Optional<Pair> differing(Found a, Found b) {
        Edit edit = Edit.between(a.words(), b.words());
        boolean replaced = edit.gone().length() >= 2 && edit.come().length() >= 2;
        // The words before the change must be the same for as long as the context asks, unless the change is long
        if (!replaced
                || edit.gone().length() > LONGEST_CHANGE
                || edit.come().length() > LONGEST_CHANGE
                || edit.before() < CONTEXT
                || edit.after() > 1
                || edit.word().chars().anyMatch(c -> !Han.is(c))) {
            return Optional.empty();
        }
        return Optional.of(new Pair(
                Kind.PLATFORM,
                a.words().substring(Math.max(0, edit.before() - 2)) + suffix(a),
                b.words().substring(Math.max(0, edit.before() - 2)) + suffix(b),
                tail(b, edit),
                tail(a, edit),
                false));
    }

    private static Span tail(Found found, Edit edit) {
        return found.passage().original(found.from() + Math.max(0, edit.before() - 2), found.to());
    }

    private static String suffix(Found found) {
        return found.passage().text().substring(found.from() + found.words().length(), found.to());
    }
}
