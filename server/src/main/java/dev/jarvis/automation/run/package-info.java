/** What did a rule do? Runs and their steps: carried out, taken up again after a crash, kept with every input and output. */
@NullMarked
package dev.jarvis.automation.run;

import org.jspecify.annotations.NullMarked;
