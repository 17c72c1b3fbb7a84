package org.hengji.server.budget;

import java.util.Optional;
import org.hengji.server.procedure.Document;

/** A line of the list of budgets. */
public record BudgetSummary(long id, long unit, int year, Optional<Document> document) {}
