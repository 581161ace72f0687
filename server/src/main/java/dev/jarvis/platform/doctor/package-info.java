/** What is under the floor: is this machine fit for Jarvis, and does its configuration make sense? */
@NullMarked
package dev.jarvis.platform.doctor;

import org.jspecify.annotations.NullMarked;
