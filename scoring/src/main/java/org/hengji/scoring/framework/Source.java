package org.hengji.scoring.framework;

/**
 * Where a definition comes from.
 *
 * @param document document number or report, e.g. 财预〔2020〕10号
 * @param title title of the document
 * @param clause article, annex or table; empty for the document as a whole
 * @param note how far the wording was checked, or what was added
 */
public record Source(String document, String title, String clause, String note) {}
