/** How a person comes in for whom somebody else vouches: an OpenID provider, or Supabase. */
@NullMarked
package dev.jarvis.observatory.federation;

import org.jspecify.annotations.NullMarked;
