package org.hengji.checker.claims;

import java.util.List;
import java.util.Optional;
import org.hengji.checker.Finding.Confidence;
import org.hengji.checker.Finding.Severity;
import org.hengji.documents.Span;

/**
 * What in the same report belies a claim.
 *
 * @param zh the facts, as the end of a sentence
 * @param en the same in English
 * @param operands where the facts stand
 */
public record Contradiction(
        Severity severity,
        Confidence confidence,
        String zh,
        String en,
        Optional<String> computed,
        Optional<String> arithmetic,
        List<Span> operands) {}
