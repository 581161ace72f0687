package dev.jarvis.observatory.passkey;

/** What a browser needs to ask for a passkey; the person chooses which, so none is named. */
record RequestOptions(String challenge, String rpId, long timeout, String userVerification) {}
