/** Load drivers and the crash and fault rig; every figure in the README comes from here. */
@NullMarked
package dev.jarvis.bench;

import org.jspecify.annotations.NullMarked;
