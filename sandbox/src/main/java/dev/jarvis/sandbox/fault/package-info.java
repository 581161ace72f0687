/** What goes wrong on demand: slow, lost, cut off, garbled and oversized answers. */
@NullMarked
package dev.jarvis.sandbox.fault;

import org.jspecify.annotations.NullMarked;
