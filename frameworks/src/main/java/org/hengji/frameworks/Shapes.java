package org.hengji.frameworks;

/** The fields of each part of a file. The JSON schemas name the same parts and are held against these by a test. */
final class Shapes {
    static final String[] CASE = {
        "case",
        "framework",
        "subject",
        "note",
        "facts",
        "judgements",
        "overrides",
        "selfScores",
        "indicators",
        "readings",
        "classWeights",
        "expect",
        "report"
    };
    static final String[] REPORT = {"unit", "year", "facts", "texts", "tables"};
    static final String[] FACT = {
        "value", "unit", "source", "qualifier", "state", "low", "high", "low_open", "high_open"
    };
    static final String[] PARTS = {"mode", "of"};
    static final String[] PART = {"name", "weight", "comparator", "target", "actual"};
    static final String[] TARGET = {"between", "deadline", "word"};
    static final String[] JUDGEMENT = {
        "share", "points", "outcome", "grade", "scores", "not-applicable", "reason", "by", "evidence"
    };
    static final String[] OVERRIDE = {"points", "reason", "by"};
    static final String[] EXPECT = {"points", "range", "total", "totalRange", "grade"};
    static final String[] OWN_INDICATOR = {
        "id",
        "name",
        "class",
        "aspect",
        "weight",
        "way",
        "rule",
        "direction",
        "comparator",
        "target",
        "actual",
        "unit",
        "places",
        "parts",
        "deadline",
        "source"
    };

    private Shapes() {}
}
