/** The checks, one small class each; what they look for is said by their {@code meaning}. */
package org.hengji.checker.checks;
