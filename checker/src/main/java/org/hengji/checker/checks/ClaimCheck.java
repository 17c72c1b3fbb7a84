package org.hengji.checker.checks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.checker.Check;
import org.hengji.checker.Finding;
import org.hengji.checker.Finding.Place;
import org.hengji.checker.Finding.Severity;
import org.hengji.checker.Report;
import org.hengji.checker.Tally;
import org.hengji.checker.claims.Claim;
import org.hengji.checker.claims.Claims;
import org.hengji.checker.claims.Contradiction;
import org.hengji.checker.claims.Evidence;
import org.hengji.scoring.framework.Text;

/** K11: what a report says of everything, or denies altogether, agrees with its own figures, targets and problems. */
public final class ClaimCheck implements Check {

    @Override
    public String id() {
        return "K11";
    }

    @Override
    public Text meaning() {
        return Text.of(
                "概括性说法与报告自己的数字、目标和问题相符", "Sweeping claims agree with the report's own figures, targets and problems");
    }

    /** Claims that the same facts belie are told once. */
    private record Key(Claim.Test test, String zh) {}

    @Override
    public void run(Report report, Tally tally) {
        Evidence evidence = new Evidence(report);
        Map<Key, List<Claim>> belied = new LinkedHashMap<>();
        Map<Key, Contradiction> facts = new LinkedHashMap<>();
        for (Claim claim : Claims.in(report)) {
            Evidence.Answer answer = evidence.on(claim);
            if (answer instanceof Evidence.Answer.Holds) {
                tally.pass();
            } else if (answer instanceof Evidence.Answer.Belied b) {
                Key key = new Key(claim.test(), b.by().zh());
                belied.computeIfAbsent(key, k -> new ArrayList<>()).add(claim);
                facts.putIfAbsent(key, b.by());
            } else {
                tally.skip("报告里没有能检验这句话的数据", "Nothing in the report bears on the claim");
            }
        }
        if (belied.isEmpty() && tally.applied() == 0) {
            tally.skip("没有可检验的概括性说法", "There is no sweeping claim to hold against anything");
        }
        belied.forEach((key, claims) -> tally.find(finding(claims, facts.get(key))));
    }

    private Finding finding(List<Claim> claims, Contradiction by) {
        Claim first = claims.get(0);
        List<Place> places = new ArrayList<>();
        places.add(Place.of(first.span()));
        by.operands().forEach(o -> places.add(Place.of(o)));
        claims.stream().skip(1).forEach(c -> places.add(Place.of(c.span())));
        String times = claims.size() > 1 ? "（共" + claims.size() + "处）" : "";
        String timesEn = claims.size() > 1 ? " (" + claims.size() + " times)" : "";
        boolean asks = by.severity() == Severity.QUESTION;
        return new Finding(
                id(),
                by.severity(),
                by.confidence(),
                Text.of(
                        "“" + first.words() + "”" + times + (asks ? "与报告其他内容似不一致：" : "与报告所写的事实不符：") + by.zh() + "。",
                        "\"" + first.words() + "\"" + timesEn
                                + (asks
                                        ? " may not agree with the rest of the report: "
                                        : " does not agree with the facts in the report: ")
                                + by.en() + "."),
                Optional.of(first.words()),
                by.computed(),
                by.arithmetic(),
                Finding.NO_EFFECT,
                places,
                Text.of("按事实改写这句话，或说明为什么仍然成立。", "Rewrite the claim by the facts, or say why it holds nevertheless."));
    }
}
