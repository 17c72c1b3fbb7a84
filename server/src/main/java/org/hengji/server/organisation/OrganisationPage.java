package org.hengji.server.organisation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hengji.scoring.Problem;

/**
 * The tree of one day, and one body of it.
 *
 * @param lines from the top, each body under its superior
 * @param chosen null for none; id 0 for one that is being added
 * @param typed what the form shows, by field
 * @param seesFunctions whether the person sees the functions of the chosen body
 */
public record OrganisationPage(
        Tree tree,
        List<Line> lines,
        Unit chosen,
        List<Unit> versions,
        boolean adding,
        Map<String, String> typed,
        List<Problem> problems,
        boolean mayChange,
        boolean mayEngage,
        boolean seesFunctions,
        String notice) {

    /** @param depth 0 at the top */
    public record Line(Unit unit, int depth, boolean ended, boolean coming) {}

    static List<Line> lines(Tree tree) {
        List<Line> lines = new ArrayList<>();
        tree.roots().forEach(root -> add(tree, root, 0, lines));
        return lines;
    }

    private static void add(Tree tree, Unit unit, int depth, List<Line> lines) {
        LocalDate day = tree.day();
        lines.add(new Line(
                unit,
                depth,
                unit.to().filter(to -> !to.isAfter(day)).isPresent(),
                unit.from().isAfter(day)));
        tree.children(unit.id()).forEach(child -> add(tree, child, depth + 1, lines));
    }
}
