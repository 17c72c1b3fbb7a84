package org.hengji.documents;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A filled cell as its file holds it.
 *
 * @param row 1-based, as the spreadsheet counts
 * @param column 1-based
 * @param stored the text of a number to its last digit, the words of a text, {@code 1} or {@code 0} of a flag, the name
 *     of an error
 * @param format how a number is shown
 * @param since1904 which calendar the numbers of days follow
 * @param formula computed by the spreadsheet; {@code stored} is what it had when the file was saved, maybe nothing
 */
public record StoredCell(
        int row, int column, Type type, String stored, CellFormat format, boolean since1904, boolean formula) {
    private static final int HELD_DIGITS = 15;
    private static final int BINARY_DIGITS = 17;
    private static final MathContext HELD = new MathContext(HELD_DIGITS, RoundingMode.HALF_UP);
    private static final BigDecimal LAST_DAY = BigDecimal.valueOf(2_958_466);
    private static final int MOST_SCALE = 400;

    public enum Type {
        NUMBER,
        TEXT,
        FLAG,
        ERROR
    }

    static StoredCell text(int row, int column, String words) {
        return new StoredCell(row, column, Type.TEXT, words, CellFormat.GENERAL, false, false);
    }

    public boolean isBlank() {
        return stored.isBlank();
    }

    /** What the sheet shows. */
    public String shown() {
        return switch (type) {
            case NUMBER -> format.shown(stored, since1904);
            case FLAG -> stored.equals("1") ? "TRUE" : "FALSE";
            case TEXT, ERROR -> stored;
        };
    }

    /**
     * The number that was meant. Spreadsheets hold 15 digits and write up to 17, so that 28.8 may stand in the file as
     * {@code 28.800000000000001}; what lies behind the fifteenth is no part of it. Empty for what is no number, or has
     * more digits than any spreadsheet holds.
     */
    public Optional<BigDecimal> number() {
        if (type != Type.NUMBER) {
            return Optional.empty();
        }
        try {
            BigDecimal number = new BigDecimal(stored.strip());
            if (number.precision() > BINARY_DIGITS || Math.abs((long) number.scale()) > MOST_SCALE) {
                return Optional.empty();
            }
            return Optional.of(number.precision() > HELD_DIGITS ? number.round(HELD) : number);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** The day that a number of days stands for, whatever its format; empty outside of the calendar. */
    public Optional<LocalDate> day() {
        return number().filter(n -> n.signum() > 0 && n.compareTo(LAST_DAY) < 0).map(n -> {
            long days = n.toBigInteger().longValue();
            // The calendar of spreadsheets has a 29 February 1900; days before it are one further on.
            return since1904
                    ? LocalDate.of(1904, 1, 1).plusDays(days)
                    : LocalDate.of(1899, 12, 30).plusDays(days < 60 ? days + 1 : days);
        });
    }

    /** Whether a number of days also says what time of the day it was. */
    public boolean hasTime() {
        return number().map(n -> n.stripTrailingZeros().scale() > 0).orElse(false);
    }

    /** {@code C12} */
    public String place() {
        return place(row, column);
    }

    /** {@code C12} for row 12 and column 3. */
    public static String place(int row, int column) {
        StringBuilder letters = new StringBuilder();
        for (int c = column; c > 0; c = (c - 1) / 26) {
            letters.insert(0, (char) ('A' + (c - 1) % 26));
        }
        return letters.toString() + row;
    }
}
