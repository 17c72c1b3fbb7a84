package org.hengji.server.target;

import gg.jte.models.runtime.JteModel;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hengji.checker.measurability.Measurability;
import org.hengji.checker.measurability.TargetSheet;
import org.hengji.pages.Templates;
import org.hengji.scoring.Problem;
import org.hengji.server.access.OpenTo;
import org.hengji.server.access.Person;
import org.hengji.server.access.Role;
import org.hengji.server.frame.Frame;
import org.hengji.server.listing.Column;
import org.hengji.server.listing.ListExport;
import org.hengji.server.listing.ListQuery;
import org.hengji.server.listing.Listing;
import org.hengji.server.organisation.Unit;
import org.hengji.server.organisation.Units;
import org.hengji.server.procedure.Document;
import org.hengji.server.procedure.Panel;
import org.hengji.server.procedure.Procedures;
import org.hengji.server.year.Years;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Pages of targets: the list of a year, a sheet with its grid, its review. */
@Controller
@OpenTo(OpenTo.Audience.BUSINESS)
public class TargetsController {
    private static final int MOST_CELLS = 300;
    private static final int LONGEST_CELL = 10_000;
    private static final int LONGEST_BLOCK = 2_000_000;

    private final Templates templates;
    private final Targets targets;
    private final TargetEntry entry;
    private final Sheets sheets;
    private final Reviews reviews;
    private final ApprovedTargets approved;
    private final IndicatorLibrary library;
    private final Procedures procedures;
    private final Years years;
    private final Units units;
    private final ListExport export;

    TargetsController(
            Templates templates,
            Targets targets,
            TargetEntry entry,
            Sheets sheets,
            Reviews reviews,
            ApprovedTargets approved,
            IndicatorLibrary library,
            Procedures procedures,
            Years years,
            Units units,
            ListExport export) {
        this.templates = templates;
        this.targets = targets;
        this.entry = entry;
        this.sheets = sheets;
        this.reviews = reviews;
        this.approved = approved;
        this.library = library;
        this.procedures = procedures;
        this.years = years;
        this.units = units;
        this.export = export;
    }

    /**
     * A sheet in the list.
     *
     * @param blocking remarks that stop it
     * @param document where it stands; empty only while it is being made
     */
    public record Line(
            Sheet sheet, Unit unit, long indicators, long blocking, long warnings, Optional<Document> document) {}

    @GetMapping("/targets")
    JteModel list(
            Frame frame,
            HttpServletResponse response,
            @RequestParam(required = false) Integer year,
            @ModelAttribute ListQuery query)
            throws IOException {
        int shown = year == null ? years.current() : year;
        Listing<Line> listing = listing(frame, shown);
        return export.answer(
                listing,
                query,
                frame.text("target.list.title", String.valueOf(shown)),
                frame,
                response,
                view -> templates.targetListPage(
                        frame, shown, years.known(), view, listing.rows().isEmpty(), mayBegin(frame.person())));
    }

    private Listing<Line> listing(Frame frame, int year) {
        String lang = frame.language().code();
        return new Listing<>(
                "target-list",
                "/targets?year=" + year,
                List.of(
                        Column.text(
                                "what",
                                l -> l.sheet().kind() == Sheet.Kind.DEPARTMENT
                                        ? frame.text("target.kind.department")
                                        : l.sheet().name()),
                        Column.text("unit", l -> l.unit().name().in(lang)),
                        Column.text(
                                "kind",
                                l -> frame.text(
                                        "target.kind." + l.sheet().kind().key())),
                        Column.text("code", l -> l.sheet().code()),
                        Column.count("indicators", Line::indicators),
                        Column.count("blocking", Line::blocking),
                        Column.count("warnings", Line::warnings),
                        Column.text(
                                "state",
                                l -> l.document()
                                        .map(d -> frame.text("procedure.state."
                                                        + d.state().name().toLowerCase(Locale.ROOT))
                                                + (d.state().waits()
                                                        ? " · "
                                                                + d.step()
                                                                        .name()
                                                                        .in(lang)
                                                        : ""))
                                        .orElse("")),
                        Column.date(
                                "due",
                                l -> l.document()
                                        .filter(d -> d.state().waits())
                                        .flatMap(Document::due)
                                        .orElse(null))),
                l -> "/targets/" + l.sheet().id(),
                targets.ofYear(year).stream().map(this::line).toList());
    }

