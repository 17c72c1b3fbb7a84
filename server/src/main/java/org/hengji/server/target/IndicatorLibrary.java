package org.hengji.server.target;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.checker.measurability.Field;
import org.hengji.checker.measurability.TargetClass;
import org.hengji.checker.vocabulary.Glossary;
import org.hengji.frameworks.Packs;
import org.hengji.scoring.framework.Text;
import org.springframework.stereotype.Component;

/** 指标库: common indicators and those of sectors, each with its time of validity. */
@Component
public class IndicatorLibrary {
    private final List<Indicator> all;

    IndicatorLibrary() {
        List<Indicator> read = new ArrayList<>();
        for (String sector : Packs.libraries()) {
            Glossary library = Glossary.of(sector, Packs.library(sector));
            Text name = Text.of(
                    library.get("name", "zh").text(), library.get("name", "en").text());
            library.get("indicators").items().forEach(item -> read.add(indicator(name, library, item)));
        }
        all = List.copyOf(read);
    }

    /**
     * @param version of the library file that it was taken from
     * @param formula how the actual value is computed
     * @param functions 功能分类科目 that it belongs to; none for common ones
     * @param from first year in which it may be used
     * @param to last year, or 9999
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
            int to) {

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
                Integer.parseInt(item.text("to", "9999")));
    }

    /** Those that may be used in a year, common ones first. */
    public List<Indicator> in(int year) {
        return all.stream().filter(i -> i.isIn(year)).toList();
    }

    public Optional<Indicator> named(String name, int year) {
        return in(year).stream().filter(i -> i.name().equals(name.strip())).findFirst();
    }
}
