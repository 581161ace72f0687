/** What is under the floor: how a secret is kept so that a copied row, a wrong tenant or an old version cannot be read. */
@NullMarked
package dev.jarvis.platform.crypto;

import org.jspecify.annotations.NullMarked;
