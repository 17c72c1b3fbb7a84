package org.hengji.server.intake;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hengji.documents.Refused;
import org.hengji.documents.workbook.Progress.Cancelled;
import org.hengji.server.access.Role;

/**
 * What a module brings so that files of one kind can be imported: register it as a component. Its name, and what its
 * import brings about, are messages: {@code intake.kind.KIND} and {@code intake.consequence.KIND}.
 */
public interface Receiver {

    /** As in addresses, e.g. {@code execution}. */
    String kind();

    /** Who may bring such a file. */
    Set<Role> roles();

    /**
     * Records that a file can go into, within reach of the person at hand. Where the file itself says whom its rows belong
     * to, there is {@link Destination#OWN} alone.
     */
    default List<Destination> destinations() {
        return List.of(Destination.OWN);
    }

    /** One of them; empty, too, when the person at hand may not see it. */
    default Optional<Destination> destination(String key) {
        return destinations().stream().filter(d -> d.key().equals(key)).findFirst();
    }

    /** The workbook to be filled in, with what is known already. */
    void template(Destination destination, OutputStream out) throws IOException;

    /**
     * Reads the file and does all that it asks for, in one transaction that the caller has begun. A dry run does the same
     * and is then taken back, so that it says what the import will say; with any error an import is taken back as well.
     */
    Taken take(Incoming file) throws Refused, Cancelled;

    /**
     * As {@link #take}, where no form is opened afterwards: what a page leaves as drafts of the person takes effect at
     * once.
     */
    default Taken takeOutright(Incoming file) throws Refused, Cancelled {
        return take(file);
    }
}
