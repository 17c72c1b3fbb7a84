/** 预算调整台账: what is added to, moved between, cut from and recalled from budget lines. Pure and exact, in 元. */
package org.hengji.server.budget.ledger;
