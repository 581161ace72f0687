/** Who may come in by which route? One table, asked after the handler is found and before it runs. */
@NullMarked
package dev.jarvis.observatory.door;

import org.jspecify.annotations.NullMarked;
