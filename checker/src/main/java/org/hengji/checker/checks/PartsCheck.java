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
            tally.recomputed(b.whole(), b.agrees());
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
        for (int i = 0; i < parts.open(); i++) {
            tally.skip("所列部分不一定是全部", "The list may name only some of the parts");
        }
    }
}
