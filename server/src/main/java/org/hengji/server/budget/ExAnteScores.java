package org.hengji.server.budget;

import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.number.Rational;
import org.hengji.server.access.Person;
import org.hengji.server.access.Role;
import org.hengji.server.budget.exante.Instrument;
import org.hengji.server.budget.exante.Tally;

/**
 * The points of an evaluation as one person may see them: page, file and data all show this and nothing else. Those who
 * made the panel see who sits where; the evaluated body sees no name, and no points before the conclusion is in force.
 *
 * @param names by seat; empty for everybody but those who made the panel
 * @param in sheets that are in
 * @param of seats
 */
public record ExAnteScores(List<Head> heads, Optional<Tally> tally, Map<Integer, String> names, int in, int of) {

    /**
     * @param seats points by seat
     * @param mean empty while there is nothing to show
     */
    public record Head(
            String key,
            Text name,
            Rational most,
            Map<Integer, Rational> seats,
            Optional<Rational> mean,
            List<String> remarks) {}

    static ExAnteScores of(ExAnte evaluation, Person person) {
        boolean keeps = Members.keeps(person);
        boolean shown = keeps || person.role() != Role.EXPERT && evaluation.concluded();
        Instrument instrument = Instrument.current();
        Optional<Tally> tally =
                shown && !evaluation.submitted().isEmpty() ? Optional.of(evaluation.tally()) : Optional.empty();
        List<Head> heads = new ArrayList<>();
        for (Instrument.Head head : instrument.heads()) {
            Map<Integer, Rational> seats = new LinkedHashMap<>();
            List<String> remarks = new ArrayList<>();
            if (shown) {
                for (ExAnte.Seat seat : evaluation.submitted()) {
                    seats.put(seat.seat(), Tally.points(instrument, head, seat.ticks()));
                    String remark = seat.remarks().getOrDefault(head.key(), "");
                    if (!remark.isBlank()) {
                        remarks.add(remark);
                    }
                }
            }
            heads.add(new Head(
                    head.key(),
                    head.name(),
                    head.points(),
                    seats,
                    tally.map(t -> t.heads().get(head.key())),
                    remarks));
        }
        Map<Integer, String> names = new LinkedHashMap<>();
        if (keeps) {
            evaluation.seats().forEach(s -> names.put(s.seat(), s.person()));
        }
        return new ExAnteScores(
                heads,
                tally,
                names,
                evaluation.submitted().size(),
                evaluation.seats().size());
    }

    public static String points(Rational points) {
        return points.toDecimal(2, RoundingMode.HALF_UP).toPlainString();
    }

    public List<Integer> seats() {
        return heads.isEmpty() ? List.of() : List.copyOf(heads.get(0).seats().keySet());
    }

    public Rational sum(int seat) {
        return heads.stream().map(h -> h.seats().get(seat)).reduce(Rational.ZERO, Rational::plus);
    }
}
