package org.hengji.checker.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
import org.hengji.checker.scores.OtherDivisor;
import org.hengji.checker.scores.Rescoring;
import org.hengji.scoring.framework.Framework;
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
            List<Method> ways = new ArrayList<>();
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
                    ways.add(method);
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

    /** What was chosen for each reading in which the reports differ. */
    private static Text words(Framework framework, Method method, Set<String> keys) {
        List<Text> each = keys.stream()
                .map(key -> Methods.words(
                        framework, key, Optional.ofNullable(method.readings().get(key))))
                .toList();
        return Text.of(
                String.join("；", each.stream().map(Text::zh).toList()),
                String.join("; ", each.stream().map(Text::en).toList()));
    }

    private Finding finding(Report report, String indicator, Method mine, List<Place> elsewhere, List<Method> ways) {
        List<Place> places = new ArrayList<>();
        Held.of(report).stream()
                .filter(h -> h.indicator().id().equals(indicator))
                .findFirst()
                .ifPresent(h -> places.add(Place.of(h.printed().span())));
        OperandStages.of(report).stream()
                .filter(o -> o.leaf().id().equals(indicator))
                .findFirst()
                .ifPresent(o -> places.add(Place.of(o.printed().span())));
        OtherDivisor.of(report).stream()
                .filter(d -> d.leaf().id().equals(indicator))
                .findFirst()
                .ifPresent(d -> places.add(Place.of(d.printed().span())));
        places.addAll(elsewhere);
        Framework framework = Rescoring.of(report).orElseThrow().framework();
        Set<String> keys = new TreeSet<>(mine.readings().keySet());
        ways.forEach(w -> keys.addAll(w.readings().keySet()));
        Text here = words(framework, mine, keys);
        List<Text> there =
                ways.stream().map(w -> words(framework, w, keys)).distinct().toList();
        String theirs = String.join("、", there.stream().map(Text::zh).toList());
        return new Finding(
                id(),
                Severity.QUESTION,
                Confidence.MEDIUM,
                Text.of(
                        "“" + mine.name() + "”在采用同一指标体系的报告里算法不同：本报告按“" + here.zh() + "”，另外的按“" + theirs + "”，得分不可比。",
                        "Reports that follow the same framework compute \"" + mine.name()
                                + "\" in different ways, so that their points cannot be compared: here \""
                                + here.en() + "\", elsewhere \""
                                + String.join(
                                        "\", \"", there.stream().map(Text::en).toList()) + "\"."),
                Optional.of(here.zh()),
                Optional.of(theirs),
                Optional.empty(),
                Finding.NO_EFFECT,
                List.copyOf(places),
                Text.of("由财政部门或主管部门统一算法。", "The finance or supervising department settles one way."));
    }
}
