package org.hengji.benchmarks.scoring;

import com.googlecode.aviator.AviatorEvaluator;
import com.googlecode.aviator.AviatorEvaluatorInstance;
import com.googlecode.aviator.Expression;
import com.googlecode.aviator.Options;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** AviatorScript on scaled longs, the fastest exact way it has: compiled once, facts in a map a department. */
final class AviatorRival implements Rival {
    private final List<Map<String, Object>> pool = new ArrayList<>();
    private final Expression[] expressions;

    AviatorRival(int width, long[] rows, int departments) {
        for (int d = 0; d < departments; d++) {
            Map<String, Object> facts = new HashMap<>();
            for (int c = 0; c < width; c++) {
                facts.put("f" + c, rows[d * width + c]);
            }
            pool.add(facts);
        }
        AviatorEvaluatorInstance engine = AviatorEvaluator.newInstance();
        engine.setOption(Options.OPTIMIZE_LEVEL, AviatorEvaluator.EVAL);
        expressions =
                Formulas.LONG.stream().map(text -> engine.compile(text, false)).toArray(Expression[]::new);
    }

    @Override
    public long score(int department, long[] out) {
        Map<String, Object> facts = pool.get(department);
        long total = 0;
        for (int i = 0; i < expressions.length; i++) {
            total += out[i] = (Long) expressions[i].execute(facts);
        }
        return out[expressions.length] = total;
    }
}
