package org.hengji.server.trail;

import gg.jte.models.runtime.JteModel;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hengji.pages.Templates;
import org.hengji.server.access.OpenTo;
import org.hengji.server.access.Role;
import org.hengji.server.frame.Frame;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 审计: who did what when. Reading it is an act like any other, and the security administrator sees it. */
@Controller
@OpenTo(roles = Role.AUDIT_ADMINISTRATOR)
class AuditController {

    private static final int LINES = 50;

    private final Templates templates;
    private final TrailReader reader;
    private final Trail trail;
    private final TransactionTemplate transaction;

    AuditController(Templates templates, TrailReader reader, Trail trail, TransactionTemplate transaction) {
        this.templates = templates;
        this.reader = reader;
        this.trail = trail;
        this.transaction = transaction;
    }

    @GetMapping("/audit")
    JteModel page(
            Frame frame,
            @RequestParam(defaultValue = "") String who,
            @RequestParam(defaultValue = "") String action,
            @RequestParam(defaultValue = "") String object,
            @RequestParam(defaultValue = "") String result,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "0") long before) {
        TrailReader.Filter filter =
                new TrailReader.Filter(who.strip(), action.strip(), object.strip(), result, day(from), day(to));
        long start = before > 0 ? before : Long.MAX_VALUE;
        // First written down, then shown.
        transaction.executeWithoutResult(status -> trail.record("audit.read", "trail", null, told(filter, before)));
        List<TrailReader.Line> lines = reader.find(filter, start, LINES + 1);
        boolean more = lines.size() > LINES;
        List<Audit.Row> rows = lines.stream()
                .limit(LINES)
                .map(line -> new Audit.Row(line, Masked.fields(line)))
                .toList();
        boolean misread = filter.from() == null && !from.isBlank() || filter.to() == null && !to.isBlank();
        return templates.trailAuditPage(frame, new Audit(filter, reader.actions(), rows, more, before > 0, misread));
    }

    private static LocalDate day(String text) {
        try {
            return text.isBlank() ? null : LocalDate.parse(text.strip());
        } catch (DateTimeParseException notADay) {
            return null;
        }
    }

    private static Map<String, String> told(TrailReader.Filter filter, long before) {
        Map<String, String> told = new TreeMap<>();
        told.put("who", filter.who());
        told.put("action", filter.action());
        told.put("object", filter.object());
        told.put("result", filter.result());
        told.put("from", filter.from() == null ? "" : filter.from().toString());
        told.put("to", filter.to() == null ? "" : filter.to().toString());
        told.put("before", before > 0 ? String.valueOf(before) : "");
        told.values().removeIf(String::isEmpty);
        return told;
    }
}
