package dev.jarvis.sandbox.gmail;

import dev.jarvis.sandbox.http.Reply;

/** Answers an authenticated call, with the post office's lock held. */
@FunctionalInterface
interface GmailEndpoint {

    Reply answer(GmailCall call);
}
