package org.hengji.frameworks;

/**
 * A judgement as a person typed it.
 *
 * @param award points, a share such as {@code 80%}, the scores of a panel ({@code 8、9、8}), the key of an outcome or
 *     grade, or {@code N/A}
 */
public record TypedJudgement(String award, String reason, String by, String evidence) {
    public boolean isEmpty() {
        return (award + reason + by + evidence).isBlank();
    }
}