    private Line line(Sheet sheet) {
        TargetSheet content = sheets.content(sheet);
        var lint = Measurability.of(content);
        return new Line(
                sheet,
                units.find(sheet.unit()).orElseThrow(),
                content.rows().size() - lint.notApplicable(),
                lint.blocking(),
                lint.warnings(),
                targets.document(sheet));
    }

    private static boolean mayBegin(Person person) {
        return person != null && person.role() == Role.FILLER;
    }

    /** Everything that the page of a sheet shows. */
    public record View(
            TargetGrid grid,
            Unit unit,
            boolean editable,
            Panel panel,
            Review review,
            boolean reviewing,
            boolean reviewed,
            List<ApprovedTargets.Version> versions,
            boolean mayChange,
            boolean mayPropose,
            List<Sheet> earlier,
            List<IndicatorLibrary.Indicator> library) {

        public int approvedVersions() {
            return versions.size();
        }
    }

    @GetMapping("/targets/{id}")
    JteModel sheet(
            Frame frame,
            @PathVariable long id,
            @RequestParam(defaultValue = "0") long batch,
            @RequestParam(defaultValue = "0") long removed) {
        Sheet sheet = find(id);
        return templates.targetSheetPage(
                frame,
                view(frame, sheet),
                sheets.batch(sheet, batch).orElse(null),
                sheets.isRemoved(sheet, removed) ? removed : 0,
                Map.of(),
                List.of());
    }

    private View view(Frame frame, Sheet sheet) {
        Document document = targets.document(sheet).orElseThrow();
        boolean editable = entry.mayEdit(sheet);
        boolean reviewing = Reviews.isDue(document, frame.person());
        Review review = Reviews.isDue(document) ? reviews.of(sheet, document) : reviews.last(sheet);
        List<Sheet> earlier = editable
                ? sheets.find(sheet.unit(), sheet.year() - 1, sheet.kind(), sheet.code()).stream()
                        .toList()
                : List.of();
        return new View(
                entry.editable(sheet, frame.person()),
                units.find(sheet.unit()).orElseThrow(),
                editable,
                procedures.panel(document.course().id(), sheet.subject()),
                review,
                reviewing,
                !review.answers().isEmpty(),
                approved.of(sheet),
                document.state() == org.hengji.server.procedure.Standing.State.APPROVED && mayBegin(frame.person()),
                !approved.of(sheet).isEmpty()
                        && List.of(Role.FILLER, Role.DEPARTMENT_REVIEWER)
                                .contains(frame.person().role()),
                earlier,
                editable ? library.in(sheet.year(), sheet.unit()) : List.of());
    }

    // ---- Typing ------------------------------------------------------------------------------------------------

    @PostMapping("/targets/{id}/edit")
    @OpenTo(roles = Role.FILLER)
    JteModel save(Frame frame, @PathVariable long id, @RequestParam MultiValueMap<String, String> sent) {
        Sheet sheet = find(id);
        List<String> addresses = sent.getOrDefault("cell", List.of());
        List<String> typed = sent.getOrDefault("typed", List.of());
        List<String> base = sent.getOrDefault("base", List.of());
        if (addresses.size() != typed.size() || typed.size() != base.size() || typed.size() > MOST_CELLS) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        List<TargetEntry.Typed> cells = new ArrayList<>();
        for (int i = 0; i < addresses.size(); i++) {
            if (typed.get(i).length() > LONGEST_CELL) {
                throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
            }
            cells.add(new TargetEntry.Typed(address(addresses.get(i)), typed.get(i), base.get(i)));
        }
        TargetEntry.Saved saved = entry.save(sheet, frame.person(), cells);
        return templates.targetAnswer(frame, saved.grid(), saved.rows());
    }

    @PostMapping("/targets/{id}/edit/choice")
    @OpenTo(roles = Role.FILLER)
    JteModel choose(Frame frame, @PathVariable long id, @RequestParam String cell, @RequestParam String keep) {
        Sheet sheet = find(id);
        Address at = address(cell);
        entry.choose(sheet, frame.person(), at, keep.equals("mine"));
        return templates.targetAnswer(frame, entry.grid(sheet, frame.person()), java.util.Set.of(at.row()));
    }

