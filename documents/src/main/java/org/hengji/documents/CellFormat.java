package org.hengji.documents;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDateTime;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The number format of cells: what a sheet shows for a number that it holds. Formats that cannot be told (fractions,
 * conditions) show the number plainly, which is right in value if not in looks.
 */
public final class CellFormat {
    static final CellFormat GENERAL = new CellFormat(List.of());

    private static final MathContext HELD = new MathContext(15, RoundingMode.HALF_UP);
    private static final int GENERAL_WIDTH = 11;
    private static final int LONGEST = 255;
    private static final BigDecimal DAYS = BigDecimal.valueOf(2_958_466);
    private static final BigDecimal SECONDS = BigDecimal.valueOf(86_400);
    private static final LocalDateTime EPOCH = LocalDateTime.of(1899, 12, 30, 0, 0);
    private static final LocalDateTime EPOCH_1904 = LocalDateTime.of(1904, 1, 1, 0, 0);

    private enum Kind {
        LITERAL,
        DIGIT,
        POINT,
        COMMA,
        PERCENT,
        EXPONENT,
        DATE,
        ELAPSED,
        GENERAL
    }

    private record Token(Kind kind, String text) {
        boolean is(Kind other) {
            return kind == other;
        }
    }

    /** @param tokens null where the section cannot be told */
    private record Section(List<Token> tokens) {
        boolean has(Kind kind) {
            return tokens.stream().anyMatch(t -> t.is(kind));
        }

        boolean isDate() {
            return has(Kind.DATE) || has(Kind.ELAPSED);
        }
    }

    private final List<Section> sections;

    private CellFormat(List<Section> sections) {
        this.sections = sections;
    }

    /** The formats that a file names by number alone, as Chinese Excel has them. */
    static CellFormat builtIn(int id) {
        String code = switch (id) {
            case 1 -> "0";
            case 2 -> "0.00";
            case 3, 37, 38 -> "#,##0";
            case 4, 39, 40 -> "#,##0.00";
            case 5, 6 -> "¥#,##0;¥-#,##0";
            case 7, 8 -> "¥#,##0.00;¥-#,##0.00";
            case 9 -> "0%";
            case 10 -> "0.00%";
            case 11, 48 -> "0.00E+00";
            case 14, 30 -> "yyyy/m/d";
            case 15 -> "d-mmm-yy";
            case 16 -> "d-mmm";
            case 17 -> "mmm-yy";
            case 18 -> "h:mm AM/PM";
            case 19 -> "h:mm:ss AM/PM";
            case 20 -> "h:mm";
            case 21 -> "h:mm:ss";
            case 22 -> "yyyy/m/d h:mm";
            case 27, 36, 50, 52, 57 -> "yyyy\"年\"m\"月\"";
            case 28, 29, 51, 53, 54, 58 -> "m\"月\"d\"日\"";
            case 31 -> "yyyy\"年\"m\"月\"d\"日\"";
            case 32 -> "h\"时\"mm\"分\"";
            case 33 -> "h\"时\"mm\"分\"ss\"秒\"";
            case 34, 55 -> "上午/下午h\"时\"mm\"分\"";
            case 35, 56 -> "上午/下午h\"时\"mm\"分\"ss\"秒\"";
            case 41, 42 -> "#,##0;-#,##0;\"-\"";
            case 43, 44 -> "#,##0.00;-#,##0.00;\"-\"??";
            case 45 -> "mm:ss";
            case 46 -> "[h]:mm:ss";
            case 47 -> "mm:ss.0";
            default -> "";
        };
        return code.isEmpty() ? GENERAL : of(code);
    }

