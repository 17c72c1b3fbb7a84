package org.hengji.server.procedure;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.hengji.server.access.Person;
import org.hengji.server.access.Role;
import org.hengji.server.organisation.Units;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.MessageSource;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * People of a demonstration, the same that somebody becomes who chooses a role and a body there. What a demonstration
 * begins with is made by them through the doors that everybody uses, so it has its history.
 */
@Component
@ConditionalOnProperty(name = "hengji.mark", havingValue = "demo")
public class DemoPeople {

    private final Procedures procedures;
    private final Units units;
    private final MessageSource texts;

    DemoPeople(Procedures procedures, Units units, MessageSource texts) {
        this.procedures = procedures;
        this.units = units;
        this.texts = texts;
    }

    public <T> T as(Role role, long unit, Supplier<T> act) {
        String shown = texts.getMessage("role." + role.key(), null, Locale.SIMPLIFIED_CHINESE);
        Person person = Person.ofDemonstration(role, unit, shown);
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(person, null, List.of()));
        try {
            return act.get();
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    /** Who may act on the document now. */
    public <T> T inTurn(String course, String subject, Supplier<T> act) {
        Document document = procedures.find(course, subject).orElseThrow();
        Role role = document.step().who();
        return as(role, body(role, document.unit()), act);
    }

    /** Whoever has the document sends it on. */
    public void sendOn(String course, String subject) {
        Document document = procedures.find(course, subject).orElseThrow();
        act(document, document.step().edits() ? Act.SUBMIT : Act.APPROVE, "");
    }

    public void giveBack(String course, String subject, String comment) {
        act(procedures.find(course, subject).orElseThrow(), Act.RETURN, comment);
    }

    private void act(Document document, Act act, String comment) {
        Acted acted = inTurn(
                document.course().id(),
                document.subject(),
                () -> procedures.act(document.id(), act, document.revision(), comment));
        if (!(acted instanceof Acted.Done)) {
            throw new IllegalStateException(document.title() + ": " + acted);
        }
    }

    private long body(Role role, long unit) {
        return switch (role) {
            case DEPARTMENT_REVIEWER ->
                units.tree().find(unit).orElseThrow().parent().orElse(unit);
            case FINANCE_REVIEWER -> units.byCode("901").orElseThrow().id();
            default -> unit;
        };
    }
}
