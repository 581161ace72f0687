/** What is a rule? Read, checked, kept in versions, and given to the engine ready to run. */
@NullMarked
package dev.jarvis.automation.definition;

import org.jspecify.annotations.NullMarked;