    static CellFormat of(String code) {
        if (code.length() > LONGEST) {
            return GENERAL;
        }
        List<Section> sections = new ArrayList<>();
        List<Token> tokens = new ArrayList<>();
        boolean told = true;
        int i = 0;
        while (i < code.length()) {
            char c = code.charAt(i);
            int used = 1;
            switch (c) {
                case ';' -> {
                    sections.add(new Section(told ? tokens : null));
                    tokens = new ArrayList<>();
                    told = true;
                }
                case '"' -> {
                    int end = code.indexOf('"', i + 1);
                    end = end < 0 ? code.length() : end;
                    tokens.add(new Token(Kind.LITERAL, code.substring(i + 1, end)));
                    used = end + 1 - i;
                }
                case '\\', '!' -> {
                    tokens.add(new Token(Kind.LITERAL, i + 1 < code.length() ? code.substring(i + 1, i + 2) : ""));
                    used = 2;
                }
                case '_' -> {
                    tokens.add(new Token(Kind.LITERAL, " "));
                    used = 2;
                }
                case '*' -> used = 2;
                case '[' -> {
                    int end = code.indexOf(']', i);
                    end = end < 0 ? code.length() - 1 : end;
                    String inside = code.substring(i + 1, Math.max(i + 1, end)).toLowerCase(Locale.ROOT);
                    if (inside.startsWith("$")) {
                        String symbol = code.substring(i + 2, Math.max(i + 2, end));
                        int dash = symbol.indexOf('-');
                        tokens.add(new Token(Kind.LITERAL, dash < 0 ? symbol : symbol.substring(0, dash)));
                    } else if (inside.matches("h+|m+|s+")) {
                        tokens.add(new Token(Kind.ELAPSED, inside));
                    } else if (inside.startsWith("<") || inside.startsWith(">") || inside.startsWith("=")) {
                        told = false;
                    }
                    used = end + 1 - i;
                }
                case '0', '#', '?' -> tokens.add(new Token(Kind.DIGIT, String.valueOf(c)));
                case '.' -> tokens.add(new Token(Kind.POINT, "."));
                case ',' -> tokens.add(new Token(Kind.COMMA, ","));
                case '%' -> tokens.add(new Token(Kind.PERCENT, "%"));
                case '/' -> {
                    if (tokens.stream().anyMatch(t -> t.is(Kind.DIGIT))) {
                        told = false;
                    }
                    tokens.add(new Token(Kind.LITERAL, "/"));
                }
                case '@' -> tokens.add(new Token(Kind.GENERAL, ""));
                default -> {
                    String rest = code.substring(i).toLowerCase(Locale.ROOT);
                    if (rest.startsWith("general") || rest.startsWith("g/通用格式")) {
                        used = rest.startsWith("general") ? 7 : 6;
                        tokens.add(new Token(Kind.GENERAL, ""));
                    } else if (rest.startsWith("am/pm") || rest.startsWith("上午/下午")) {
                        used = 5;
                        tokens.add(new Token(Kind.DATE, code.substring(i, i + used)));
                    } else if (rest.startsWith("a/p")) {
                        used = 3;
                        tokens.add(new Token(Kind.DATE, "AM/PM"));
                    } else if (rest.startsWith("e+") || rest.startsWith("e-")) {
                        used = 2;
                        tokens.add(new Token(Kind.EXPONENT, code.substring(i, i + 2)));
                    } else if ("ymdhsae".indexOf(rest.charAt(0)) >= 0) {
                        while (used < rest.length() && rest.charAt(used) == rest.charAt(0)) {
                            used++;
                        }
                        tokens.add(new Token(Kind.DATE, rest.substring(0, used)));
                    } else {
                        tokens.add(new Token(Kind.LITERAL, String.valueOf(c)));
                    }
                }
            }
            i += used;
        }
        sections.add(new Section(told ? tokens : null));
        return new CellFormat(sections);
    }

    /** Whether a number that it is applied to stands for a day or a time. */
    public boolean isDate() {
        return !sections.isEmpty()
                && sections.get(0).tokens() != null
                && sections.get(0).isDate();
    }

    /** Whether it shows a number a hundred times as large, with a percent sign. */
    public boolean isPercent() {
        return !sections.isEmpty()
                && sections.get(0).tokens() != null
                && sections.get(0).has(Kind.PERCENT);
    }

