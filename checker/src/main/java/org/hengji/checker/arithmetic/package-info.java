/** Which printed figures of a report follow from which others: ratios, changes, parts of a whole. */
package org.hengji.checker.arithmetic;
