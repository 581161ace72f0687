package dev.jarvis.approval;

import dev.jarvis.observatory.ObservatoryId;
import java.util.UUID;

/**
 * News: something waits for people, or they decided it. Published inside the transaction of the change, so that a
 * listener's row stands or falls with it.
 *
 * @param state pending when it was asked for; then approved, rejected, cancelled or expired
 * @param action {@code twitter/tweet}
 * @param how session, step-up, key, policy or deadline; empty while pending
 */
public record ApprovalNews(
        ObservatoryId observatory,
        UUID approval,
        UUID call,
        String state,
        String action,
        String title,
        String risk,
        String how) {}
