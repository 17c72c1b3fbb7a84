package org.hengji.server.budget.estimate;

import java.util.List;
import java.util.Map;
import org.hengji.scoring.Problem;

/**
 * What a line may name.
 *
 * @param projects code to name, of the library projects of the unit that may be budgeted in the year
 * @param barred code to the reason why a project of the unit may not be budgeted
 * @param divisions names, when the unit has any
 */
public record Codes(
        Map<String, String> projects,
        Map<String, Problem> barred,
        List<String> divisions,
        Classification classification) {}
