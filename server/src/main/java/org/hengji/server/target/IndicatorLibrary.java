package org.hengji.server.target;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hengji.checker.measurability.Field;
import org.hengji.checker.measurability.TargetClass;
import org.hengji.checker.vocabulary.Glossary;
import org.hengji.frameworks.Packs;
import org.hengji.scoring.framework.Text;
import org.hengji.server.access.Person;
import org.hengji.server.organisation.Unit;
import org.hengji.server.organisation.UnitKind;
import org.hengji.server.organisation.Units;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * 指标库: common indicators and those of sectors that come with the program, and what an area and those above it made
 * of them: indicators and versions of its own, and what it no longer uses. A sheet keeps the words that it took.
 */
@Component
public class IndicatorLibrary {
    private static final Text OWN = Text.of("本地", "Local");

    private final List<Indicator> shipped;
    private final JdbcClient database;
    private final Units units;

    IndicatorLibrary(JdbcClient database, Units units) {
        this.database = database;
        this.units = units;
        List<Indicator> read = new ArrayList<>();
        for (String sector : Packs.libraries()) {
            Glossary library = Glossary.of(sector, Packs.library(sector));
            Text name = Text.of(
                    library.get("name", "zh").text(), library.get("name", "en").text());
            library.get("indicators").items().forEach(item -> read.add(indicator(name, library, item)));
        }
        shipped = List.copyOf(read);
    }

    /**
     * @param version counted from that of the library file that it was taken from
     * @param formula how the actual value is computed
     * @param functions 功能分类科目 that it belongs to; none for common ones
     * @param from first year in which it may be used
     * @param to last year, or 9999
     * @param replacedBy code of what is used after the last year; empty for nothing
     */
    public record Indicator(
            String code,
            Text sector,
            String version,
            String name,
            TargetClass kind,
            String comparator,
            String unit,
            String formula,
            String source,
            String evidence,
            boolean core,
            List<String> functions,
            int from,
            int to,
            String replacedBy) {

        Indicator until(int year, String successor) {
            return new Indicator(
                    code,
                    sector,
                    version,
                    name,
                    kind,
                    comparator,
                    unit,
                    formula,
                    source,
                    evidence,
                    core,
                    functions,
                    from,
                    Math.min(to, year),
                    successor);
        }

        boolean isIn(int year) {
            return from <= year && year <= to;
        }

        /** What it brings to a row; the value is for the unit to set. */
        Map<Field, String> cells() {
            Map<Field, String> cells = new EnumMap<>(Field.class);
            cells.put(Field.SECOND, kind.key());
            cells.put(Field.COMPARATOR, comparator);
            cells.put(Field.UNIT, unit);
            cells.put(Field.SOURCE, source);
            cells.put(Field.EVIDENCE, evidence);
            cells.put(Field.STANDARD, formula);
            return cells;
        }
    }

    private static Indicator indicator(Text sector, Glossary library, Glossary item) {
        return new Indicator(
                item.get("code").text(),
                sector,
                library.get("version").text(),
                item.get("name").text(),
                TargetClass.named(item.get("class").text()).orElseThrow(),
                item.get("comparator").text(),
                item.get("unit").text(),
                item.get("formula").text(),
                item.get("source").text(),
                item.get("evidence").text(),
                item.get("core").text().equals("yes"),
                item.words("functions"),
                Integer.parseInt(item.get("from").text()),
                Integer.parseInt(item.text("to", "9999")),
                "");
    }

    /** Those that the person at hand may use in a year, common ones first. */
    public List<Indicator> in(int year) {
        return in(year, here());
    }

    /** Those that a unit may use in a year, common ones first. */
    public List<Indicator> in(int year, long unit) {
        return all(unit).stream().filter(i -> i.isIn(year)).toList();
    }

    public Optional<Indicator> named(String name, int year, long unit) {
        return in(year, unit).stream()
                .filter(i -> i.name().equals(name.strip()))
                .findFirst();
    }

    /** The unit of the person at hand; 0 for who belongs to none. */
    private static long here() {
        return Person.current().map(Person::unit).orElse(0L);
    }

