/**
 * Reads a published report, recomputes what can be recomputed and lists every fault with its place and its arithmetic.
 * The engine knows no report, body or framework: names live in the glossary and the packs, checks are small units.
 */
package org.hengji.checker;
