package dev.jarvis.sandbox.x;

import dev.jarvis.sandbox.http.Reply;

/** Answers an authenticated call. */
@FunctionalInterface
interface XEndpoint {

    Reply answer(XCall call);
}
