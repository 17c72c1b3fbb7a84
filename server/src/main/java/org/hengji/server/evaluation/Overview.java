package org.hengji.server.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hengji.frameworks.Packs;
import org.hengji.scoring.ScoreSheet;
import org.hengji.scoring.framework.Text;
import org.springframework.stereotype.Component;

/** All bodies, the published total beside the recomputed one. */
@Component
public class Overview {

    private final Evaluations evaluations;

    Overview(Evaluations evaluations) {
        this.evaluations = evaluations;
    }

    /**
     * One body.
     *
     * @param differences indicators whose recomputed points are not those of the report
     */
    public record Body(
            EvaluationRecord published,
            EvaluationRecord strict,
            Text framework,
            ScoreSheet publishedSheet,
            ScoreSheet strictSheet,
            long differences) {}

    public List<Body> bodies() {
        Map<String, EvaluationRecord[]> pairs = new LinkedHashMap<>();
        for (EvaluationRecord evaluation : evaluations.list()) {
            EvaluationRecord[] pair = pairs.computeIfAbsent(evaluation.body(), b -> new EvaluationRecord[2]);
            pair[evaluation.kind().equals("strict") ? 1 : 0] = evaluation;
        }
        List<Body> bodies = new ArrayList<>();
        for (EvaluationRecord[] pair : pairs.values()) {
            EvaluationRecord published = pair[0] == null ? pair[1] : pair[0];
            EvaluationRecord strict = pair[1] == null ? pair[0] : pair[1];
            ScoreSheet sheet = evaluations.sheet(strict);
            long differences = sheet.nodes().stream()
                    .filter(n -> !n.item()
                            && n.level() >= 2
                            && n.selfScore().isPresent()
                            && (!n.range().isOne()
                                    || !n.range().low().equals(n.selfScore().get())))
                    .count();
            bodies.add(new Body(
                    published,
                    strict,
                    Packs.find(published.framework()).orElseThrow().name(),
                    evaluations.sheet(published),
                    sheet,
                    differences));
        }
        return bodies;
    }
}
