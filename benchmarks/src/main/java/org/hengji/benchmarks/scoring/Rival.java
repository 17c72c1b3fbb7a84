package org.hengji.benchmarks.scoring;

/** Another way to score the same departments: its facts in its own form, its 27 scores and total in hundredths. */
interface Rival {
    /** @return the total */
    long score(int department, long[] out);
}
