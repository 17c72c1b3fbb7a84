package org.hengji.server.reporting;

import java.util.Map;
import org.hengji.documents.report.Asked;
import org.hengji.documents.report.Template;
import org.hengji.scoring.Problem;
import org.hengji.server.evaluation.EvaluationRecord;

/**
 * The form of what a report asks for and the system does not hold.
 *
 * @param shown what stands in the fields
 * @param seen what stood in them when the form was made, as JSON, to tell what the person changed
 * @param problems by field
 */
public record EntryPage(
        EvaluationRecord evaluation,
        Template template,
        Asked asked,
        Entries shown,
        String seen,
        Map<String, Problem> problems,
        boolean saved) {

    public String report() {
        return "/reports/" + evaluation.id() + "/" + template.id();
    }
}
