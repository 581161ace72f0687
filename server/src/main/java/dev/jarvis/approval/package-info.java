/** Who says yes? Every action, whoever asks, enters here. */
@NullMarked
package dev.jarvis.approval;

import org.jspecify.annotations.NullMarked;
