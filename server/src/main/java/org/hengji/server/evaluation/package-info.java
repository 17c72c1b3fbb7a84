/** Evaluations of bodies: what was printed, what the rules give, and what would change it. */
package org.hengji.server.evaluation;
