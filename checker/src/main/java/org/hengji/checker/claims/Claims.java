package org.hengji.checker.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hengji.checker.Report;
import org.hengji.checker.reading.Passage;

/** Finds the claims of a report outside its criteria, problems and plans. */
public final class Claims {
    private static final String ENDS = "。；！？";
    private static final int CLOSE = 4;

    private final Report report;
    private final ClaimWords words;
    private final List<Claim> claims = new ArrayList<>();

    private Claims(Report report, ClaimWords words) {
        this.report = report;
        this.words = words;
    }

    public static List<Claim> in(Report report) {
        Claims claims = new Claims(report, ClaimWords.shipped());
        claims.read();
        return List.copyOf(claims.claims);
    }

    private void read() {
        for (Passage p : report.passages()) {
            if (Report.isCriterion(p) || words.isProblem(p) || p.level() > 0) {
                continue;
            }
            words.says().forEach((test, patterns) -> {
                for (Pattern pattern : patterns) {
                    for (Matcher m = pattern.matcher(p.text()); m.find(); ) {
                        add(test, p, m.start(), m.end(), Optional.empty());
                    }
                }
            });
            for (ClaimWords.Complete complete : words.complete()) {
                complete.words()
                        .forEach(w ->
                                each(p, w, Claim.Test.COMPLETE, complete.rates().get(0)));
            }
            for (String negation : words.negations()) {
                words.nouns().forEach(noun -> each(p, negation + noun, Claim.Test.ABSENT, noun));
            }
        }
    }

    private void each(Passage p, String word, Claim.Test test, String subject) {
        for (int at = p.text().indexOf(word); at >= 0; at = p.text().indexOf(word, at + 1)) {
            add(test, p, at, at + word.length(), Optional.of(subject));
        }
    }

    private void add(Claim.Test test, Passage p, int from, int to, Optional<String> subject) {
        String text = p.text();
        int start = from;
        while (start > 0 && ENDS.indexOf(text.charAt(start - 1)) < 0) {
            start--;
        }
        int end = to;
        while (end < text.length() && ENDS.indexOf(text.charAt(end)) < 0) {
            end++;
        }
        int clause = from;
        while (clause > start && "，:、".indexOf(text.charAt(clause - 1)) < 0) {
            clause--;
        }
        String lead = text.substring(clause, from);
        String said = text.substring(from, to);
        boolean intended = words.intends().stream().anyMatch(lead::contains)
                || words.asks().stream().anyMatch(said::contains);
        boolean softened = words.softens().stream()
                .anyMatch(w -> lead.contains(w) && lead.length() - lead.lastIndexOf(w) - w.length() <= CLOSE);
        boolean known =
                claims.stream().anyMatch(c -> c.test() == test && c.passage() == p && c.from() < to && from < c.to());
        boolean denied = words.denies().stream().anyMatch(lead::endsWith);
        if (!intended && !softened && !denied && !known) {
            String sentence = text.substring(start, end);
            boolean excepts = words.excepts().stream().anyMatch(sentence::contains);
            claims.add(new Claim(test, p, from, to, subject, excepts));
        }
    }
}
