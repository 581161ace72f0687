/** What happened, by whom, with what result? */
@NullMarked
package dev.jarvis.activity;

import org.jspecify.annotations.NullMarked;
