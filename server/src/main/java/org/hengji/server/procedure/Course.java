package org.hengji.server.procedure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hengji.scoring.Problem;
import org.hengji.scoring.framework.Text;
import org.hengji.server.access.Role;
import org.hengji.server.procedure.Standing.State;

/**
 * The way of one kind of document: its steps in strict order. Knows what may follow what; knows no database, no clock
 * and no unit.
 *
 * @param id e.g. {@code target}
 * @param version a document keeps the version it began with
 */
public record Course(String id, int version, Text name, List<Step> steps) {

    public Course {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || !steps.get(0).edits()) {
            throw new IllegalArgumentException("Course " + id + " must begin with a step that edits");
        }
        if (steps.stream().map(Step::key).distinct().count() < steps.size()) {
            throw new IllegalArgumentException("Course " + id + " names two steps alike");
        }
    }

    public Step step(Standing standing) {
        return steps.get(standing.step());
    }

    /** The earlier steps to which a reviewer may send the document back, the nearest first. */
    public List<Step> editingBefore(int index) {
        List<Step> found = new ArrayList<>();
        for (int i = index - 1; i >= 0; i--) {
            if (steps.get(i).edits()) {
                found.add(steps.get(i));
            }
        }
        return found;
    }

    /** The acts that the person may try here, the one that sends it on first. The year's closing is not among them. */
    public List<Act> acts(Standing standing, Hand by, Set<String> authors) {
        List<Act> open = new ArrayList<>();
        for (Act act : Act.values()) {
            if (act == Act.CLOSE) {
                continue;
            }
            Intent probe = Intent.of(act, by, "-").to(act == Act.REASSIGN && isMine(standing, by) ? "-" : by.name());
            if (after(standing, probe, authors) instanceof Moved) {
                open.add(act);
            }
        }
        return open;
    }

    /**
     * What comes of an act.
     *
     * @param authors who had a hand in the content, as far as its module knows: none of them may judge it
     */
    public Outcome after(Standing standing, Intent intent, Set<String> authors) {
        Step step = step(standing);
        Hand by = intent.by();
        if (intent.act().needsComment() && intent.comment().isEmpty()
                || intent.act() == Act.SUBMIT
                        && step.reason()
                        && intent.comment().isEmpty()) {
            return refused(CourseProblem.comment(intent.act(), step));
        }
        return switch (intent.act()) {
            case SUBMIT, APPROVE -> forward(standing, intent, step, authors);
            case RETURN -> back(standing, intent, step, authors);
            case WITHDRAW -> withdrawn(standing, by);
            case REASSIGN -> reassigned(standing, intent, step, authors);
            case CLOSE -> closed(standing, by);
            case REOPEN -> reopened(standing, intent);
        };
    }

    private Outcome forward(Standing standing, Intent intent, Step step, Set<String> authors) {
        if (!standing.state().waits() || intent.act() != step.forward()) {
            return refused(CourseProblem.notHere(this, standing, intent.act()));
        }
        Optional<Problem> problem = notMine(standing, intent.by(), step).or(() -> own(standing, intent.by(), authors));
        if (problem.isPresent()) {
            return refused(problem.get());
        }
        boolean last = standing.step() == steps.size() - 1;
        return moved(
                intent,
                standing,
                standing.sentOn(
                        last ? standing.step() : standing.step() + 1,
                        last ? State.APPROVED : State.OPEN,
                        intent.by().name(),
                        step.edits()));
    }

    private Outcome back(Standing standing, Intent intent, Step step, Set<String> authors) {
        if (!standing.state().waits() || !step.reviews()) {
            return refused(CourseProblem.notHere(this, standing, intent.act()));
        }
        Optional<Problem> problem = notMine(standing, intent.by(), step).or(() -> own(standing, intent.by(), authors));
        if (problem.isPresent()) {
            return refused(problem.get());
        }
        Optional<Integer> target = target(standing.step(), intent.step());
        return target.isEmpty()
                ? refused(CourseProblem.noSuchStep(this, standing, intent.step().orElse("")))
                : moved(intent, standing, backAt(standing, target.get()));
    }

    private Standing backAt(Standing standing, int target) {
        return standing.at(
                target, State.RETURNED, Optional.ofNullable(standing.entered().get(target)));
    }

    private Outcome withdrawn(Standing standing, Hand by) {
        if (standing.state() != State.OPEN || standing.sentBy().isEmpty()) {
            return refused(CourseProblem.notHere(this, standing, Act.WITHDRAW));
        }
        if (!standing.sentBy().get().equals(by.name())) {
            return refused(CourseProblem.notSender(by));
        }
        int target = standing.step() - 1;
        return moved(
                Intent.of(Act.WITHDRAW, by, ""),
                standing,
                standing.at(target, steps.get(target).edits() ? State.WITHDRAWN : State.OPEN, Optional.of(by.name())));
    }

    private Outcome reassigned(Standing standing, Intent intent, Step step, Set<String> authors) {
        if (!standing.state().waits()) {
            return refused(CourseProblem.notHere(this, standing, intent.act()));
        }
        if (intent.by().role() != step.who()) {
            return refused(CourseProblem.otherRole(step, intent.by()));
        }
        String person = intent.person().orElse("");
        if (person.isBlank() || standing.assignee().equals(intent.person())) {
            return refused(CourseProblem.nobodyNew(step));
        }
        Optional<Problem> own = own(standing, new Hand(person, step.who()), authors);
        return own.<Outcome>map(Outcome.Refused::new).orElseGet(() -> moved(intent, standing, standing.to(person)));
    }

    private Outcome closed(Standing standing, Hand by) {
        if (!standing.state().waits()) {
            return refused(CourseProblem.notHere(this, standing, Act.CLOSE));
        }
        if (by.role() != Role.FINANCE_REVIEWER) {
            return refused(CourseProblem.finance(by));
        }
        return moved(
                Intent.of(Act.CLOSE, by, ""),
                standing,
                standing.at(standing.step(), State.CLOSED, standing.assignee()));
    }

    private Outcome reopened(Standing standing, Intent intent) {
        if (standing.state() == State.CLOSED) {
            if (intent.by().role() != Role.FINANCE_REVIEWER) {
                return refused(CourseProblem.finance(intent.by()));
            }
            return moved(intent, standing, standing.at(standing.step(), State.OPEN, standing.assignee()));
        }
        if (standing.state() != State.APPROVED) {
            return refused(CourseProblem.notHere(this, standing, intent.act()));
        }
        Step last = steps.get(steps.size() - 1);
        if (intent.by().role() != last.who()) {
            return refused(CourseProblem.otherRole(last, intent.by()));
        }
        Optional<Integer> target = target(steps.size(), intent.step());
        return target.isEmpty()
                ? refused(CourseProblem.noSuchStep(this, standing, intent.step().orElse("")))
                : moved(intent, standing, backAt(standing, target.get()));
    }

    private Optional<Integer> target(int before, Optional<String> key) {
        return editingBefore(before).stream()
                .filter(step -> key.isEmpty() || step.key().equals(key.get()))
                .findFirst()
                .map(steps::indexOf);
    }

    private boolean isMine(Standing standing, Hand by) {
        return notMine(standing, by, step(standing)).isEmpty();
    }

    private Optional<Problem> notMine(Standing standing, Hand by, Step step) {
        if (by.role() != step.who()) {
            return Optional.of(CourseProblem.otherRole(step, by));
        }
        return standing.assignee()
                .filter(person -> !person.equals(by.name()))
                .map(person -> CourseProblem.otherPerson(step, person));
    }

    /** Nobody judges what he entered himself: neither the entry before this step nor what he had a hand in. */
    private Optional<Problem> own(Standing standing, Hand by, Set<String> authors) {
        Step step = step(standing);
        if (!step.reviews()) {
            return Optional.empty();
        }
        boolean entered = editingBefore(standing.step()).stream()
                .findFirst()
                .map(steps::indexOf)
                .map(standing.entered()::get)
                .filter(by.name()::equals)
                .isPresent();
        return entered || authors.contains(by.name()) ? Optional.of(CourseProblem.own(step, by)) : Optional.empty();
    }

    private static Outcome moved(Intent intent, Standing from, Standing to) {
        return new Moved(intent.act(), from, to);
    }

    private static Outcome refused(Problem problem) {
        return new Outcome.Refused(problem);
    }
}
