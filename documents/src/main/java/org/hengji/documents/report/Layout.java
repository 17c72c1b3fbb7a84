package org.hengji.documents.report;

/**
 * Measures of an official document after GB/T 9704-2012: A4, 37 mm above, 35 mm below, 28 mm left, 26 mm right; title
 * in 小标宋 二号, first level 黑体, second 楷体, third and body 仿宋 三号, lines 28 points apart.
 */
final class Layout {
    /** Lengths of Word: a twentieth of a point. */
    static final int PAGE_WIDTH = 11906;

    static final int PAGE_HEIGHT = 16838;
    static final int TOP = 2098;
    static final int BOTTOM = 1984;
    static final int LEFT = 1588;
    static final int RIGHT = 1474;
    /** A wide table needs more of the page than text does. */
    static final int WIDE_MARGIN = 1134;

    static final int LINE = 560;
    static final int INDENT = 640;

    static final String LATIN = "Times New Roman";
    static final String TITLE = "方正小标宋简体";
    static final String HEADING = "黑体";
    static final String SECOND = "楷体_GB2312";
    static final String BODY = "仿宋_GB2312";
    static final String PAGE_NUMBER = "宋体";

    /** Points. */
    static final int TITLE_SIZE = 22;

    static final int BODY_SIZE = 16;
    static final int PAGE_NUMBER_SIZE = 14;
    static final int NOTE_SIZE = 10;

    private Layout() {}

    static int textWidth(Paper.Page page) {
        return switch (page) {
            case PORTRAIT -> PAGE_WIDTH - LEFT - RIGHT;
            case LANDSCAPE -> PAGE_HEIGHT - 2 * WIDE_MARGIN;
            case FORM -> PAGE_WIDTH - 2 * WIDE_MARGIN;
        };
    }

    /** Many columns need small print: 小四 for a few, 五号, 小五 for an official score table. */
    static int tableSize(int columns) {
        return columns <= 4 ? 12 : columns <= 7 ? 11 : columns <= 9 ? 10 : 9;
    }

    static String face(int level) {
        return level == 1 ? HEADING : level == 2 ? SECOND : BODY;
    }
}
