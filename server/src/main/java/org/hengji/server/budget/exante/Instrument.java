package org.hengji.server.budget.exante;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hengji.frameworks.DataFile;
import org.hengji.scoring.framework.Text;
import org.hengji.scoring.number.Rational;

/**
 * The sheet of an ex-ante evaluation, read from a definition file.
 *
 * @param ticks what an item can be given, best first
 * @param leastExperts whose sheets must be in before a conclusion
 * @param trimFrom from so many experts on, the highest and the lowest points of a head do not count
 */
public record Instrument(
        String id,
        String version,
        List<Tick> ticks,
        List<Head> heads,
        int leastExperts,
        int trimFrom,
        Lines lines,
        List<Trigger> triggers) {

    /** @param share of an item's points */
    public record Tick(String key, Text name, Rational share) {}

    public record Head(String key, Text name, List<Item> items) {
        public Rational points() {
            return items.stream().map(Item::points).reduce(Rational.ZERO, Rational::plus);
        }
    }

    public record Item(String key, Text name, Rational points) {}

    /**
     * @param support least total of a project to be supported
     * @param refuse below it, a project is refused
     * @param head least points of every head of a supported project
     */
    public record Lines(Rational support, Rational refuse, Rational head) {}

    /** When an evaluation is due. */
    public sealed interface Trigger {
        String key();

        Text name();

        record New(String key, Text name, BigDecimal least) implements Trigger {}

        record Large(String key, Text name, BigDecimal least) implements Trigger {}

        record Special(String key, Text name, List<String> words) implements Trigger {}
    }

    /** The one that is in force. */
    public static Instrument current() {
        return Shipped.CURRENT;
    }

    public Rational points() {
        return heads.stream().map(Head::points).reduce(Rational.ZERO, Rational::plus);
    }

    public Optional<Tick> tick(String key) {
        return ticks.stream().filter(t -> t.key().equals(key)).findFirst();
    }

    /** Address of an item: {@code necessity.policy}. */
    public Optional<Item> item(String address) {
        return heads.stream()
                .flatMap(h -> h.items().stream().filter(i -> (h.key() + "." + i.key()).equals(address)))
                .findFirst();
    }

    public List<String> addresses() {
        return heads.stream()
                .flatMap(h -> h.items().stream().map(i -> h.key() + "." + i.key()))
                .toList();
    }

    /**
     * Why the project needs an evaluation; empty when it does not.
     *
     * @param amount of the project, in 元
     */
    public List<Trigger> due(String name, boolean isNew, BigDecimal amount) {
        List<Trigger> due = new ArrayList<>();
        for (Trigger trigger : triggers) {
            boolean holds = trigger instanceof Trigger.New n && isNew && amount.compareTo(n.least()) >= 0
                    || trigger instanceof Trigger.Large l && amount.compareTo(l.least()) >= 0
                    || trigger instanceof Trigger.Special s
                            && s.words().stream().anyMatch(name::contains);
            if (holds) {
                due.add(trigger);
            }
        }
        return due;
    }

    @SuppressWarnings("unchecked")
    private static Instrument read(Map<String, Object> root) {
        Map<String, Object> experts = (Map<String, Object>) root.get("experts");
        Map<String, Object> lines = (Map<String, Object>) root.get("conclusion");
        return new Instrument(
                (String) root.get("instrument"),
                (String) root.get("version"),
                maps(root.get("ticks")).stream()
                        .map(t -> new Tick((String) t.get("key"), text(t), rational(t, "share")))
                        .toList(),
                maps(root.get("heads")).stream()
                        .map(h -> new Head(
                                (String) h.get("key"),
                                text((Map<String, Object>) h.get("name")),
                                maps(h.get("items")).stream()
                                        .map(i -> new Item((String) i.get("key"), text(i), rational(i, "points")))
                                        .toList()))
                        .toList(),
                Integer.parseInt((String) experts.get("least")),
                Integer.parseInt((String) experts.get("trim_from")),
                new Lines(rational(lines, "support"), rational(lines, "refuse"), rational(lines, "head")),
                maps(root.get("triggers")).stream().map(Instrument::trigger).toList());
    }

    @SuppressWarnings("unchecked")
    private static Trigger trigger(Map<String, Object> t) {
        String key = (String) t.get("key");
        return switch ((String) t.get("kind")) {
            case "new" -> new Trigger.New(key, text(t), yuan(t));
            case "large" -> new Trigger.Large(key, text(t), yuan(t));
            case "special" ->
                new Trigger.Special(
                        key,
                        text(t),
                        ((List<Object>) t.get("words"))
                                .stream().map(String::valueOf).toList());
            default -> throw new IllegalStateException("unknown trigger " + t.get("kind"));
        };
    }

    private static BigDecimal yuan(Map<String, Object> t) {
        return new BigDecimal((String) t.get("at_least")).movePointRight(4);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> maps(Object list) {
        return ((List<Object>) list).stream().map(m -> (Map<String, Object>) m).toList();
    }

    private static Text text(Map<String, Object> map) {
        return Text.of((String) map.get("zh"), (String) map.get("en"));
    }

    private static Rational rational(Map<String, Object> map, String key) {
        return Rational.parse((String) map.get(key));
    }

    private static final class Shipped {
        static final Instrument CURRENT = load();

        private static Instrument load() {
            try (InputStream in = Instrument.class.getResourceAsStream("/org/hengji/server/budget/ex-ante.yaml")) {
                return read(DataFile.read(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .value()
                        .orElseThrow()
                        .map());
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
