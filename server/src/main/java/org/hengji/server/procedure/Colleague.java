package org.hengji.server.procedure;

/** Somebody of the same role who sees the unit, to whom a document may be given. */
public record Colleague(String name, String displayName) {}
