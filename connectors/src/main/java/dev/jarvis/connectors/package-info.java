/** The built-in platforms, one folder each. None knows another, and all compile against the sdk alone. */
@NullMarked
package dev.jarvis.connectors;

import org.jspecify.annotations.NullMarked;
