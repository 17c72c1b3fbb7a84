package org.hengji.server.workplace;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.hengji.server.access.Person;
import org.hengji.server.access.Routes;
import org.hengji.server.evaluation.EvaluationRecord;
import org.hengji.server.evaluation.Evaluations;
import org.hengji.server.organisation.Scope;
import org.hengji.server.organisation.Unit;
import org.hengji.server.organisation.UnitKind;
import org.hengji.server.organisation.Units;
import org.hengji.server.procedure.Document;
import org.hengji.server.procedure.Procedures;
import org.hengji.server.workplace.Ring.Joint;
import org.hengji.server.workplace.Ring.Link;
import org.hengji.server.workplace.Ring.State;
import org.springframework.stereotype.Component;

/** Looks for the five links of every unit that makes a budget. */
@Component
class Rings {

    private final Scope scope;
    private final Units units;
    private final Procedures procedures;
    private final Evaluations evaluations;
    private final Routes routes;

    Rings(Scope scope, Units units, Procedures procedures, Evaluations evaluations, Routes routes) {
        this.scope = scope;
        this.units = units;
        this.procedures = procedures;
        this.evaluations = evaluations;
        this.routes = routes;
    }

    List<Ring> of(Person person, int year) {
        List<Document> documents = procedures.ofYear(year);
        List<EvaluationRecord> evaluated = evaluations.list();
        return scope.units().stream()
                .map(units::find)
                .flatMap(java.util.Optional::stream)
                .filter(unit -> unit.kind().hasBudget() || unit.id() == person.unit() && unit.kind() != UnitKind.AREA)
                .map(unit -> ring(unit, person, year, documents, evaluated))
                .sorted(Comparator.comparing(Ring::missing).reversed())
                .toList();
    }

    private Ring ring(Unit unit, Person person, int year, List<Document> documents, List<EvaluationRecord> evaluated) {
        Map<Link, Joint> links = new EnumMap<>(Link.class);
        for (Link link : Link.values()) {
            links.put(link, new Joint(routes.open(link.path(), person) ? State.MISSING : State.LATER, link.path()));
        }
        documents.stream()
                .filter(document ->
                        document.unit() == unit.id() && document.course().id().equals("target"))
                .reduce((earlier, later) -> isApproved(earlier) ? earlier : later)
                .ifPresent(document -> links.put(
                        Link.OBJECTIVE,
                        new Joint(isApproved(document) ? State.THERE : State.IN_HAND, document.path())));
        evaluated.stream()
                .filter(evaluation -> evaluation.unit() == unit.id())
                // An evaluation carries its year in its name only.
                .filter(evaluation -> evaluation.name().zh().contains(String.valueOf(year)))
                .findFirst()
                .ifPresent(evaluation ->
                        links.put(Link.EVALUATION, new Joint(State.THERE, "/evaluations/" + evaluation.id())));
        // Reports are drafted from an evaluation; that one has gone back to its unit is not recorded yet.
        links.computeIfPresent(Link.FEEDBACK, (link, joint) -> new Joint(State.LATER, joint.path()));
        return new Ring(unit.id(), unit.name(), links);
    }

    private static boolean isApproved(Document document) {
        return document.state() == org.hengji.server.procedure.Standing.State.APPROVED;
    }
}
