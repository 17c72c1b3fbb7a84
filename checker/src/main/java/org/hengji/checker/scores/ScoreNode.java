package org.hengji.checker.scores;

import java.util.List;
import java.util.Optional;
import org.hengji.documents.Span;

/**
 * An indicator of a printed score table.
 *
 * @param level 1 to 3
 * @param name as printed, spaces and line breaks taken out
 * @param place where the name stands
 * @param weight as printed
 * @param points as printed; empty where the table has none
 * @param items points of its scoring items, in order, where the table prints them
 * @param criterion where its criterion stands, if the table has one
 * @param repaired its row was out of line with the heads, so its points were assigned by order
 */
public record ScoreNode(
        int level,
        String name,
        Span place,
        Optional<Printed> weight,
        Optional<Printed> points,
        List<Printed> items,
        List<Span> criterion,
        boolean repaired) {}
