package org.hengji.frameworks;

import java.util.List;
import java.util.Optional;
import org.hengji.scoring.Problem;

/** What a file gave: the thing itself when it could be made, and every fault that was found. */
public record Loaded<T>(Optional<T> value, List<Problem> problems) {
    public boolean isSound() {
        return value.isPresent() && problems.isEmpty();
    }
}
