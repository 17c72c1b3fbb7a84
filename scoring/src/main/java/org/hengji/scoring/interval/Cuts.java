package org.hengji.scoring.interval;

import java.util.ArrayList;
import java.util.List;
import org.hengji.scoring.number.Rational;

/** Where a box should be split so that what could not be decided over the whole can be decided over its parts. */
public final class Cuts {
    private final Box box;
    private final boolean everyStep;
    private final List<Cut> found = new ArrayList<>();

    /** @param at ignored for choices, which split into their options */
    public record Cut(int variable, Rational at) {}

    /** @param everyStep collect also the places where a decided value jumps */
    public Cuts(Box box, boolean everyStep) {
        this.box = box;
        this.everyStep = everyStep;
    }

    public boolean everyStep() {
        return everyStep;
    }

    public void at(int variable, Rational point) {
        Cut cut = new Cut(variable, point);
        if (box.isCut(cut)) {
            found.add(cut);
        }
    }

    public void choice(int variable) {
        at(variable, Rational.ZERO);
    }

    public void middle(int variable) {
        Cut cut = box.middle(variable);
        if (box.isCut(cut)) {
            found.add(cut);
        }
    }

    Cut first() {
        return found.isEmpty() ? null : found.get(0);
    }
}
