/** 事前绩效评估: when a project needs one, the sheet that experts fill in, and what follows from their points. Pure. */
package org.hengji.server.budget.exante;
