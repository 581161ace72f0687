package dev.jarvis.observatory;

/**
 * News: an observatory is about to be deleted for good. Published inside its transaction before anything is gone: a
 * listener revokes, destroys keys, or throws to prevent it.
 */
public record ObservatoryEnding(ObservatoryId observatory, Principal by) {}
