/** Every request received, in order, and how often each effect was applied. */
@NullMarked
package dev.jarvis.sandbox.ledger;

import org.jspecify.annotations.NullMarked;
