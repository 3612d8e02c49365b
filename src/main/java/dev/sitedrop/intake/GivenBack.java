package dev.sitedrop.intake;

/**
 * What became of a drop that was refused.
 *
 * @param reason what is wrong and what to do, as its sender was told
 * @param whereabouts where it is now, in a sentence
 */
public record GivenBack(String reason, String whereabouts) {}
