package org.hengji.server.budget;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.server.budget.exante.Conclusion;
import org.hengji.server.budget.exante.Instrument;
import org.hengji.server.budget.exante.Tally;

/**
 * An ex-ante evaluation of a project (事前绩效评估).
 *
 * @param reason why it is applied for
 * @param responsible who answers for it
 * @param conclusion as it stands; in force once concluded
 * @param suggested amount, in 元
 * @param opinions by key of the head
 */
public record ExAnte(
        long id,
        Project project,
        int year,
        String reason,
        String responsible,
        Optional<LocalDate> planned,
        Optional<Conclusion> conclusion,
        Optional<BigDecimal> suggested,
        String opinion,
        Map<String, String> opinions,
        Optional<LocalDate> concludedOn,
        List<Seat> seats) {

    static final String COURSE = "exante";

    /**
     * An expert's place and sheet. The person is named to nobody but those who made the panel.
     *
     * @param ticks by address of the item
     * @param remarks by key of the head
     */
    public record Seat(
            int seat, String person, Map<String, String> ticks, Map<String, String> remarks, boolean submitted) {}

    static String subject(long id) {
        return "exante/" + id;
    }

    public boolean concluded() {
        return concludedOn.isPresent();
    }

    String subject() {
        return subject(id);
    }

    public List<Seat> submitted() {
        return seats.stream().filter(Seat::submitted).toList();
    }

    /** Of the sheets that are in. */
    public Tally tally() {
        return Tally.of(
                Instrument.current(), submitted().stream().map(Seat::ticks).toList());
    }

    public Optional<Seat> seatOf(String person) {
        return seats.stream().filter(s -> s.person().equalsIgnoreCase(person)).findFirst();
    }
}
