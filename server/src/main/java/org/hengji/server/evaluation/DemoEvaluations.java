package org.hengji.server.evaluation;

import java.util.Map;
import org.hengji.frameworks.Packs;
import org.hengji.server.organisation.Units;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.DependsOn;
import org.springframework.stereotype.Component;

/** Brings the four bodies into a fresh demonstration, each as published and as recomputed by the rules alone. */
@Component
@ConditionalOnProperty(name = "hengji.mark", havingValue = "demo")
@DependsOn("demoUnits")
class DemoEvaluations implements SmartInitializingSingleton {

    /** The codes that the demonstration's tree gives to the bodies of the four reports. */
    private static final Map<String, String> BODIES =
            Map.of("seed-000", "107001", "seed-001", "304107", "seed-002", "307107", "seed-004", "123001");

    private final Evaluations evaluations;
    private final Units units;

    DemoEvaluations(Evaluations evaluations, Units units) {
        this.evaluations = evaluations;
        this.units = units;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (!evaluations.isEmpty()) {
            return;
        }
        for (String pack : Packs.index()) {
            for (String file : Packs.cases(pack)) {
                for (String kind : new String[] {"published", "strict"}) {
                    String ending = "-" + kind + ".yaml";
                    if (file.endsWith(ending)) {
                        String body = file.substring(0, file.length() - ending.length());
                        evaluations.add(
                                units.byCode(BODIES.get(body)).orElseThrow().id(),
                                body,
                                kind,
                                Packs.caseText(pack, file));
                    }
                }
            }
        }
    }
}
