package org.hengji.server.year;

import jakarta.servlet.http.Cookie;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.server.access.Person;
import org.hengji.server.organisation.Scope;
import org.hengji.server.organisation.Unit;
import org.hengji.server.organisation.UnitKind;
import org.hengji.server.organisation.Units;
import org.hengji.server.trail.Trail;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.util.WebUtils;

/** The fiscal years on record. An area that nobody has opened a year for has none. */
@Service
public class Years {

    static final String COOKIE = "hengji-year";

    private final JdbcClient database;
    private final Units units;
    private final Scope scope;
    private final Trail trail;
    private final ObjectProvider<AtYearEnd> followers;

    public Years(JdbcClient database, Units units, Scope scope, Trail trail, ObjectProvider<AtYearEnd> followers) {
        this.database = database;
        this.units = units;
        this.scope = scope;
        this.trail = trail;
        this.followers = followers;
    }

    /** The year that the person chose at the top of the page, or else the latest open one of the areas in reach. */
    public int current() {
        return chosen().filter(known()::contains).orElseGet(this::latestOpen);
    }

    private static Optional<Integer> chosen() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? Optional.ofNullable(WebUtils.getCookie(attributes.getRequest(), COOKIE))
                        .map(Cookie::getValue)
                        .filter(value -> value.matches("\\d{4}"))
                        .map(Integer::valueOf)
                : Optional.empty();
    }

    private int latestOpen() {
        return database.sql("select max(year) from fiscal_year where state = 'OPEN' and area = any (?)")
                .param(areas().stream().map(Unit::id).toArray(Long[]::new))
                .query(Integer.class)
                .optional()
                .orElseGet(() -> LocalDate.now().getYear());
    }

    /** Years that the person at hand may look at, the latest first. */
    public List<Integer> known() {
        return database.sql("select distinct year from fiscal_year where area = any (?) order by year desc")
                .param(areas().stream().map(Unit::id).toArray(Long[]::new))
                .query(Integer.class)
                .list();
    }

    /** Of the area that the unit spends the money of; PREPARING when nobody has opened it. */
    public FiscalYear.State state(long unit, int year) {
        return find(area(unit).id(), year).map(FiscalYear::state).orElse(FiscalYear.State.PREPARING);
    }

    /** @throws YearProblem when nothing may be begun in that year, or nothing changed any more */
    public void demandOpen(long unit, int year) {
        switch (state(unit, year)) {
            case PREPARING -> throw YearProblem.notOpen(year, area(unit).name());
            case CLOSED -> throw YearProblem.closed(year, area(unit).name());
            case OPEN -> {}
        }
    }

    /** The area that the unit spends the money of. */
    public Unit area(long unit) {
        return units.tree()
                .area(unit)
                .orElseThrow(() -> new IllegalArgumentException("Unit " + unit + " is in no area"));
    }

    public Optional<FiscalYear> find(long area, int year) {
        return of(area).stream().filter(found -> found.year() == year).findFirst();
    }

    /** All years of an area, the latest first. */
    public List<FiscalYear> of(long area) {
        Map<Integer, Map<String, LocalDate>> due = new HashMap<>();
        database.sql("select year, key, due from fiscal_year_due where area = ?")
                .param(area)
                .query((RowCallbackHandler) row -> due.computeIfAbsent(row.getInt(1), year -> new HashMap<>())
                        .put(row.getString(2), row.getDate(3).toLocalDate()));
        return database.sql("select year, state, opened_by, closed_by from fiscal_year where area = ?"
                        + " order by year desc")
                .param(area)
                .query((row, i) -> new FiscalYear(
                        area,
                        row.getInt(1),
                        FiscalYear.State.valueOf(row.getString(2)),
                        due.getOrDefault(row.getInt(1), Map.of()),
                        Optional.ofNullable(row.getString(3)),
                        Optional.ofNullable(row.getString(4))))
                .list();
    }

    /** Areas that the person at hand sees, by code: those with bodies in them. */
    public List<Unit> areas() {
        return scope.units().stream()
                .map(units.tree()::area)
                .flatMap(Optional::stream)
                .distinct()
                .filter(area -> units.tree().children(area.id()).stream().anyMatch(u -> u.kind() != UnitKind.AREA))
                .sorted(Comparator.comparing(Unit::code))
                .toList();
    }

    public YearCalendar calendar() {
        return YearCalendar.USUAL;
    }

    /** How many open documents would stop with the year. */
    public int waiting(long area, int year) {
        return followers.stream()
                .mapToInt(follower -> follower.waiting(area, year))
                .sum();
    }

    /** From the day on which units may begin; with the usual dues for those that nobody has set. */
    @Transactional
    public void open(long area, int year) {
        Optional<FiscalYear> before = find(area, year);
        int changed = database.sql("insert into fiscal_year (area, year, state, opened_by, opened_at)"
                        + " values (?, ?, 'OPEN', ?, now()) on conflict (area, year) do update set state = 'OPEN',"
                        + " opened_by = excluded.opened_by, opened_at = now() where fiscal_year.state = 'PREPARING'")
                .params(area, year, by())
                .update();
        if (changed == 0) {
            throw YearProblem.overtaken(year);
        }
        YearCalendar.USUAL
                .of(year)
                .forEach((key, due) -> database.sql(
                                "insert into fiscal_year_due (area, year, key, due) values (?, ?, ?, ?) on conflict do nothing")
                        .params(area, year, key, Date.valueOf(due))
                        .update());
        trail.record("year.open", entity(area, year), before.map(Years::said).orElse(null), state("OPEN"));
    }

    /** Everything open in it stops as it is; nothing is deleted. */
    @Transactional
    public void close(long area, int year) {
        int changed = database.sql("update fiscal_year set state = 'CLOSED', closed_by = ?, closed_at = now()"
                        + " where area = ? and year = ? and state = 'OPEN'")
                .params(by(), area, year)
                .update();
        if (changed == 0) {
            throw YearProblem.overtaken(year);
        }
        followers.forEach(follower -> follower.closing(area, year));
        trail.record("year.close", entity(area, year), state("OPEN"), state("CLOSED"));
    }

    /** What stopped with the year goes on where it stood. */
    @Transactional
    public void reopen(long area, int year, String reason) {
        if (reason.isBlank()) {
            throw YearProblem.reason(year);
        }
        int changed = database.sql("update fiscal_year set state = 'OPEN', closed_by = null, closed_at = null"
                        + " where area = ? and year = ? and state = 'CLOSED'")
                .params(area, year)
                .update();
        if (changed == 0) {
            throw YearProblem.overtaken(year);
        }
        followers.forEach(follower -> follower.reopening(area, year, reason.strip()));
        trail.record(
                "year.reopen", entity(area, year), state("CLOSED"), Map.of("state", "OPEN", "reason", reason.strip()));
    }

    /** Puts the dues of a year that is not closed; a year that nobody knew is prepared by it. */
    @Transactional
    public void due(long area, int year, Map<String, LocalDate> dates) {
        put(area, year, dates);
    }

    /**
     * The same, unless somebody else has put others meanwhile.
     *
     * @param seen {@link FiscalYear#said} of the dues that the person saw
     * @return whether it was done
     */
    @Transactional
    public boolean due(long area, int year, Map<String, LocalDate> dates, String seen) {
        prepare(area, year);
        database.sql("select year from fiscal_year where area = ? and year = ? for update")
                .params(area, year)
                .query(Integer.class)
                .single();
        if (!FiscalYear.said(due(area, year)).equals(seen)) {
            return false;
        }
        put(area, year, dates);
        return true;
    }

    /** By key; the usual ones where nobody has put others. */
    public Map<String, LocalDate> due(long area, int year) {
        Map<String, LocalDate> due = new LinkedHashMap<>(YearCalendar.USUAL.of(year));
        find(area, year).ifPresent(found -> due.putAll(found.due()));
        return due;
    }

    private void prepare(long area, int year) {
        database.sql("insert into fiscal_year (area, year, state) values (?, ?, 'PREPARING') on conflict do nothing")
                .params(area, year)
                .update();
    }

    private void put(long area, int year, Map<String, LocalDate> dates) {
        Optional<FiscalYear> before = find(area, year);
        if (before.isPresent() && before.get().state() == FiscalYear.State.CLOSED) {
            throw YearProblem.closed(year, units.name(area));
        }
        prepare(area, year);
        dates.forEach((key, due) -> database.sql("insert into fiscal_year_due (area, year, key, due)"
                        + " values (?, ?, ?, ?) on conflict (area, year, key) do update set due = excluded.due")
                .params(area, year, key, Date.valueOf(due))
                .update());
        trail.record(
                "year.due",
                entity(area, year),
                before.map(Years::said).orElse(null),
                said(find(area, year).orElseThrow()));
    }

    private static Map<String, Object> said(FiscalYear year) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("state", year.state().name());
        year.due().forEach((key, due) -> said.put(key, due.toString()));
        return said;
    }

    private static Map<String, Object> state(String state) {
        return Map.of("state", state);
    }

    private static String entity(long area, int year) {
        return "year/" + area + "/" + year;
    }

    private static String by() {
        return Person.current().map(Person::displayName).orElse("-");
    }
}