    /** Every version of every indicator that a unit may meet, with the years of each. */
    private List<Indicator> all(long unit) {
        Long[] areas = areas(unit);
        if (areas.length == 0) {
            return shipped;
        }
        Map<String, List<Indicator>> versions = new LinkedHashMap<>();
        Stream.concat(shipped.stream(), own(areas).stream())
                .forEach(i -> versions.computeIfAbsent(i.code(), code -> new ArrayList<>())
                        .add(i));
        Map<String, Retirement> retired = retired(areas);
        List<Indicator> all = new ArrayList<>();
        versions.forEach((code, of) -> {
            Retirement over = retired.getOrDefault(code, Retirement.NONE);
            for (int i = 0; i < of.size(); i++) {
                int next = i + 1 < of.size() ? of.get(i + 1).from() - 1 : 9999;
                all.add(of.get(i).until(Math.min(next, over.last()), over.replacedBy()));
            }
        });
        return all;
    }

    /** The area of a unit and those above it: what they decide holds there. */
    private Long[] areas(long unit) {
        return units.tree().path(unit).stream()
                .filter(u -> u.kind() == UnitKind.AREA)
                .map(Unit::id)
                .toArray(Long[]::new);
    }

    private long area(Person finance) {
        return units.tree().area(finance.unit()).orElseThrow().id();
    }

    private record Retirement(int last, String replacedBy) {
        static final Retirement NONE = new Retirement(9999, "");
    }

    private Map<String, Retirement> retired(Long[] areas) {
        Map<String, Retirement> retired = new LinkedHashMap<>();
        database.sql("select code, last_year, replaced_by from library_retirement where area = any (?)")
                .param(areas)
                .query((RowCallbackHandler)
                        r -> retired.put(r.getString(1), new Retirement(r.getInt(2), r.getString(3))));
        return retired;
    }

    private List<Indicator> own(Long[] areas) {
        return database.sql(
                        "select l.code, l.version, p.name, p.class, p.comparator, p.measure, p.formula, p.source,"
                                + " p.evidence, l.core, l.year_from from library_indicator l"
                                + " join indicator_proposal p on p.id = l.proposal where l.area = any (?) order by l.code, l.year_from")
                .param(areas)
                .query((r, i) -> new Indicator(
                        r.getString(1),
                        OWN,
                        r.getString(2),
                        r.getString(3),
                        TargetClass.named(r.getString(4)).orElseThrow(),
                        r.getString(5),
                        r.getString(6),
                        r.getString(7),
                        r.getString(8),
                        r.getString(9),
                        r.getBoolean(10),
                        List.of(),
                        r.getInt(11),
                        9999,
                        ""))
                .list();
    }

    /** The last version of the indicator of a name, in force or not. */
    Optional<Indicator> last(String name) {
        return all(here()).stream().filter(i -> i.name().equals(name)).reduce((earlier, later) -> later);
    }

    /** Takes what finance accepted into the library of its area: as the next version of what has its name, else under a code of its own. */
    void add(Proposal proposal, int from, boolean core, Person by) {
        long area = area(by);
        Optional<Indicator> before = last(proposal.entry().name());
        before.ifPresent(i -> database.sql("delete from library_retirement where area = ? and code = ?")
                .params(area, i.code())
                .update());
        database.sql("insert into library_indicator (area, code, version, year_from, core, proposal)"
                        + " values (?, ?, ?, ?, ?, ?)")
                .params(
                        area,
                        before.map(Indicator::code).orElseGet(() -> "LOC%03d".formatted(proposal.id())),
                        before.map(i -> Integer.parseInt(i.version()) + 1).orElse(1),
                        from,
                        core,
                        proposal.id())
                .update();
    }

    void retire(String code, int last, String replacedBy, String ground, Person by) {
        database.sql("insert into library_retirement (area, code, last_year, replaced_by, ground, retired_by)"
                        + " values (?, ?, ?, ?, ?, ?) on conflict (area, code) do update set"
                        + " last_year = excluded.last_year, replaced_by = excluded.replaced_by,"
                        + " ground = excluded.ground, retired_by = excluded.retired_by, retired_at = now()")
                .params(area(by), code, last, replacedBy, ground, by.name())
                .update();
    }
}
