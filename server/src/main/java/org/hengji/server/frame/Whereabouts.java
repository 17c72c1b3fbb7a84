package org.hengji.server.frame;

import java.util.List;
import java.util.Optional;
import org.hengji.scoring.framework.Text;

/** Which body the person at hand belongs to and which fiscal year is looked at: shown at the top of every page. */
public interface Whereabouts {

    /** Empty for those who belong to none. */
    Optional<Text> body();

    int year();

    /** Years that may be chosen, the latest first; none for those who see no business data. */
    List<Integer> years();
}
