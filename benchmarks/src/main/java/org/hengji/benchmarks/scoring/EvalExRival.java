package org.hengji.benchmarks.scoring;

import com.ezylang.evalex.EvaluationException;
import com.ezylang.evalex.Expression;
import com.ezylang.evalex.config.ExpressionConfiguration;
import com.ezylang.evalex.data.DataAccessorIfc;
import com.ezylang.evalex.data.EvaluationValue;
import com.ezylang.evalex.parser.ParseException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.hengji.scoring.batch.Column;

/** EvalEx on decimals, parsed once, with a data accessor of our own, as a careful user would; one thread. */
final class EvalExRival implements Rival {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final EvaluationValue[][] pool;
    private final Expression[] expressions;
    private final Facts facts = new Facts();

    private static final class Facts implements DataAccessorIfc {
        private final Map<String, Integer> columns = new java.util.HashMap<>();
        private EvaluationValue[] row;

        @Override
        public EvaluationValue getData(String variable) {
            Integer column = columns.get(variable.toLowerCase(Locale.ROOT));
            return column == null ? null : row[column];
        }

        @Override
        public void setData(String variable, EvaluationValue value) {
            throw new UnsupportedOperationException(variable);
        }
    }

    EvalExRival(List<Column> columns, long[] rows, int departments) {
        ExpressionConfiguration configuration = ExpressionConfiguration.builder()
                .mathContext(new MathContext(34, RoundingMode.HALF_UP))
                .dataAccessorSupplier(() -> facts)
                .build();
        int width = columns.size();
        IntStream.range(0, width).forEach(c -> facts.columns.put("f" + c, c));
        pool = new EvaluationValue[departments][width];
        for (int d = 0; d < departments; d++) {
            for (int c = 0; c < width; c++) {
                pool[d][c] = EvaluationValue.numberValue(
                        BigDecimal.valueOf(rows[d * width + c], columns.get(c).places()));
            }
        }
        expressions = Formulas.DECIMAL.stream()
                .map(text -> new Expression(text, configuration))
                .toArray(Expression[]::new);
        try {
            for (Expression expression : expressions) {
                expression.validate();
            }
        } catch (ParseException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    @Override
    public long score(int department, long[] out) {
        facts.row = pool[department];
        long total = 0;
        try {
            for (int i = 0; i < expressions.length; i++) {
                BigDecimal points = expressions[i].evaluate().getNumberValue();
                total += out[i] = points.multiply(HUNDRED).longValueExact();
            }
        } catch (EvaluationException | ParseException e) {
            throw new IllegalStateException(e);
        }
        return out[expressions.length] = total;
    }
}