    /** Whether it shows as many digits as the width of the column allows. */
    public boolean isGeneral() {
        return sections.isEmpty();
    }

    /** What the sheet shows for a number that the file holds as {@code raw}. */
    String shown(String raw, boolean since1904) {
        BigDecimal value;
        try {
            value = new BigDecimal(raw.strip()).round(HELD);
        } catch (NumberFormatException e) {
            return raw;
        }
        if (Math.abs((long) value.precision() - value.scale()) > LONGEST || Math.abs((long) value.scale()) > 400) {
            return raw;
        }
        Section section = section(value);
        if (section == null || section.tokens() == null) {
            return general(value);
        }
        if (section.isDate()) {
            return value.signum() < 0 || value.compareTo(DAYS) >= 0
                    ? general(value)
                    : date(section.tokens(), value, since1904);
        }
        // A section of its own for negative numbers says itself how they are marked.
        boolean marked = sections.size() > 1 && value.signum() < 0;
        return number(section.tokens(), marked ? value.abs() : value);
    }

    private Section section(BigDecimal value) {
        if (sections.isEmpty() || sections.stream().anyMatch(s -> s.tokens() == null)) {
            return null;
        }
        if (sections.size() > 2 && value.signum() == 0) {
            return sections.get(2);
        }
        return sections.size() > 1 && value.signum() < 0 ? sections.get(1) : sections.get(0);
    }

    /** Whole numbers with all their digits, others as wide as a cell is by default. */
    static String general(BigDecimal value) {
        BigDecimal shown = value.stripTrailingZeros();
        if (shown.scale() <= 0) {
            return shown.toPlainString();
        }
        int whole = Math.max(1, shown.precision() - shown.scale());
        if (shown.abs().compareTo(new BigDecimal("0.0001")) < 0) {
            return shown.round(new MathContext(6, RoundingMode.HALF_UP))
                    .stripTrailingZeros()
                    .toString();
        }
        int places = Math.max(0, GENERAL_WIDTH - 1 - whole);
        if (shown.scale() > places) {
            shown = shown.setScale(places, RoundingMode.HALF_UP).stripTrailingZeros();
        }
        return (shown.scale() < 0 ? shown.setScale(0) : shown).toPlainString();
    }

