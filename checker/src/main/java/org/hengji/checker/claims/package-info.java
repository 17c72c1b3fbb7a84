/** Universal and negated claims of a report, each with the test that its own figures, targets and problems must pass. */
package org.hengji.checker.claims;
