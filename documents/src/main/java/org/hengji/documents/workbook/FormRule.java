package org.hengji.documents.workbook;

import java.util.List;
import java.util.Map;
import org.hengji.scoring.number.Rational;

/** A rule over several columns or rows of one sheet; a closed set, each kind with a check of its own. */
public sealed interface FormRule {
    /** The left amount or day is not above the right one, in every row that has both. */
    record AtMost(String left, String right) implements FormRule {}

    /** The amounts of a group of rows add up to one of the totals, once any of them is given. */
    record SumsTo(String column, List<String> per, List<Rational> totals) implements FormRule {}

    /** The column must be filled when another has one of the options. */
    record RequiredWhen(String column, When when) implements FormRule {}

    /** The text of the column must be a number when another has one of the options. */
    record NumberWhen(String column, When when) implements FormRule {}

    /** Which options of a choice go with which option of another. */
    record Pairs(String column, String of, Map<String, List<String>> allowed) implements FormRule {}

    /** The value must stand in a column of an earlier sheet. */
    record FoundIn(String column, String table, String key) implements FormRule {}

    /** @param options keys of the options of a choice */
    record When(String column, List<String> options) {}
}