    private static String number(List<Token> tokens, BigDecimal value) {
        int point = -1;
        int exponent = -1;
        int last = -1;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.is(Kind.GENERAL)) {
                return around(tokens, general(value));
            }
            if (token.is(Kind.POINT) && point < 0) {
                point = i;
            }
            if (token.is(Kind.EXPONENT) && exponent < 0) {
                exponent = i;
            }
            if (token.is(Kind.DIGIT)) {
                last = i;
            }
        }
        if (exponent >= 0) {
            return scientific(tokens, value, point, exponent);
        }
        if (last < 0) {
            return around(tokens, "");
        }
        BigDecimal scaled = value;
        int leastPlaces = 0;
        int mostPlaces = 0;
        boolean grouped = false;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean behindPoint = point >= 0 && i > point;
            if (token.is(Kind.PERCENT)) {
                scaled = scaled.movePointRight(2);
            } else if (token.is(Kind.COMMA) && (i > last || behindPoint)) {
                scaled = scaled.movePointLeft(3);
            } else if (token.is(Kind.COMMA)) {
                // Before the point a comma behind the last digit scales, any other groups.
                boolean digitFollows = tokens.subList(i + 1, point < 0 ? tokens.size() : point).stream()
                        .anyMatch(t -> t.is(Kind.DIGIT));
                if (digitFollows) {
                    grouped = true;
                } else {
                    scaled = scaled.movePointLeft(3);
                }
            } else if (token.is(Kind.DIGIT) && behindPoint) {
                mostPlaces++;
                if (token.text().equals("0")) {
                    leastPlaces = mostPlaces;
                }
            }
        }
        BigDecimal rounded = scaled.abs().setScale(mostPlaces, RoundingMode.HALF_UP);
        String plain = rounded.toPlainString();
        int dot = plain.indexOf('.');
        String whole = dot < 0 ? plain : plain.substring(0, dot);
        String places = dot < 0 ? "" : plain.substring(dot + 1);
        int kept = places.length();
        while (kept > leastPlaces && places.charAt(kept - 1) == '0') {
            kept--;
        }
        StringBuilder shown = new StringBuilder();
        int nextPlace = 0;
        int behind = point < 0 ? tokens.size() : point;
        shown.append(whole(tokens.subList(0, behind), whole.equals("0") ? "" : whole, grouped));
        for (int i = behind; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            switch (token.kind()) {
                case POINT -> shown.append(i == point ? "." : "");
                case DIGIT -> {
                    if (nextPlace < kept) {
                        shown.append(places.charAt(nextPlace));
                    }
                    nextPlace++;
                }
                case LITERAL, PERCENT -> shown.append(token.text());
                default -> {}
            }
        }
        return (scaled.signum() < 0 && rounded.signum() != 0 ? "-" : "") + shown;
    }

    /** Digits from the right, one for each place; the leftmost place takes all that are left. */
    private static String whole(List<Token> tokens, String digits, boolean grouped) {
        StringBuilder reversed = new StringBuilder();
        int first = 0;
        while (first < tokens.size() && !tokens.get(first).is(Kind.DIGIT)) {
            first++;
        }
        int left = digits.length();
        int written = 0;
        for (int i = tokens.size() - 1; i >= 0; i--) {
            Token token = tokens.get(i);
            if (token.is(Kind.LITERAL) || token.is(Kind.PERCENT)) {
                reversed.append(new StringBuilder(token.text()).reverse());
            } else if (token.is(Kind.DIGIT)) {
                do {
                    boolean zero = left == 0 && token.text().equals("0");
                    if (left == 0 && !zero) {
                        break;
                    }
                    if (grouped && written > 0 && written % 3 == 0) {
                        reversed.append(',');
                    }
                    reversed.append(zero ? '0' : digits.charAt(--left));
                    written++;
                } while (i == first && left > 0);
            }
        }
        return reversed.reverse().toString();
    }

    private static String scientific(List<Token> tokens, BigDecimal value, int point, int exponent) {
        int places = 0;
        for (int i = Math.max(0, point); point >= 0 && i < exponent; i++) {
            places += tokens.get(i).is(Kind.DIGIT) ? 1 : 0;
        }
        int width = (int) tokens.subList(exponent, tokens.size()).stream()
                .filter(t -> t.is(Kind.DIGIT))
                .count();
        BigDecimal rounded =
                value.signum() == 0 ? BigDecimal.ZERO : value.round(new MathContext(places + 1, RoundingMode.HALF_UP));
        int power = value.signum() == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
        String digits = String.valueOf(Math.abs(power));
        String sign = power < 0 ? "-" : tokens.get(exponent).text().endsWith("+") ? "+" : "";
        return rounded.movePointLeft(power)
                        .setScale(places, RoundingMode.HALF_UP)
                        .toPlainString() + "E" + sign + "0".repeat(Math.max(0, width - digits.length())) + digits;
    }

    private static String around(List<Token> tokens, String number) {
        StringBuilder shown = new StringBuilder();
        for (Token token : tokens) {
            shown.append(token.is(Kind.GENERAL) ? number : token.is(Kind.LITERAL) ? token.text() : "");
        }
        return shown.toString();
    }

    private static String date(List<Token> tokens, BigDecimal value, boolean since1904) {
        boolean fractions = false;
        boolean halves = false;
        for (int i = 0; i < tokens.size(); i++) {
            fractions |= tokens.get(i).is(Kind.POINT)
                    && i + 1 < tokens.size()
                    && tokens.get(i + 1).is(Kind.DIGIT);
            halves |= tokens.get(i).text().contains("/") && tokens.get(i).is(Kind.DATE);
        }
        BigDecimal seconds = value.multiply(SECONDS).setScale(fractions ? 3 : 0, RoundingMode.HALF_UP);
        long whole = seconds.longValue();
        int millis = seconds.remainder(BigDecimal.ONE).movePointRight(3).intValue();
        LocalDateTime at;
        if (since1904) {
            at = EPOCH_1904.plusSeconds(whole);
        } else {
            // The calendar of spreadsheets has a 29 February 1900; days before it are one further on.
            at = (value.compareTo(BigDecimal.valueOf(60)) < 0 ? EPOCH.plusDays(1) : EPOCH).plusSeconds(whole);
        }
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            String text = token.text();
            switch (token.kind()) {
                case LITERAL -> shown.append(text);
                case COMMA -> shown.append(',');
                case POINT -> shown.append('.');
                case DIGIT -> {
                    int places = 0;
                    while (i + 1 < tokens.size() && tokens.get(i + 1).is(Kind.DIGIT)) {
                        i++;
                        places++;
                    }
                    shown.append("%03d".formatted(millis), 0, Math.min(3, places + 1));
                }
                case ELAPSED -> {
                    long unit = text.charAt(0) == 'h' ? 3600 : text.charAt(0) == 'm' ? 60 : 1;
                    shown.append(padded(whole / unit, text.length()));
                }
                case DATE -> shown.append(field(tokens, i, at, halves));
                default -> {}
            }
        }
        return shown.toString();
    }

    private static String field(List<Token> tokens, int i, LocalDateTime at, boolean halves) {
        String text = tokens.get(i).text();
        int width = text.length();
        return switch (text.charAt(0)) {
            case 'y' -> width <= 2 ? padded(at.getYear() % 100, 2) : String.valueOf(at.getYear());
            case 'e' -> String.valueOf(at.getYear());
            case 'd' ->
                width <= 2
                        ? padded(at.getDayOfMonth(), width)
                        : at.getDayOfWeek()
                                .getDisplayName(width == 3 ? TextStyle.SHORT : TextStyle.FULL, Locale.ENGLISH);
            case 'a' -> {
                if (text.contains("/")) {
                    yield at.getHour() < 12 ? "AM" : "PM";
                }
                yield (width == 3 ? "" : "星期")
                        + "一二三四五六日".charAt(at.getDayOfWeek().getValue() - 1);
            }
            case 'A' -> at.getHour() < 12 ? "AM" : "PM";
            case '上' -> at.getHour() < 12 ? "上午" : "下午";
            case 'h' -> padded(halves ? (at.getHour() + 11) % 12 + 1 : at.getHour(), width);
            case 's' -> padded(at.getSecond(), width);
            default -> {
                if (isMinute(tokens, i)) {
                    yield padded(at.getMinute(), width);
                }
                yield width <= 2
                        ? padded(at.getMonthValue(), width)
                        : at.getMonth()
                                .getDisplayName(
                                        width == 4 ? TextStyle.FULL : width == 3 ? TextStyle.SHORT : TextStyle.NARROW,
                                        Locale.ENGLISH);
            }
        };
    }

    /** {@code m} counts minutes behind hours or before seconds, else months. */
    private static boolean isMinute(List<Token> tokens, int i) {
        for (int before = i - 1; before >= 0; before--) {
            Token token = tokens.get(before);
            if (token.is(Kind.DATE) || token.is(Kind.ELAPSED)) {
                if (token.text().charAt(0) == 'h') {
                    return true;
                }
                break;
            }
        }
        for (int behind = i + 1; behind < tokens.size(); behind++) {
            Token token = tokens.get(behind);
            if (token.is(Kind.DATE) || token.is(Kind.ELAPSED)) {
                return token.text().charAt(0) == 's';
            }
        }
        return false;
    }

    private static String padded(long number, int width) {
        String digits = String.valueOf(number);
        return digits.length() >= width ? digits : "0".repeat(width - digits.length()) + digits;
    }
}
