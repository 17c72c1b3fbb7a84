package org.hengji.server.target;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.hengji.scoring.subject.Fact;
import org.hengji.scoring.subject.OwnIndicator;
import org.hengji.scoring.subject.OwnIndicator.Target;
import org.hengji.server.evaluation.Evaluations;
import org.springframework.stereotype.Component;

/** What a unit attained last year, out of its evaluations on record: the actual values of the indicators it brought. */
@Component
class LastActuals {

    private final Evaluations evaluations;

    LastActuals(Evaluations evaluations) {
        this.evaluations = evaluations;
    }

    /** By the name of the indicator, as it is typed: {@code 97%}. Where two evaluations differ, neither is taken. */
    Map<String, String> of(Sheet sheet) {
        // An evaluation carries its year in its name only.
        Pattern lastYear = Pattern.compile("(?<!\\d)" + (sheet.year() - 1) + "(?!\\d)");
        Map<String, String> actuals = new LinkedHashMap<>();
        evaluations.list().stream()
                .filter(e -> e.unit() == sheet.unit()
                        && lastYear.matcher(e.name().zh()).find())
                .flatMap(e -> evaluations.caseOf(e.id()).indicators().stream())
                .forEach(own -> actuals.merge(own.name().zh(), printed(own), (a, b) -> a.equals(b) ? a : ""));
        actuals.values().removeIf(String::isEmpty);
        return actuals;
    }

    private static String printed(OwnIndicator own) {
        boolean date = own.target().filter(Target.Deadline.class::isInstance).isPresent();
        return own.actual() instanceof Fact.Value.Known known
                        && !date
                        && known.number().isDecimal()
                ? known.number().toText() + own.unit().symbol()
                : "";
    }
}
