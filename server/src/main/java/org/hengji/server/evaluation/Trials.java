package org.hengji.server.evaluation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hengji.scoring.ScoreSheet;
import org.hengji.scoring.Scoring;
import org.hengji.scoring.framework.Framework;
import org.hengji.scoring.subject.Case;
import org.hengji.scoring.subject.Fact;
import org.hengji.scoring.subject.Judgement;
import org.springframework.stereotype.Component;

/**
 * What drafts would give. The last few answers are kept: while somebody types, most cells are sources and reasons, which
 * move no points, and ranges over many unknowns take long to work out.
 */
@Component
class Trials {

    private static final int MOST = 64;

    private final Map<Question, ScoreSheet> answers = new LinkedHashMap<>(MOST, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, ScoreSheet> eldest) {
            return size() > MOST;
        }
    };

    private record Question(String framework, Case subject) {}

    /**
     * The sheet with the drafts, for its points; its sources and reasons are left out.
     *
     * @param before the sheet of {@code recorded}, which is the answer where no points can move
     */
    ScoreSheet score(Framework framework, Case recorded, ScoreSheet before, Case drafted) {
        Case subject = silent(drafted);
        if (subject.equals(silent(recorded))) {
            return before;
        }
        Question question = new Question(framework.digest(), subject);
        synchronized (answers) {
            ScoreSheet known = answers.get(question);
            if (known != null) {
                return known;
            }
        }
        ScoreSheet answer = Scoring.score(framework, subject);
        synchronized (answers) {
            answers.put(question, answer);
        }
        return answer;
    }

    /** Without what moves no points. The sources of conflicting places stay: they say which figures go together. */
    private static Case silent(Case subject) {
        Map<String, List<Fact>> facts = new TreeMap<>();
        subject.facts().forEach((key, places) -> {
            List<Fact> said =
                    places.size() == 1 ? List.of(new Fact(key, places.get(0).value(), "")) : places;
            if (said.stream().anyMatch(f -> !(f.value() instanceof Fact.Value.Unknown))) {
                facts.put(key, said);
            }
        });
        Map<String, Judgement> judgements = new TreeMap<>();
        subject.judgements()
                .forEach((id, j) -> judgements.put(
                        id, new Judgement(j.indicator(), j.award(), "-", "-", j.self(), Optional.empty())));
        return subject.withFacts(facts).withJudgements(judgements);
    }
}
