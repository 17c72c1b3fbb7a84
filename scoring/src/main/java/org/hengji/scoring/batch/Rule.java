package org.hengji.scoring.batch;

/** Points of a leaf from a row, in units of the last printed place; {@link Stretch#BEYOND} when a long cannot tell. */
abstract sealed class Rule {
    abstract long points(long[] row, int offset);

    static final class Fixed extends Rule {
        private final long points;

        Fixed(long points) {
            this.points = points;
        }

        @Override
        long points(long[] row, int offset) {
            return points;
        }
    }

    /** Points that a person gave. */
    static final class Judged extends Rule {
        final int column;
        final long most;

        Judged(int column, long most) {
            this.column = column;
            this.most = most;
        }

        @Override
        long points(long[] row, int offset) {
            return Math.min(row[offset + column], most);
        }
    }

    /** Points by option. */
    static final class Choice extends Rule {
        private final int column;
        private final long[] points;

        Choice(int column, long[] points) {
            this.column = column;
            this.points = points;
        }

        int column() {
            return column;
        }

        long pointsOf(int option) {
            return points[option];
        }

        boolean isFlag() {
            return points.length == 2;
        }

        @Override
        long points(long[] row, int offset) {
            long option = row[offset + column];
            if (option < 0 || option >= points.length) {
                throw new IllegalArgumentException(
                        "column " + column + " holds " + option + ", but has options 0 to " + (points.length - 1));
            }
            return points[(int) option];
        }
    }

    /** A quotient on a curve. Most are of two columns, which need no form. */
    static final class Metric extends Rule {
        private final int dividendColumn;
        private final int divisorColumn;
        private final Form dividend;
        private final Form divisor;
        private final long whenZero;
        final Stretch stretch;

        /** @param whenZero points when the divisor is zero; {@link Stretch#BEYOND} when that takes more than points */
        Metric(Form dividend, Form divisor, long whenZero, Stretch stretch) {
            this.dividend = dividend;
            this.divisor = divisor;
            this.dividendColumn = dividend.column();
            this.divisorColumn = divisor.isOne() ? -2 : divisor.column();
            this.whenZero = whenZero;
            this.stretch = stretch;
        }

        long dividend(long[] row, int offset) {
            return dividendColumn >= 0 ? row[offset + dividendColumn] : dividend.at(row, offset);
        }

        long divisor(long[] row, int offset) {
            return divisorColumn >= 0 ? row[offset + divisorColumn] : divisorColumn == -2 ? 1 : divisor.at(row, offset);
        }

        /** Not a ratio. */
        boolean isWhole() {
            return divisorColumn == -2;
        }

        long withoutRatio(long d) {
            return d == 0 ? whenZero : Stretch.BEYOND;
        }

        @Override
        long points(long[] row, int offset) {
            long d = divisor(row, offset);
            return d > 0 ? stretch.points(dividend(row, offset), d) : withoutRatio(d);
        }
    }

    /** A rule whose long form stands on divisors or parts that must be positive. */
    static final class Guarded extends Rule {
        private final Form[] positive;
        private final Rule rule;

        Guarded(Form[] positive, Rule rule) {
            this.positive = positive;
            this.rule = rule;
        }

        @Override
        long points(long[] row, int offset) {
            for (Form form : positive) {
                if (form.at(row, offset) <= 0) {
                    return Stretch.BEYOND;
                }
            }
            return rule.points(row, offset);
        }
    }

    /** Nothing while a condition holds; whether the rule applies at all comes first. */
    static final class Vetoed extends Rule {
        private final Rule rule;
        private final Test when;

        Vetoed(Rule rule, Test when) {
            this.rule = rule;
            this.when = when;
        }

        @Override
        long points(long[] row, int offset) {
            long points = rule.points(row, offset);
            int holds = when.holds(row, offset);
            return points < 0 || holds < 0 ? Stretch.BEYOND : holds > 0 ? 0 : points;
        }
    }

    static final class Either extends Rule {
        private final Test when;
        private final Rule then;
        private final Rule otherwise;

        Either(Test when, Rule then, Rule otherwise) {
            this.when = when;
            this.then = then;
            this.otherwise = otherwise;
        }

        @Override
        long points(long[] row, int offset) {
            int holds = when.holds(row, offset);
            return holds < 0 ? Stretch.BEYOND : (holds > 0 ? then : otherwise).points(row, offset);
        }
    }
}
