/**
 * What recognition of scanned pages leaves in a report: stray signs, rows read twice, rows out of line. It is looked for
 * first, so that no other check takes it for the body's own words.
 */
package org.hengji.checker.noise;
