package org.hengji.server.target;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.checker.measurability.TargetSheet;
import org.hengji.scoring.framework.Text;
import org.hengji.server.access.Person;
import org.hengji.server.organisation.Units;
import org.hengji.server.procedure.Document;
import org.hengji.server.procedure.Procedures;
import org.hengji.server.trail.Trail;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The door of the module: sheets, and what of them is approved. */
@Service
public class Targets {
    /** Course of a new sheet. */
    static final String COURSE = "target";
    /** Course by which approved targets change. */
    static final String CHANGE = "target-change";

    private final Sheets sheets;
    private final ApprovedTargets approved;
    private final Procedures procedures;
    private final Units units;
    private final Trail trail;

    Targets(Sheets sheets, ApprovedTargets approved, Procedures procedures, Units units, Trail trail) {
        this.sheets = sheets;
        this.approved = approved;
        this.procedures = procedures;
        this.units = units;
        this.trail = trail;
    }

    /** Empty, too, when the person at hand may not see it. */
    public Optional<Sheet> find(long id) {
        return sheets.find(id);
    }

    /** All that the person at hand may see, by unit, the whole department before its projects. */
    public List<Sheet> ofYear(int year) {
        return sheets.ofYear(year);
    }

    /** What was approved last; evaluation goes by it. */
    public Optional<TargetSheet> approved(Sheet sheet) {
        return approved.last(sheet).map(ApprovedTargets.Version::content);
    }

    /** What was approved first. */
    public Optional<TargetSheet> original(Sheet sheet) {
        return approved.of(sheet).stream().findFirst().map(ApprovedTargets.Version::content);
    }

    /** The document by which the sheet is handled now: a change while one is under way, else the first course. */
    public Optional<Document> document(Sheet sheet) {
        return procedures
                .find(CHANGE, sheet.subject())
                .filter(d -> d.state().waits())
                .or(() -> procedures.find(COURSE, sheet.subject()));
    }

    /** Begins a sheet; gives the one that is there. */
    @Transactional
    public long begin(long unit, int year, Sheet.Kind kind, String code, String name, Optional<BigDecimal> budget) {
        Optional<Sheet> there = sheets.find(unit, year, kind, code);
        if (there.isPresent()) {
            return there.get().id();
        }
        String by = Person.current().map(Person::name).orElse("-");
        Text unitName = units.name(unit);
        String title = kind == Sheet.Kind.DEPARTMENT ? unitName.zh() : name;
        long id = sheets.insert(unit, year, kind, code, title, budget, by)
                .orElseGet(
                        () -> sheets.find(unit, year, kind, code).orElseThrow().id());
        Sheet sheet = sheets.find(id).orElseThrow();
        procedures.open(COURSE, sheet.subject(), unit, year, year + "年绩效目标：" + title);
        trail.record("target.begin", sheet.subject(), null, Map.of("kind", kind.name(), "code", code, "year", year));
        return id;
    }

    /** Begins the change of approved targets. */
    @Transactional
    public void change(Sheet sheet) {
        procedures.open(CHANGE, sheet.subject(), sheet.unit(), sheet.year(), sheet.year() + "年绩效目标变更：" + sheet.name());
        trail.record(
                "target.change",
                sheet.subject(),
                null,
                Map.of("version", approved.of(sheet).size()));
    }
}
