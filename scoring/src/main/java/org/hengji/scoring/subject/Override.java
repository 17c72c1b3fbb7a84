package org.hengji.scoring.subject;

import org.hengji.scoring.number.Rational;

/** Points that a body printed against the rule, at any node, with its reason. */
public record Override(String indicator, Rational points, String reason, String by) {}
