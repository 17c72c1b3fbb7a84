package org.hengji.server.procedure;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hengji.scoring.Problem;
import org.hengji.scoring.framework.Text;
import org.hengji.server.access.Person;
import org.hengji.server.access.Role;
import org.hengji.server.notification.Notices;
import org.hengji.server.organisation.OutOfScope;
import org.hengji.server.organisation.Scope;
import org.hengji.server.organisation.Units;
import org.hengji.server.procedure.Standing.State;
import org.hengji.server.trail.Trail;
import org.hengji.server.year.AtYearEnd;
import org.hengji.server.year.FiscalYear;
import org.hengji.server.year.Years;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.interceptor.TransactionAspectSupport;
import tools.jackson.databind.json.JsonMapper;

/**
 * Handles documents in turn. An act is one transaction: it changes the row that somebody saw, keeps the content as it
 * is, says so in the trail and tells whoever is next, or does nothing at all.
 */
@Service
public class Procedures implements AtYearEnd {

    private static final Hand PROGRAM = new Hand("-", Role.FINANCE_REVIEWER);

    private final Documents documents;
    private final Courses courses;
    private final ObjectProvider<Matter> matters;
    private final Years years;
    private final Units units;
    private final Scope scope;
    private final Trail trail;
    private final Notices notices;
    private final JsonMapper json;

    Procedures(
            Documents documents,
            Courses courses,
            ObjectProvider<Matter> matters,
            Years years,
            Units units,
            Scope scope,
            Trail trail,
            Notices notices,
            JsonMapper json) {
        this.documents = documents;
        this.courses = courses;
        this.matters = matters;
        this.years = years;
        this.units = units;
        this.scope = scope;
        this.trail = trail;
        this.notices = notices;
        this.json = json;
    }

    /**
     * Begins a document at its first step; if the subject has an open one already, gives that.
     *
     * @param subject what it is about, e.g. {@code target/12}
     * @param title for lists, in the words of the field
     * @throws org.hengji.server.year.YearProblem when a person begins something in a year that is not open
     */
    @Transactional
    public long open(String course, String subject, long unit, int year, String title) {
        scope.demand(unit);
        if (Person.current().isPresent()) {
            years.demandOpen(unit, year);
        }
        Matter matter = matter(course);
        Course taken = courses.latest(course);
        Optional<Long> made = documents.insert(
                taken, subject, unit, years.area(unit).id(), year, title, matter.path(subject), hand().name());
        if (made.isEmpty()) {
            return documents
                    .last(course, subject)
                    .map(Document::id)
                    .orElseThrow(() -> new IllegalStateException("No document of " + subject));
        }
        Step first = taken.steps().get(0);
        String content = json.writeValueAsString(matter.content(subject));
        documents.record(
                made.get(),
                0,
                "BEGIN",
                first,
                first,
                State.OPEN,
                hand(),
                displayName(),
                Optional.empty(),
                "",
                content,
                digest(content));
        trail.record("procedure.begin", "procedure/" + made.get(), null, Map.of("course", course, "subject", subject));
        return made.get();
    }

    /** The last document of the subject, open or at its end; empty too when the person at hand may not see its unit. */
    public Optional<Document> find(String course, String subject) {
        return documents.last(course, subject).filter(document -> scope.sees(document.unit()));
    }

    /** @throws OutOfScope as if there were none, when it is not theirs to see */
    public Document get(long id) {
        Document document = documents.find(id).orElseThrow(OutOfScope::new);
        scope.demand(document.unit());
        return document;
    }

    /** Whether the person at hand may change the content now: it stands at an editing step of his role, with nobody else. */
    public boolean mayEdit(String course, String subject) {
        return find(course, subject).flatMap(this::againstEditing).isEmpty()
                && find(course, subject).isPresent();
    }

