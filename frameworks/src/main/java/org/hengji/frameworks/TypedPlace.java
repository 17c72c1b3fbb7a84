package org.hengji.frameworks;

/**
 * What one place says about a fact, as a person typed it.
 *
 * @param value {@code 83,402.62}, {@code ≥95}, {@code 493 ~ 513}, {@code 12万}; empty when nobody has said
 * @param unit empty for facts without unit
 * @param source where it was read
 */
public record TypedPlace(String value, String unit, String source) {
    boolean isEmpty() {
        return value.isBlank() && source.isBlank();
    }
}
