package org.hengji.server.intake;

import org.hengji.documents.CellSource;
import org.hengji.documents.workbook.Progress;
import org.hengji.server.access.Person;

/**
 * A file at hand.
 *
 * @param id of the import
 * @param trial whether whatever is done will be taken back
 * @param by who brings it
 */
public record Incoming(
        long id, CellSource source, Destination destination, boolean trial, Person by, Progress progress) {}
