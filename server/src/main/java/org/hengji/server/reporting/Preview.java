package org.hengji.server.reporting;

import org.hengji.documents.report.HtmlWriter;
import org.springframework.web.util.HtmlUtils;

/** The paper as part of a page. */
public final class Preview {
    private Preview() {}

    /** Markup; what people wrote in it is escaped. */
    public static String of(ReportDraft report, boolean writes, String edit, String edited) {
        return HtmlWriter.fragment(
                report.paper(),
                p -> (p.edited() ? "<span class=\"hr-edited\">" + HtmlUtils.htmlEscape(edited) + "</span>" : "")
                        + (writes
                                ? "<a class=\"hr-edit\" href=\"?edit=" + HtmlUtils.htmlEscape(p.id()) + "#p-"
                                        + HtmlUtils.htmlEscape(p.id()) + "\">"
                                        + HtmlUtils.htmlEscape(edit) + "</a>"
                                : ""));
    }
}
