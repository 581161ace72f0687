/** How is a platform described? Reads {@code connector.yaml}, and says by line and field what is wrong with it. */
@NullMarked
package dev.jarvis.integration.manifest;

import org.jspecify.annotations.NullMarked;
