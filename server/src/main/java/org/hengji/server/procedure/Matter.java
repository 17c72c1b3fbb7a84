package org.hengji.server.procedure;

import java.util.List;
import java.util.Set;
import org.hengji.scoring.Problem;
import org.hengji.scoring.framework.Text;

/**
 * What a module brings for its documents to be handled in turn: register it as a component. Every call except {@link
 * #label} happens inside the transaction of the act, with the document locked.
 */
public interface Matter {

    /** The id of the course, e.g. {@code target}. */
    String course();

    /** What stands in the way of the act; with any of them the act does not happen. */
    default List<Problem> objections(String subject, Act act) {
        return List.of();
    }

    /** The whole content as JSON can say it: it is kept with every act and compared with other versions. */
    Object content(String subject);

    /** The page that shows it. */
    String path(String subject);

    /** Accounts that had a hand in the content: none of them may review it. */
    default Set<String> authors(String subject) {
        return Set.of();
    }

    /** A field of {@link #content} as people call it. */
    default Text label(String field) {
        return new Text(field, field);
    }

    /** The act has happened; part of the same transaction. */
    default void moved(String subject, Moved moved) {}
}
