package dev.jarvis.sdk;

import java.io.InputStream;

/** Opens the files an action was given. */
public interface FileStore {
    /** @throws PlatformException {@link ErrorKind#VALIDATION} when the base64 is broken or the upload is not there */
    Content open(FileRef file);

    /** An opened file; every call of {@link #stream()} starts at the first byte. */
    interface Content {
        String name();

        String mediaType();

        /** In bytes. */
        long length();

        InputStream stream();
    }
}
