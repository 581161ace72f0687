/** What is under the floor: durable tasks that survive the process that claimed them. */
@NullMarked
package dev.jarvis.platform.work;

import org.jspecify.annotations.NullMarked;
