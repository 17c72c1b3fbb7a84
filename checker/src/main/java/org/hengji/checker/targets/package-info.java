/** Performance targets and what became of them, read from tables and from text into records that can be compared. */
package org.hengji.checker.targets;
