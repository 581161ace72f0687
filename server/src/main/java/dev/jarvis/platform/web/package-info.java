/** What is under the floor: what every HTTP request passes before it reaches a room, and the dashboard's files. */
@NullMarked
package dev.jarvis.platform.web;

import org.jspecify.annotations.NullMarked;
