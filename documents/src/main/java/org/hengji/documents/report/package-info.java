/**
 * Official documents written from facts: a {@link org.hengji.documents.report.Template} (data) and a case make a
 * {@link org.hengji.documents.report.Paper}, which is written as Word, PDF or a page.
 */
package org.hengji.documents.report;
