/** 预算与项目: the project library, budgets in four steps, ex-ante evaluations and the ledger of adjustments. */
package org.hengji.server.budget;
