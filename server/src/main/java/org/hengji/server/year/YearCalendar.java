package org.hengji.server.year;

import java.io.InputStream;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hengji.scoring.framework.Text;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What is due in the course of a year, in order, with the usual dates; {@code calendar.yaml}. */
public record YearCalendar(List<Entry> entries) {

    /** @param year 0 for the fiscal year itself, -1 for the one before, 1 for the one after */
    public record Entry(String key, Text name, int year, MonthDay day) {}

    static final YearCalendar USUAL = read();

    Map<String, LocalDate> of(int fiscalYear) {
        Map<String, LocalDate> due = new LinkedHashMap<>();
        for (Entry entry : entries) {
            due.put(entry.key(), entry.day().atYear(fiscalYear + entry.year()));
        }
        return due;
    }

    private static YearCalendar read() {
        try (InputStream in = YearCalendar.class.getResourceAsStream("calendar.yaml")) {
            Map<?, ?> fields = new Yaml(new SafeConstructor(new LoaderOptions())).load(in);
            List<Entry> entries = new ArrayList<>();
            for (Object item : (List<?>) fields.get("due")) {
                Map<?, ?> entry = (Map<?, ?>) item;
                Map<?, ?> name = (Map<?, ?>) entry.get("name");
                entries.add(new Entry(
                        (String) entry.get("key"),
                        new Text((String) name.get("zh"), (String) name.get("en")),
                        (Integer) entry.get("year"),
                        MonthDay.parse("--" + entry.get("day"))));
            }
            return new YearCalendar(List.copyOf(entries));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
