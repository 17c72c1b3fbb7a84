package org.hengji.server.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hengji.server.budget.estimate.Source.CARRY_OVER;
import static org.hengji.server.budget.estimate.Source.FUND;
import static org.hengji.server.budget.estimate.Source.GENERAL;

import java.util.List;
import java.util.OptionalLong;
import org.hengji.server.budget.ledger.Allotment;
import org.hengji.server.budget.ledger.Allotment.Line;
import org.hengji.server.budget.ledger.Allotment.Purpose;
import org.junit.jupiter.api.Test;

/** A payment counts in a line only where it is certain which. */
class AllotmentTest {

    private static final Allotment BUDGET = new Allotment(List.of(
            new Line(1, "P1", GENERAL, "2070104 图书馆", "30201 办公费"),
            new Line(2, "P2", GENERAL, "2070104", "30201"),
            new Line(3, "P2", GENERAL, "2070104", "30226 劳务费"),
            new Line(4, "P2", FUND, "2296003", "30299"),
            new Line(5, "P3", GENERAL, "2070104", "30299"),
            new Line(6, "P3", CARRY_OVER, "2070104", "30299"),
            new Line(7, "", GENERAL, "2070104", "30101")));

    private static OptionalLong line(String project, String fund, String function, String economic) {
        return BUDGET.of(new Purpose(project, fund, function, economic));
    }

    @Test
    void aProjectOfOneLineNeedsNothingElse() {
        assertThat(line("P1", "", "", "")).hasValue(1);
        assertThat(line("P1", "fund", "999", "")).as("its project is enough").hasValue(1);
        assertThat(line("", "", "", "")).hasValue(7);
    }

    @Test
    void fundsAndClassesNarrowWhatTheProjectLeavesOpen() {
        assertThat(line("P2", "fund", "", "")).hasValue(4);
        assertThat(line("P2", "general", "2070104", "30226")).hasValue(3);
        assertThat(line("P2", "general", "207", "302")).as("a class above both").isEmpty();
        assertThat(line("P2", "", "", "3020101 纸张")).as("a class below one").hasValue(2);
    }

    @Test
    void whatIsNotCertainCountsInNone() {
        assertThat(line("P3", "general", "2070104", "30299"))
                .as("this year's money or that carried over")
                .isEmpty();
        assertThat(line("P9", "general", "2070104", "30299")).isEmpty();
        assertThat(line("P2", "own", "", "")).as("no line has such money").isEmpty();
    }
}