    /**
     * To be called first in the transaction that changes the content. Holds the document until the transaction ends, so
     * that it is not sent on meanwhile with half of the change.
     *
     * @throws NotYours when {@link #mayEdit} would be false
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void demandEdit(String course, String subject) {
        Document document = find(course, subject).orElseThrow(OutOfScope::new);
        documents.hold(document.id());
        againstEditing(documents.find(document.id()).orElseThrow()).ifPresent(problem -> {
            throw new NotYours(problem);
        });
    }

    private Optional<Problem> againstEditing(Document document) {
        Step step = document.step();
        Hand by = hand();
        if (!document.state().waits() || !step.edits()) {
            return Optional.of(CourseProblem.notEditable(document.course(), document.standing()));
        }
        if (by.role() != step.who()) {
            return Optional.of(CourseProblem.otherRole(step, by));
        }
        return document.standing()
                .assignee()
                .filter(person -> !person.equals(by.name()))
                .map(person -> CourseProblem.otherPerson(step, person));
    }

    /**
     * Does the act, if the document is still as the person saw it.
     *
     * @param seenRevision {@link Document#revision()} on the page from which it was sent
     */
    @Transactional
    public Acted act(long document, Act act, long seenRevision, String comment) {
        return act(document, Intent.of(act, hand(), comment), seenRevision);
    }

    /** The same with the step to go back to, or the person to give it to. */
    @Transactional
    public Acted act(long id, Intent intent, long seenRevision) {
        Optional<Document> found = documents.lock(id);
        scope.demand(found.map(Document::unit).orElse(0L));
        Document document = found.orElseThrow();
        if (document.revision() != seenRevision) {
            List<Event> events = documents.events(document);
            return new Acted.Overtaken(document, events.get(events.size() - 1));
        }
        if (intent.act() == Act.CLOSE) {
            return new Acted.Refused(List.of(CourseProblem.withYear()));
        }
        if (years.state(document.unit(), document.year()) == FiscalYear.State.CLOSED) {
            return new Acted.Refused(List.of(CourseProblem.yearClosed(document)));
        }
        Matter matter = matter(document.course().id());
        Outcome outcome = document.course().after(document.standing(), intent, matter.authors(document.subject()));
        if (outcome instanceof Outcome.Refused refused) {
            return new Acted.Refused(List.of(refused.problem()));
        }
        Moved moved = (Moved) outcome;
        if (intent.act() == Act.REASSIGN && !mayHave(document, intent.person().orElseThrow())) {
            return new Acted.Refused(List.of(CourseProblem.stranger(document.step())));
        }
        List<Problem> objections = matter.objections(document.subject(), intent.act());
        if (!objections.isEmpty()) {
            TransactionAspectSupport.currentTransactionStatus().setRollbackOnly();
            return new Acted.Refused(List.copyOf(objections));
        }
        Document now = put(document, moved, intent, matter);
        tell(now, moved, intent);
        matter.moved(document.subject(), moved);
        return new Acted.Done(now, moved);
    }

    private boolean mayHave(Document document, String name) {
        return name.equals(hand().name())
                || documents.accounts(document.step().who()).stream()
                        .anyMatch(person ->
                                person.name().equals(name) && scope.of(person).contains(document.unit()));
    }

    private Document put(Document document, Moved moved, Intent intent, Matter matter) {
        boolean stepsOn = moved.act() != Act.REASSIGN;
        if (!documents.update(document, moved.to(), stepsOn)) {
            throw new IllegalStateException("Document " + document.id() + " changed under its lock");
        }
        String content = json.writeValueAsString(matter.content(document.subject()));
        documents.record(
                document.id(),
                document.revision() + 1,
                moved.act().name(),
                document.step(),
                document.course().step(moved.to()),
                moved.to().state(),
                intent.by(),
                displayName(),
                moved.to().assignee(),
                intent.comment(),
                content,
                digest(content));
        trail.record(
                "procedure." + moved.act().key(),
                "procedure/" + document.id(),
                said(document.course(), moved.from(), "", ""),
                said(document.course(), moved.to(), intent.comment(), digest(content)));
        return documents.find(document.id()).orElseThrow();
    }

    private void tell(Document now, Moved moved, Intent intent) {
        Text title = ProcedureText.notice(now, moved, intent);
        if (now.state().waits()) {
            now.standing()
                    .assignee()
                    .ifPresentOrElse(
                            person -> notices.tell(person, title, now.path()),
                            () -> notices.tell(now.step().who(), now.unit(), title, now.path()));
        } else {
            moved.from().entered().values().stream()
                    .distinct()
                    .forEach(person -> notices.tell(person, title, now.path()));
        }
    }

    /** What waits for the person at hand, the most urgent first. */
    public List<Task> waitingForMe() {
        Person person = Person.current().orElse(null);
        return person == null ? List.of() : tasks(documents.waiting(person.role(), person.name(), seen()));
    }

