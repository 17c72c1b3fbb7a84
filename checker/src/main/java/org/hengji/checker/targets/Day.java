package org.hengji.checker.targets;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A day as far as it is printed.
 *
 * @param month 0 when only the year is known
 * @param day 0 when only the month is known
 * @param from where it begins in the words it was read from
 * @param to behind its last character
 */
public record Day(int year, int month, int day, int from, int to) {
    private static final Pattern PRINTED = Pattern.compile(
            "(?<!\\d)((?:19|20)\\d{2})年度?(?:(\\d{1,2})月份?(?:(\\d{1,2})日)?)?(底|末|初)?|(?<![\\d.])((?:19|20)\\d{2})[-./](\\d{1,2})[-./](\\d{1,2})(?![\\d.])");
    private static final int DECEMBER = 12;

    /** All days with their year in some words. */
    public static List<Day> in(String words) {
        List<Day> days = new ArrayList<>();
        for (Matcher m = PRINTED.matcher(words); m.find(); ) {
            if (m.group(5) != null) {
                days.add(new Day(number(m.group(5)), number(m.group(6)), number(m.group(7)), m.start(), m.end()));
            } else {
                boolean end = m.group(2) == null && ("底".equals(m.group(4)) || "末".equals(m.group(4)));
                days.add(new Day(
                        number(m.group(1)),
                        end ? DECEMBER : number(m.group(2)),
                        number(m.group(3)),
                        m.start(),
                        m.end()));
            }
        }
        return days.stream().filter(d -> d.month <= DECEMBER && d.day <= 31).toList();
    }

    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    /** Surely later than another day, as far as both are printed. */
    public boolean after(Day other) {
        if (year != other.year) {
            return year > other.year;
        }
        if (month == 0 || other.month == 0 || month != other.month) {
            return month != 0 && other.month != 0 && month > other.month;
        }
        return day != 0 && other.day != 0 && day > other.day;
    }

    public String zh() {
        return year + "年" + (month == 0 ? "" : month + "月") + (day == 0 ? "" : day + "日");
    }

    public String en() {
        return day > 0
                ? "%d-%02d-%02d".formatted(year, month, day)
                : month > 0 ? "%d-%02d".formatted(year, month) : String.valueOf(year);
    }
}
