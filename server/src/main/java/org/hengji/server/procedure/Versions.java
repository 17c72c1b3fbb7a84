package org.hengji.server.procedure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hengji.scoring.framework.Text;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two versions of a document side by side, field by field. */
@Component
public class Versions {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    /** By one of these fields an item of a list is known again when it has moved. */
    private static final List<String> NAMES = List.of("id", "code", "key", "name");

    private final Procedures procedures;

    Versions(Procedures procedures) {
        this.procedures = procedures;
    }

    /** @param place the fields on the way down, as people call them */
    public record Line(List<Text> place, String before, String after) {
        public boolean isChanged() {
            return !before.equals(after);
        }
    }

    public record Comparison(Document document, List<Event> history, Event from, Event to, List<Line> lines) {
        public List<Line> changed() {
            return lines.stream().filter(Line::isChanged).toList();
        }
    }

    Comparison compare(Document document, Long wantedFrom, Long wantedTo) {
        List<Event> history = procedures.history(document.id());
        Event to = event(history, wantedTo, history.size() - 1);
        Event from = event(history, wantedFrom, Math.max(0, history.indexOf(to) - 1));
        Matter matter = procedures.matter(document.course().id());
        Map<List<String>, String> before = flat(document, from);
        Map<List<String>, String> after = flat(document, to);
        Set<List<String>> places = new LinkedHashSet<>(after.keySet());
        places.addAll(before.keySet());
        List<Line> lines = places.stream()
                .map(place -> new Line(
                        place.stream()
                                .map(field -> field.startsWith("#")
                                        ? new Text(field.substring(1), field.substring(1))
                                        : matter.label(field))
                                .toList(),
                        before.getOrDefault(place, ""),
                        after.getOrDefault(place, "")))
                .toList();
        return new Comparison(document, history, from, to, lines);
    }

    private static Event event(List<Event> history, Long wanted, int otherwise) {
        return history.stream()
                .filter(event -> wanted != null && event.seq() == wanted)
                .findFirst()
                .orElse(history.get(otherwise));
    }

    private Map<List<String>, String> flat(Document document, Event event) {
        Map<List<String>, String> flat = new LinkedHashMap<>();
        put(JSON.readTree(procedures.content(document.id(), event.seq()).orElse("{}")), List.of(), flat);
        return flat;
    }

    private static void put(JsonNode node, List<String> place, Map<List<String>, String> flat) {
        if (node.isObject()) {
            node.properties().forEach(p -> put(p.getValue(), deeper(place, p.getKey()), flat));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                put(node.get(i), deeper(place, "#" + name(node.get(i), i)), flat);
            }
        } else if (!node.isNull()) {
            flat.put(place, node.isNumber() ? node.decimalValue().toPlainString() : node.asString());
        }
    }

    private static String name(JsonNode item, int index) {
        return NAMES.stream()
                .filter(item::hasNonNull)
                .map(name -> item.get(name).asString())
                .findFirst()
                .orElse(String.valueOf(index + 1));
    }

    private static List<String> deeper(List<String> place, String field) {
        List<String> longer = new ArrayList<>(place);
        longer.add(field);
        return List.copyOf(longer);
    }
}
