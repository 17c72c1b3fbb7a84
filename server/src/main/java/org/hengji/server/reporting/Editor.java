package org.hengji.server.reporting;

/**
 * The form of one paragraph.
 *
 * @param text what stands in the field
 * @param draft what the facts alone would have
 * @param seen the edit that the person sees, 0 for none
 * @param theirs what somebody else saved meanwhile, or null
 * @param tooLong whether the text was refused for its length
 */
public record Editor(String paragraph, String text, String draft, long seen, Edit theirs, boolean tooLong) {}
