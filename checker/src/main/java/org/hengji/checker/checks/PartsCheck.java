package org.hengji.checker.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hengji.checker.Check;
import org.hengji.checker.Finding;
import org.hengji.checker.Finding.Confidence;
import org.hengji.checker.Finding.Place;
import org.hengji.checker.Finding.Severity;
import org.hengji.checker.Report;
import org.hengji.checker.Tally;
import org.hengji.checker.arithmetic.Enumerations;
import org.hengji.checker.arithmetic.Parts;
import org.hengji.scoring.framework.Text;

/** K03: the parts that a report lists add up to the whole it prints. */
public final class PartsCheck implements Check {
    @Override
    public String id() {
        return "K03";
    }

    @Override
    public Text meaning() {
        return Text.of("列出的各部分之和等于所写的总数", "Listed parts add up to the printed whole");
    }

    @Override
    public void run(Report report, Tally tally) {
        Parts parts = Parts.of(report);
        for (Parts.Breakdown b : parts.found()) {
            tally.recomputed(b.whole(), b.agrees(), other -> parts.breaks(b, other));
            if (b.agrees()) {
                tally.pass();
                continue;
            }
            List<Place> places = new ArrayList<>();
            places.add(Place.of(b.whole().span()));
            b.parts().forEach(p -> places.add(Place.of(p.span())));
            // Two parts that fall short of the whole may have left out a third
            boolean mayBeMore =
                    b.parts().size() == 2 && b.sum().compareTo(b.whole().base()) < 0;
            String name = b.whole().label().isEmpty() ? "总数" : b.whole().label();
            tally.find(new Finding(
                    id(),
                    mayBeMore ? Severity.QUESTION : Severity.FACTUAL,
                    b.sure() ? Confidence.HIGH : Confidence.MEDIUM,
                    Text.of(
                            "“" + name + "”写的是" + b.whole().printed() + "，所列"
                                    + b.parts().size() + "个部分合计" + b.printedSum() + "，两者不符。",
                            "\"" + name + "\" is printed as " + b.whole().printed() + ", its "
                                    + b.parts().size() + " listed parts add up to " + b.printedSum() + "."),
                    Optional.of(b.whole().printed()),
                    Optional.of(b.printedSum()),
                    Optional.of(b.written()),
                    Finding.NO_EFFECT,
                    places,
                    Text.of(
                            "核对总数和各部分；如有未列出的部分，补写出来。",
                            "Check the whole and its parts; if a part is not listed, add it.")));
        }
        for (Enumerations.Listed listed : Enumerations.of(report)) {
            if (listed.length() == listed.items().size()) {
                tally.pass();
            } else {
                tally.find(miscounted(listed, report));
            }
        }
        for (int i = 0; i < parts.open(); i++) {
            tally.skip("所列部分不一定是全部", "The list may name only some of the parts");
        }
    }

    private Finding miscounted(Enumerations.Listed listed, Report report) {
        List<Place> places = new ArrayList<>();
        places.add(Place.of(listed.announced()));
        listed.items().forEach(i -> places.add(Place.of(i)));
        int items = listed.items().size();
        return new Finding(
                id(),
                Severity.FACTUAL,
                Confidence.MEDIUM,
                Text.of(
                        "前面说有" + listed.length() + "项，后面列出" + items + "项，数目不符。",
                        listed.length() + " items are announced, " + items + " are listed."),
                Optional.of(report.words(listed.announced())),
                Optional.of(String.valueOf(items)),
                Optional.empty(),
                Finding.NO_EFFECT,
                places,
                Text.of("核对所列各项，补上漏列的或改正数目。", "Check the list; add what is missing or correct the number."));
    }
}
