/** When is a rule due? Cron in a zone, right on the days on which clocks change. */
@NullMarked
package dev.jarvis.automation.schedule;

import org.jspecify.annotations.NullMarked;
