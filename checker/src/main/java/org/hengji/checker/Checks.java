package org.hengji.checker;

import java.util.List;
import org.hengji.checker.checks.AttainableCheck;
import org.hengji.checker.checks.ClaimCheck;
import org.hengji.checker.checks.DateCheck;
import org.hengji.checker.checks.DeductionCheck;
import org.hengji.checker.checks.EvidenceCheck;
import org.hengji.checker.checks.FormulaCheck;
import org.hengji.checker.checks.FrameworkCheck;
import org.hengji.checker.checks.GoalCheck;
import org.hengji.checker.checks.GradeCheck;
import org.hengji.checker.checks.NameCheck;
import org.hengji.checker.checks.NarrativeCheck;
import org.hengji.checker.checks.NumberFormatCheck;
import org.hengji.checker.checks.OneValueCheck;
import org.hengji.checker.checks.OperandCheck;
import org.hengji.checker.checks.PartsCheck;
import org.hengji.checker.checks.PlausibilityCheck;
import org.hengji.checker.checks.RatioCheck;
import org.hengji.checker.checks.RecognitionCheck;
import org.hengji.checker.checks.RoundingCheck;
import org.hengji.checker.checks.SameMethodCheck;
import org.hengji.checker.checks.ScoreTreeCheck;
import org.hengji.checker.checks.StepCheck;
import org.hengji.checker.checks.TargetCheck;
import org.hengji.checker.checks.TargetQualityCheck;
import org.hengji.checker.checks.TierCheck;
import org.hengji.checker.checks.WeightTreeCheck;
import org.hengji.checker.scores.ScoreReading;

/** All checks of one report, in order of their ids. */
public final class Checks {
    private Checks() {}

    public static List<Check> all() {
        return List.of(
                new RatioCheck(),
                new RoundingCheck(),
                new PartsCheck(),
                new FormulaCheck(),
                new TierCheck(),
                new StepCheck(),
                new WeightTreeCheck(),
                new ScoreTreeCheck(),
                new NarrativeCheck(),
                new OneValueCheck(),
                new ClaimCheck(),
                new TargetCheck(),
                new EvidenceCheck(),
                new FrameworkCheck(),
                new OperandCheck(),
                new SameMethodCheck(),
                new TargetQualityCheck(),
                new NumberFormatCheck(),
                new DateCheck(),
                new DeductionCheck(),
                new GoalCheck(),
                new PlausibilityCheck(),
                new AttainableCheck(),
                new NameCheck(),
                new RecognitionCheck(),
                new GradeCheck());
    }

    /** Ids of all checks that there are or will be. */
    static List<String> ids() {
        return java.util.stream.IntStream.rangeClosed(1, 26)
                .mapToObj(n -> "K%02d".formatted(n))
                .toList();
    }

    public static Scores.Reader scores() {
        return new ScoreReading();
    }
}
