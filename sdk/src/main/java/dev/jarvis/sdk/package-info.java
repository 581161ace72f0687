/** What a connector author compiles against: describe a platform, act on it, say what happened. No server types. */
@NullMarked
package dev.jarvis.sdk;

import org.jspecify.annotations.NullMarked;
