/**
 * The score table of a report: its tree of indicators, weights and points as printed, the framework that it follows, and the
 * report's facts scored anew by that framework.
 */
package org.hengji.checker.scores;
