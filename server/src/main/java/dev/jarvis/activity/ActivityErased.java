package dev.jarvis.activity;

import dev.jarvis.observatory.ObservatoryId;
import java.util.UUID;

/**
 * News: the words of an act were erased from the log. Published inside the transaction, so that whoever keeps the same
 * words elsewhere erases them with it.
 *
 * @param call the act's id in the ledger
 */
public record ActivityErased(ObservatoryId observatory, UUID call) {}
