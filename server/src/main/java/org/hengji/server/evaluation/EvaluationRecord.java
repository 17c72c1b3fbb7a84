package org.hengji.server.evaluation;

import org.hengji.scoring.framework.Text;

/**
 * One evaluation of one body.
 *
 * @param unit the body that it is of
 * @param body the same for the published and the strict case of one body
 * @param kind published, strict or entry
 * @param framework {@code id@version}
 * @param caseText the case file as it was brought in
 * @param revision grows with every edit; an edit names the one it saw
 */
public record EvaluationRecord(
        long id,
        long unit,
        String caseId,
        String body,
        String kind,
        Text name,
        String framework,
        String caseText,
        long revision) {}
