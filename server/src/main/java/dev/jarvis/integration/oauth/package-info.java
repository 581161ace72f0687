/** How does an account come to be connected, and how does its access stay fresh? */
@NullMarked
package dev.jarvis.integration.oauth;

import org.jspecify.annotations.NullMarked;
