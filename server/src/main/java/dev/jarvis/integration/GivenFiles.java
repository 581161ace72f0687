package dev.jarvis.integration;

import dev.jarvis.sdk.ErrorKind;
import dev.jarvis.sdk.FileRef;
import dev.jarvis.sdk.FileStore;
import dev.jarvis.sdk.PlatformException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Base64;

/** Opens files whose content came with the input itself. */
final class GivenFiles {
    static FileStore.Content open(FileRef file, String base64) {
        return new Held(file.name(), file.mediaType(), decode(file.name(), base64));
    }

    private static byte[] decode(String name, String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new PlatformException(
                    ErrorKind.VALIDATION, "The content of %s is not base64 (RFC 4648 section 4).".formatted(name), e);
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // compared nowhere
    private record Held(String name, String mediaType, byte[] bytes) implements FileStore.Content {
        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public InputStream stream() {
            return new ByteArrayInputStream(bytes);
        }
    }

    private GivenFiles() {}
}
