package dev.jarvis.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test class that carries out a protocol named by its tags, in the size asked for ({@link Size}); what has passed is
 * printed, and kept at the larger sizes.
 *
 * <pre>{@code
 * @Protocol
 * class TokenKeeperTest {
 *     @Test
 *     @Tag("P5")
 *     void asksOnceForAllCallers(Proof proof) {
 *         ...
 *         proof.count("rounds", rounds);
 *     }
 * }
 * }</pre>
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Proofs.class)
public @interface Protocol {}
