package org.hengji.benchmarks.scoring;

import java.util.ArrayList;
import java.util.List;

/**
 * The 27 scores as formulas over the columns {@code f0} to {@code f72}: multiplied before they are divided, as a careful
 * user would write them.
 */
final class Formulas {
    /** Decimal points, for EvalEx; judgements are decimals too. */
    static final List<String> DECIMAL = decimal();
    /** Hundredths, for engines with 64-bit integers and integer division. */
    static final List<String> LONG = whole();

    private Formulas() {}

    private static String points(long hundredths) {
        return hundredths / 100 + "." + hundredths / 10 % 10 + hundredths % 10;
    }

    private static List<String> decimal() {
        List<String> all = new ArrayList<>();
        for (int k = 0; k < 20; k += 4) {
            all.add("f%d+f%d+f%d+f%d".formatted(k, k + 1, k + 2, k + 3));
        }
        for (int x = 0; x < 3; x++) {
            all.add("MAX(%s-%s*f%d,0)".formatted(points(Work.DEDUCT_MAX[x]), points(Work.DEDUCT_PER[x]), 20 + x));
        }
        for (int r = 0; r < 5; r++) {
            String ratio = decimalRatio(23 + 2 * r, Work.RATIO_MAX[r]);
            all.add(r == 4 ? "MAX(" + ratio + "," + points(Work.RATIO_FLOOR) + ")" : ratio);
        }
        all.add("IF(f33>f34,0," + decimalRatio(33, 200) + ")+IF(f35==1,0,f70)");
        for (int t = 0; t < 4; t++) {
            all.add(decimalTiers(t));
        }
        all.add(decimalTiers(4) + "+" + decimalTiers(5));
        all.add(decimalTiers(6) + "+" + decimalTiers(7));
        for (int s = 52; s < 58; s += 2) {
            all.add("IF(f%2$d==0,3,IF(f%1$d>=f%2$d,3,MAX(3-CEILING(10*(f%2$d-f%1$d)/f%2$d),0)))".formatted(s, s + 1));
        }
        all.add("IF(f59==0,1,IF(10*f58<=f59,1,MAX(1-FLOOR((100*f58-10*f59)/f59)/10,0)))+IF(f60==1,0,f71)");
        all.add("IF(f61==0,6,ROUND(6*(3*MIN(f61,4*f62)+3*MIN(f61,2*f63)+MIN(3*f61,4*f64)+3*MIN(f61,f65))/(12*f61),2))");
        all.add("f72");
        all.add("IF(f66>=f67,3,0)+IF(f68>=f69,3,0)");
        return all;
    }

    private static String decimalRatio(int part, long max) {
        return "IF(f%2$d==0,%3$s,MIN(ROUND(%3$s*f%1$d/f%2$d,2),%3$s))".formatted(part, part + 1, points(max));
    }

    private static String decimalTiers(int table) {
        long[] tiers = Work.TIERS[table];
        int part = 36 + 2 * table;
        StringBuilder text = new StringBuilder("IF(f" + (part + 1) + "==0," + points(tiers[0]) + ",");
        for (int i = 1; i < tiers.length; i += 2) {
            text.append("IF(100*f%d>=%d*f%d,%s,".formatted(part, tiers[i], part + 1, points(tiers[i + 1])));
        }
        return text.append("0").append(")".repeat(tiers.length / 2 + 1)).toString();
    }

    private static List<String> whole() {
        List<String> all = new ArrayList<>();
        for (int k = 0; k < 20; k += 4) {
            all.add("100*(f%d+f%d+f%d+f%d)".formatted(k, k + 1, k + 2, k + 3));
        }
        for (int x = 0; x < 3; x++) {
            all.add("max(%d-%d*f%d,0)".formatted(Work.DEDUCT_MAX[x], Work.DEDUCT_PER[x], 20 + x));
        }
        for (int r = 0; r < 5; r++) {
            String ratio = wholeRatio(23 + 2 * r, Work.RATIO_MAX[r]);
            all.add(r == 4 ? "max(" + ratio + "," + Work.RATIO_FLOOR + ")" : ratio);
        }
        all.add("(f33>f34?0:" + wholeRatio(33, 200) + ")+(f35==1?0:f70)");
        for (int t = 0; t < 4; t++) {
            all.add(wholeTiers(t));
        }
        all.add(wholeTiers(4) + "+" + wholeTiers(5));
        all.add(wholeTiers(6) + "+" + wholeTiers(7));
        for (int s = 52; s < 58; s += 2) {
            all.add("f%2$d==0||f%1$d>=f%2$d?300:max(300-100*((10*(f%2$d-f%1$d)+f%2$d-1)/f%2$d),0)".formatted(s, s + 1));
        }
        all.add("(f59==0||10*f58<=f59?100:max(100-10*((100*f58-10*f59)/f59),0))+(f60==1?0:f71)");
        all.add(
                "f61==0?600:(1200*(3*min(f61,4*f62)+3*min(f61,2*f63)+min(3*f61,4*f64)+3*min(f61,f65))+12*f61)/(24*f61)");
        all.add("f72");
        all.add("(f66>=f67?300:0)+(f68>=f69?300:0)");
        return all;
    }

    private static String wholeRatio(int part, long max) {
        return "(f%2$d==0?%3$d:min((2*%3$d*f%1$d+f%2$d)/(2*f%2$d),%3$d))".formatted(part, part + 1, max);
    }

    private static String wholeTiers(int table) {
        long[] tiers = Work.TIERS[table];
        int part = 36 + 2 * table;
        StringBuilder text = new StringBuilder("(f" + (part + 1) + "==0?" + tiers[0] + ":");
        for (int i = 1; i < tiers.length; i += 2) {
            text.append("(100*f%d>=%d*f%d?%d:".formatted(part, tiers[i], part + 1, tiers[i + 1]));
        }
        return text.append("0").append(")".repeat(tiers.length / 2 + 1)).toString();
    }
}
