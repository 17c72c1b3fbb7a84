package org.hengji.server.reporting;

import java.util.List;
import org.hengji.server.evaluation.EvaluationRecord;

/** One evaluation with the reports that can be written about it. */
public record ReportLine(EvaluationRecord evaluation, List<ReportDraft> reports) {}
