package org.hengji.checker.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.checker.ComparingCheck;
import org.hengji.checker.Finding;
import org.hengji.checker.Finding.Confidence;
import org.hengji.checker.Finding.Place;
import org.hengji.checker.Finding.Severity;
import org.hengji.checker.Report;
import org.hengji.checker.Tally;
import org.hengji.checker.scores.Held;
import org.hengji.checker.scores.Methods;
import org.hengji.checker.scores.Methods.Method;
import org.hengji.checker.scores.OperandStages;
import org.hengji.scoring.framework.Text;

/** K16: reports that follow one framework compute the same indicator in the same way. */
public final class SameMethodCheck implements ComparingCheck {
    @Override
    public String id() {
        return "K16";
    }

    @Override
    public Text meaning() {
        return Text.of(
                "采用同一指标体系的几份报告，同一指标的算法相同",
                "Reports that follow one framework compute the same indicator in the same way");
    }

    @Override
    public Object note(Report report) {
        return Methods.of(report);
    }

    @Override
    public void run(Report report, Map<String, Object> others, Tally tally) {
        Methods mine = Methods.of(report);
        if (mine.framework().isEmpty()) {
            tally.skip("评分表不属于已知的指标体系", "The score table follows no known framework");
            return;
        }
        boolean compared = false;
        for (var entry : mine.used().entrySet()) {
            List<Place> elsewhere = new ArrayList<>();
            List<String> ways = new ArrayList<>();
            boolean met = false;
            for (var other : others.entrySet()) {
                Methods theirs = (Methods) other.getValue();
                Method method = theirs.used().get(entry.getKey());
                if (!theirs.framework().equals(mine.framework()) || method == null) {
                    continue;
                }
                met = true;
                if (!method.readings().equals(entry.getValue().readings())) {
                    elsewhere.add(Place.in(method.points().in(other.getKey())));
                    ways.add(words(method));
                }
            }
            compared |= met;
            if (!elsewhere.isEmpty()) {
                tally.find(finding(report, entry.getKey(), entry.getValue(), elsewhere, ways));
            } else if (met) {
                tally.pass();
            }
        }
        if (!compared) {
            tally.skip("同一批里没有采用同一指标体系、可以比较的报告", "No report of this run can be compared with it");
        }
    }

    private static String words(Method method) {
        return method.readings().isEmpty() ? "通行的理解" : method.words();
    }

    private Finding finding(Report report, String indicator, Method mine, List<Place> elsewhere, List<String> ways) {
        List<Place> places = new ArrayList<>();
        Held.of(report).stream()
                .filter(h -> h.indicator().id().equals(indicator))
                .findFirst()
                .ifPresent(h -> places.add(Place.of(h.printed().span())));
        OperandStages.of(report).stream()
                .filter(o -> o.leaf().id().equals(indicator))
                .findFirst()
                .ifPresent(o -> places.add(Place.of(o.printed().span())));
        places.addAll(elsewhere);
        String theirs = String.join("、", ways.stream().distinct().toList());
        return new Finding(
                id(),
                Severity.QUESTION,
                Confidence.MEDIUM,
                Text.of(
                        "“" + mine.name() + "”在采用同一指标体系的报告里算法不同：本报告按“" + words(mine) + "”，另外的按“" + theirs + "”，得分不可比。",
                        "Reports that follow the same framework compute \"" + mine.name()
                                + "\" in different ways, so that their points cannot be compared."),
                Optional.of(words(mine)),
                Optional.of(theirs),
                Optional.empty(),
                Finding.NO_EFFECT,
                List.copyOf(places),
                Text.of("由财政部门或主管部门统一算法。", "The finance or supervising department settles one way."));
    }
}