    /** Everything that waits for anybody in the units that the person at hand sees, the most urgent first. */
    public List<Task> waiting() {
        return tasks(documents.waitingFor(seen()));
    }

    /** All documents of a year in the units that the person at hand sees, open or at their end. */
    public List<Document> ofYear(int year) {
        return documents.of(seen(), year);
    }

    /** The oldest first. */
    public List<Event> history(long document) {
        return documents.events(get(document));
    }

    /** What the document said at that point of its history, as JSON. */
    public Optional<String> content(long document, long seq) {
        return documents.content(get(document).id(), seq);
    }

    /** Everything that the page of a document shows of its course. */
    public Panel panel(String course, String subject) {
        Document document = find(course, subject).orElseThrow(OutOfScope::new);
        return panel(document);
    }

    Panel panel(Document document) {
        Set<String> authors = matter(document.course().id()).authors(document.subject());
        boolean closed = years.state(document.unit(), document.year()) == FiscalYear.State.CLOSED;
        List<Act> acts = closed ? List.of() : document.course().acts(document.standing(), hand(), authors);
        Optional<String> assignee = document.standing().assignee();
        return new Panel(
                document,
                acts,
                assignee.filter(name -> !name.equals(hand().name())).isPresent(),
                acts.contains(Act.REASSIGN) ? colleagues(document, authors) : List.of(),
                assignee.map(documents::displayName).orElse(""),
                documents.events(document),
                LocalDate.now());
    }

    private List<Colleague> colleagues(Document document, Set<String> authors) {
        return documents.accounts(document.step().who()).stream()
                .filter(person -> scope.of(person).contains(document.unit()))
                .filter(person -> !document.standing().assignee().equals(Optional.of(person.name())))
                .filter(person -> document.course()
                                .after(
                                        document.standing(),
                                        Intent.of(Act.REASSIGN, hand(), "").to(person.name()),
                                        authors)
                        instanceof Moved)
                .map(person -> new Colleague(person.name(), person.displayName()))
                .toList();
    }

    @Override
    public int waiting(long area, int year) {
        return documents.countWaiting(area, year);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void closing(long area, int year) {
        for (Document document : documents.lockYear(area, year, List.of(State.OPEN, State.RETURNED, State.WITHDRAWN))) {
            withYear(document, Intent.of(Act.CLOSE, finance(), ""));
        }
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void reopening(long area, int year, String reason) {
        for (Document document : documents.lockYear(area, year, List.of(State.CLOSED))) {
            withYear(document, Intent.of(Act.REOPEN, finance(), reason));
        }
    }

    private void withYear(Document document, Intent intent) {
        Matter matter = matter(document.course().id());
        if (document.course().after(document.standing(), intent, Set.of()) instanceof Moved moved) {
            Document now = put(document, moved, intent, matter);
            tell(now, moved, intent);
            matter.moved(document.subject(), moved);
        }
    }

    Matter matter(String course) {
        return matters.stream()
                .filter(matter -> matter.course().equals(course))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No module handles the course " + course));
    }

    private List<Task> tasks(List<Document> found) {
        LocalDate today = LocalDate.now();
        return found.stream()
                .map(document -> new Task(document, units.name(document.unit()), today))
                .toList();
    }

    private Long[] seen() {
        return scope.units().toArray(Long[]::new);
    }

    private static Map<String, Object> said(Course course, Standing standing, String comment, String digest) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("step", course.step(standing).key());
        said.put("state", standing.state().name());
        standing.assignee().ifPresent(person -> said.put("person", person));
        if (!comment.isEmpty()) {
            said.put("comment", comment);
        }
        if (!digest.isEmpty()) {
            said.put("content", digest);
        }
        return said;
    }

    private static Hand hand() {
        return Person.current()
                .map(person -> new Hand(person.name(), person.role()))
                .orElse(new Hand("-", Role.SYSTEM_ADMINISTRATOR));
    }

    /** Closing a year is decided in its own place, by whoever may; on the documents it is finance that acts. */
    private static Hand finance() {
        return Person.current()
                .map(person -> new Hand(person.name(), Role.FINANCE_REVIEWER))
                .orElse(PROGRAM);
    }

    private static String displayName() {
        return Person.current().map(Person::displayName).orElse("-");
    }

    private static String digest(String content) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
