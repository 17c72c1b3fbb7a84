package org.hengji.server.procedure;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What the page of a document shows of its course.
 *
 * @param acts what the person at hand may do
 * @param mayTakeOver whether somebody else has it, or everybody of the role
 * @param colleagues to whom he may give it
 * @param holder display name of the one person who has it; empty when everybody of the role has
 * @param history the oldest first
 */
public record Panel(
        Document document,
        List<Act> acts,
        boolean mayTakeOver,
        List<Colleague> colleagues,
        String holder,
        List<Event> history,
        LocalDate today) {

    public boolean isOverdue() {
        return document.isOverdue(today);
    }

    /** Forms that only need a click or a comment; giving it to somebody has a form of its own. */
    public List<Act> plainActs() {
        return acts.stream().filter(act -> act != Act.REASSIGN).toList();
    }

    public boolean mayReassign() {
        return acts.contains(Act.REASSIGN);
    }

    /** What a form of the act does, as a message key. */
    public String consequence(Act act) {
        return switch (act) {
            case SUBMIT, APPROVE -> isLastStep() ? "procedure.consequence.last" : "procedure.consequence.forward";
            default -> "procedure.consequence." + act.key();
        };
    }

    public boolean needsComment(Act act) {
        return act.needsComment() || act == Act.SUBMIT && document.step().reason();
    }

    public boolean isApproved() {
        return document.state() == Standing.State.APPROVED;
    }

    /** Why it is here, when it was sent back or given with words. */
    public Optional<Event> lastComment() {
        return history.isEmpty() || !document.state().waits()
                ? Optional.empty()
                : Optional.of(history.get(history.size() - 1))
                        .filter(event -> !event.comment().isEmpty());
    }

    /** Steps to which it may go back, the nearest first. */
    public List<Step> returnsTo() {
        Standing standing = document.standing();
        return document.course()
                .editingBefore(isApproved() ? document.course().steps().size() : standing.step());
    }

    /** Who is next when it is sent on; the present step when it is the last one. */
    public Step next() {
        List<Step> steps = document.course().steps();
        return steps.get(Math.min(document.standing().step() + 1, steps.size() - 1));
    }

    public boolean isLastStep() {
        return document.standing().step() == document.course().steps().size() - 1;
    }
}
