/** 预算测算: the lines of a unit's budget, what they add up to and what speaks against submitting them. Pure and exact. */
package org.hengji.server.budget.estimate;
