package org.hengji.checker.targets;

import java.util.List;
import org.hengji.checker.reading.Figure;

/** What a cell of a target table says: a number with its direction, a range, several named numbers, a day, or words. */
public sealed interface Value {

    /** @param cell as typed; nothing is lost when it cannot be read as a number: then it is {@link Words} */
    static Value of(String cell) {
        return Values.of(cell);
    }

    /** One number; its {@link Figure.Bound} is the direction of a target. */
    record Amount(Figure figure) implements Value {}

    /** Between two numbers. */
    record Between(Figure low, Figure high) implements Value {}

    /** Several numbers, each with its name. */
    record Composite(List<Part> parts) implements Value {}

    record Part(String name, Figure figure) {}

    /** A day by which, or on which. */
    record On(Day day) implements Value {}

    record Words(String words) implements Value {}

    /** The form has no such indicator: 无, 不适用. */
    record NotSet() implements Value {}

    record Blank() implements Value {}
}
