/** What is under the floor: the rooms that every other room stands on, open to all of them. */
@ApplicationModule(type = ApplicationModule.Type.OPEN)
@NullMarked
package dev.jarvis.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
