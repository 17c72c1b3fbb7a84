package org.hengji.checker;

import java.util.Optional;
import org.hengji.scoring.framework.Framework;

/**
 * What the caller gave along with a report.
 *
 * @param framework the one to hold it against, in place of the one that it names
 */
public record Setting(Optional<Framework> framework, Policy policy) {
    public static final Setting USUAL = new Setting(Optional.empty(), Policy.shipped());
}
