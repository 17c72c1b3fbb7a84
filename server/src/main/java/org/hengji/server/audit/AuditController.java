package org.hengji.server.audit;

import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hengji.pages.Templates;
import org.hengji.server.access.OpenTo;
import org.hengji.server.access.Role;
import org.hengji.server.frame.Frame;
import org.hengji.server.listing.Column;
import org.hengji.server.listing.ListExport;
import org.hengji.server.listing.ListQuery;
import org.hengji.server.listing.Listing;
import org.hengji.server.trail.Masked;
import org.hengji.server.trail.Trail;
import org.hengji.server.trail.TrailReader;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** 审计: who did what when. Reading it is an act like any other, and the security administrator sees it. */
@Controller
@OpenTo(roles = Role.AUDIT_ADMINISTRATOR)
class AuditController {

    /** Read at once; older ones are one step further. */
    private static final int LINES = 2000;

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss xxx").withZone(ZoneId.of("Asia/Shanghai"));

    private final Templates templates;
    private final TrailReader reader;
    private final Trail trail;
    private final TransactionTemplate transaction;
    private final ListExport export;

    AuditController(
            Templates templates, TrailReader reader, Trail trail, TransactionTemplate transaction, ListExport export) {
        this.templates = templates;
        this.reader = reader;
        this.trail = trail;
        this.transaction = transaction;
        this.export = export;
    }

    /** With {@code format=xlsx} the file of what is seen. */
    @GetMapping("/audit")
    JteModel page(
            Frame frame,
            HttpServletResponse response,
            @RequestParam(defaultValue = "") String who,
            @RequestParam(defaultValue = "") String action,
            @RequestParam(defaultValue = "") String object,
            @RequestParam(defaultValue = "") String result,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "0") long before,
            @ModelAttribute ListQuery query)
            throws IOException {
        TrailReader.Filter filter =
                new TrailReader.Filter(who.strip(), action.strip(), object.strip(), result, day(from), day(to));
        // First written down, then shown.
        transaction.executeWithoutResult(status -> trail.record("audit.read", "trail", null, told(filter, before)));
        List<TrailReader.Line> lines = reader.find(filter, before > 0 ? before : Long.MAX_VALUE, LINES + 1);
        boolean more = lines.size() > LINES;
        List<TrailReader.Line> read = more ? lines.subList(0, LINES) : lines;
        boolean misread = filter.from() == null && !from.isBlank() || filter.to() == null && !to.isBlank();
        return export.answer(
                listing(frame, address(filter, before), read),
                query,
                frame.text("audit.title"),
                frame,
                response,
                view -> templates.auditAuditPage(
                        frame,
                        new Audit(
                                filter,
                                reader.actions(),
                                view,
                                more ? address(filter, read.get(LINES - 1).seq()) : null,
                                before > 0,
                                misread)));
    }

    private Listing<TrailReader.Line> listing(Frame frame, String path, List<TrailReader.Line> lines) {
        return new Listing<>(
                "trail",
                path,
                List.of(
                        Column.<TrailReader.Line>figure("number", 0, l -> BigDecimal.valueOf(l.seq()))
                                .drawn(l -> templates.auditNumber(l.seq())),
                        Column.moment("at", l -> SECONDS.format(l.at())),
                        Column.text("who", TrailReader.Line::who),
                        Column.text("role", l -> frame.textOr("role." + l.role(), l.role())),
                        Column.text("origin", TrailReader.Line::origin),
                        Column.text("action", l -> frame.textOr("audit.action." + l.action(), l.action())),
                        Column.text("object", TrailReader.Line::entity),
                        Column.text("result", l -> frame.textOr("audit.result." + l.result(), l.result())),
                        Column.<TrailReader.Line>text("fields", AuditController::fields)
                                .drawn(l -> templates.auditFields(frame, l, Masked.fields(l)))),
                null,
                lines);
    }

    /** In a file a line has no fold. */
    private static String fields(TrailReader.Line line) {
        return Masked.fields(line).stream()
                .map(f -> f.before().isEmpty()
                        ? f.name() + "=" + f.after()
                        : f.name() + ": " + f.before() + " → " + f.after())
                .collect(Collectors.joining("; "));
    }

    private static String address(TrailReader.Filter filter, long before) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath("/audit");
        told(filter, before).forEach((name, value) -> address.queryParam(name, "{" + name + "}"));
        return address.encode().buildAndExpand(told(filter, before)).toUriString();
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
