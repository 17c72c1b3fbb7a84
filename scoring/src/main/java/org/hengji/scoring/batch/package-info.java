/**
 * Scores many subjects whose facts are all known, on exact scaled longs; big integers where a long would not do, the
 * general engine where a rule does not apply. Never a floating type, never a wrong last digit.
 */
package org.hengji.scoring.batch;
