package org.hengji.server.workplace;

import java.util.Locale;
import java.util.Map;
import org.hengji.scoring.framework.Text;

/** The closed loop of one unit in one year (GEN-01): five links, each there, in hand or missing. */
public record Ring(long unit, Text name, Map<Link, Joint> links) {

    /** 五环节, in their order. */
    public enum Link {
        OBJECTIVE("/targets"),
        MONITORING("/monitoring"),
        EVALUATION("/evaluations"),
        FEEDBACK("/reports"),
        APPLICATION("/followups");

        private final String path;

        Link(String path) {
            this.path = path;
        }

        /** Where it is made. */
        public String path() {
            return path;
        }

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public enum State {
        THERE,
        IN_HAND,
        MISSING,
        /** The program cannot make it yet. */
        LATER;

        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** @param path of the record, or where to make it */
    public record Joint(State state, String path) {}

    public boolean isComplete() {
        return links.values().stream().allMatch(joint -> joint.state() == State.THERE);
    }

    public long missing() {
        return links.values().stream()
                .filter(joint -> joint.state() != State.THERE)
                .count();
    }
}
