/**
 * Whether performance targets can be measured: a pure function from a sheet of typed rows to remarks, each with its place,
 * the rule behind it and a way out. Rules, words and limits are in the glossary part {@code measurability}.
 */
package org.hengji.checker.measurability;