    @PostMapping("/targets/{id}/paste")
    @OpenTo(roles = Role.FILLER)
    String paste(
            Frame frame,
            @PathVariable long id,
            @RequestParam String block,
            @RequestParam(defaultValue = "") String at) {
        if (block.length() > LONGEST_BLOCK) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        Sheet sheet = find(id);
        return "redirect:" + sheet.path() + "?batch=" + entry.paste(sheet, frame.person(), block, Address.parse(at));
    }

    @PostMapping("/targets/{id}/copy")
    @OpenTo(roles = Role.FILLER)
    String copy(Frame frame, @PathVariable long id, @RequestParam long from) {
        Sheet sheet = find(id);
        Sheet source = find(from);
        TargetSheet content = targets.approved(source).orElseGet(() -> sheets.content(source));
        return "redirect:" + sheet.path() + "?batch=" + entry.copy(sheet, frame.person(), content);
    }

    /** Adding, removing and putting back of rows. */
    @PostMapping("/targets/{id}/rows")
    @OpenTo(roles = Role.FILLER)
    String rows(
            @PathVariable long id,
            @RequestParam(required = false) Long insert,
            @RequestParam(required = false) Long remove,
            @RequestParam(required = false) Long restore,
            @RequestParam(required = false) Long undo) {
        Sheet sheet = find(id);
        if (insert != null) {
            long row = entry.insertBehind(sheet, insert);
            return "redirect:" + sheet.path() + "#cell:" + row + "/name";
        } else if (remove != null) {
            entry.remove(sheet, remove);
            return "redirect:" + sheet.path() + "?removed=" + remove;
        } else if (restore != null) {
            entry.putBack(sheet, restore);
        } else if (undo != null) {
            entry.takeBack(sheet, undo);
        }
        return "redirect:" + sheet.path();
    }

    @PostMapping("/targets/{id}/change")
    @OpenTo(roles = Role.FILLER)
    String change(@PathVariable long id) {
        Sheet sheet = find(id);
        boolean settled = targets.document(sheet)
                .filter(d -> d.state() == org.hengji.server.procedure.Standing.State.APPROVED)
                .isPresent();
        if (settled) {
            targets.change(sheet);
        }
        return "redirect:" + sheet.path();
    }

    @GetMapping("/targets/{id}/versions/{number}")
    JteModel version(Frame frame, @PathVariable long id, @PathVariable int number) {
        Sheet sheet = find(id);
        List<ApprovedTargets.Version> all = approved.of(sheet);
        if (number < 1 || number > all.size()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        ApprovedTargets.Version version = all.get(number - 1);
        ApprovedTargets.Version before = number > 1 ? all.get(number - 2) : null;
        return templates.targetVersionPage(
                frame,
                sheet,
                version,
                before,
                ApprovedTargets.compared(before == null ? version.content() : before.content(), version.content()));
    }

    // ---- Review ------------------------------------------------------------------------------------------------

    @PostMapping("/targets/{id}/review")
    @OpenTo(roles = {Role.DEPARTMENT_REVIEWER, Role.FINANCE_REVIEWER})
    Object review(
            Frame frame, HttpServletResponse response, @PathVariable long id, @RequestParam Map<String, String> sent) {
        Sheet sheet = find(id);
        Document document = targets.document(sheet).orElseThrow();
        if (!Reviews.isDue(document, frame.person())) {
            throw new ResponseStatusException(HttpStatus.CONFLICT);
        }
        Map<String, String> typed = new LinkedHashMap<>();
        Review.HEADS.forEach(h -> List.of("result", "points", "opinion").forEach(part -> {
            String key = h.key() + "." + part;
            String text = sent.getOrDefault(key, "").replace("\0", "").replace("\r\n", "\n");
            typed.put(key, text.length() > LONGEST_CELL ? text.substring(0, LONGEST_CELL) : text);
        }));
        List<Problem> problems = reviews.save(sheet, document, frame.person(), typed);
        if (!problems.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            return templates.targetSheetPage(frame, view(frame, sheet), null, 0, typed, problems);
        }
        return "redirect:" + sheet.path() + "#review";
    }

    private static Address address(String text) {
        return Address.parse(text).orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST));
    }

    private Sheet find(long id) {
        return targets.find(id).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }
}
