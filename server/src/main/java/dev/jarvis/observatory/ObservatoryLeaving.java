package dev.jarvis.observatory;

/**
 * News: an observatory is about to be deleted, and everything of it is still there. Published before the deletion's
 * transaction, so that listeners have time to say goodbye to others: at most half a minute, for somebody waits.
 */
public record ObservatoryLeaving(ObservatoryId observatory, Principal by) {}
