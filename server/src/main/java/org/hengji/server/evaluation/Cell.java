package org.hengji.server.evaluation;

import java.util.Locale;
import java.util.Optional;

/**
 * Where something is typed: a column of one place of a fact, or of a judgement.
 *
 * @param place 1 for the first place that says something about a fact; always 1 for a judgement
 */
public record Cell(Kind kind, String key, int place, Column column) {

    private static final int MOST_PLACES = 50;

    public enum Kind {
        FACT,
        JUDGEMENT
    }

    public enum Column {
        VALUE(Kind.FACT),
        UNIT(Kind.FACT),
        STATE(Kind.FACT),
        SOURCE(Kind.FACT),
        AWARD(Kind.JUDGEMENT),
        REASON(Kind.JUDGEMENT),
        BY(Kind.JUDGEMENT),
        EVIDENCE(Kind.JUDGEMENT);

        private final Kind kind;

        Column(Kind kind) {
            this.kind = kind;
        }

        /** As in addresses and message keys. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Cell fact(String key, int place, Column column) {
        return new Cell(Kind.FACT, key, place, column);
    }

    static Cell judgement(String indicator, Column column) {
        return new Cell(Kind.JUDGEMENT, indicator, 1, column);
    }

    /** {@code fact/assets.in_use/1/value}. */
    public String address() {
        return kind.name().toLowerCase(Locale.ROOT) + "/" + key + "/" + place + "/" + column.key();
    }

    static Optional<Cell> parse(String address) {
        String[] parts = address.split("/", -1);
        if (parts.length != 4 || !parts[2].matches("[1-9]\\d?")) {
            return Optional.empty();
        }
        for (Column column : Column.values()) {
            Cell cell = new Cell(column.kind, parts[1], Integer.parseInt(parts[2]), column);
            if (cell.address().equals(address) && cell.place() <= MOST_PLACES) {
                return Optional.of(cell);
            }
        }
        return Optional.empty();
    }
}
