package org.hengji.server.organisation;

import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * All bodies as they stand on one day. A body that has ended stands where it last stood, one that is yet to come where
 * it will: what they leave behind, and what is prepared for them, belongs to somebody.
 */
public final class Tree {

    private final LocalDate day;
    private final Map<Long, Unit> units;
    private final Map<Long, List<Long>> below = new LinkedHashMap<>();
    private final Map<Long, List<Long>> predecessors = new LinkedHashMap<>();

    private Tree(LocalDate day, Map<Long, Unit> units, Collection<Successor> successors) {
        this.day = day;
        this.units = units;
        for (Unit unit : units.values()) {
            unit.parent().ifPresent(p -> link(below, p, unit.id()));
            unit.supervisor().ifPresent(s -> link(below, s, unit.id()));
        }
        for (Successor s : successors) {
            if (!s.since().isAfter(day)) {
                link(predecessors, s.successor(), s.unit());
            }
        }
    }

    /** Where the work of a body went when it ended. */
    public record Successor(long unit, long successor, LocalDate since) {}

    /** @param versions all there are, in any order */
    public static Tree on(LocalDate day, Collection<Unit> versions, Collection<Successor> successors) {
        Map<Long, Unit> units = new LinkedHashMap<>();
        versions.stream()
                .sorted(Comparator.comparing(Unit::code).thenComparing(Unit::from))
                .forEach(version -> units.merge(
                        version.id(), version, (known, next) -> next.from().isAfter(day) ? known : next));
        return new Tree(day, units, successors);
    }

    public LocalDate day() {
        return day;
    }

    public Optional<Unit> find(long unit) {
        return Optional.ofNullable(units.get(unit));
    }

    /** By code. */
    public Collection<Unit> units() {
        return units.values();
    }

    /** Nodes directly under one, by code; without those that are under it only by supervision. */
    public List<Unit> children(long unit) {
        return below.getOrDefault(unit, List.of()).stream()
                .map(units::get)
                .filter(child -> child.parent().equals(OptionalLong.of(unit)))
                .toList();
    }

    public List<Unit> roots() {
        return units.values().stream()
                .filter(u ->
                        u.parent().isEmpty() || !units.containsKey(u.parent().getAsLong()))
                .toList();
    }

    /** The body and everything under it, by place or by supervision, with the bodies whose work came to any of them. */
    public Set<Long> within(long unit) {
        return reach(unit, (from, to) -> true);
    }

    /**
     * The body with its own branches, stations and divisions and the bodies whose work came to it, but not the budget
     * units under it, which fill in their own forms. Of an area, everything under it.
     */
    public Set<Long> own(long unit) {
        boolean area = find(unit).map(u -> u.kind() == UnitKind.AREA).orElse(false);
        return reach(unit, (from, to) -> area || !to.kind().hasBudget());
    }

    /** The area whose money a body spends. */
    public Optional<Unit> area(long unit) {
        Set<Long> seen = new LinkedHashSet<>();
        Unit at = units.get(unit);
        while (at != null && at.kind() != UnitKind.AREA && seen.add(at.id())) {
            at = at.parent().isPresent() ? units.get(at.parent().getAsLong()) : null;
        }
        return Optional.ofNullable(at).filter(u -> u.kind() == UnitKind.AREA);
    }

    /** From the top down to the body itself. */
    public List<Unit> path(long unit) {
        List<Unit> path = new ArrayList<>();
        Unit at = units.get(unit);
        while (at != null && !path.contains(at)) {
            path.add(0, at);
            at = at.parent().isPresent() ? units.get(at.parent().getAsLong()) : null;
        }
        return path;
    }

    private Set<Long> reach(long start, BiPredicate<Unit, Unit> down) {
        Set<Long> reached = new LinkedHashSet<>();
        Deque<Long> open = new ArrayDeque<>();
        if (units.containsKey(start)) {
            open.add(start);
        }
        while (!open.isEmpty()) {
            long at = open.poll();
            if (!reached.add(at)) {
                continue;
            }
            for (long next : below.getOrDefault(at, List.of())) {
                if (down.test(units.get(at), units.get(next))) {
                    open.add(next);
                }
            }
            open.addAll(predecessors.getOrDefault(at, List.of()));
        }
        return reached;
    }

    private static void link(Map<Long, List<Long>> links, long from, long to) {
        links.computeIfAbsent(from, f -> new ArrayList<>()).add(to);
    }
}
