package org.hengji.server.evaluation;

import org.hengji.frameworks.Packs;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Brings the four bodies into a fresh demonstration, each as published and as recomputed by the rules alone. */
@Component
@ConditionalOnProperty(name = "hengji.mark", havingValue = "demo")
class DemoEvaluations implements SmartInitializingSingleton {

    private final Evaluations evaluations;

    DemoEvaluations(Evaluations evaluations) {
        this.evaluations = evaluations;
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
                        evaluations.add(body, kind, Packs.caseText(pack, file));
                    }
                }
            }
        }
    }
}
