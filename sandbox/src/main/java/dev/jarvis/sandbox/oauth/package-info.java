/** A small OAuth 2.0 and OpenID Connect provider with rotating or stable refresh tokens. */
@NullMarked
package dev.jarvis.sandbox.oauth;

import org.jspecify.annotations.NullMarked;
