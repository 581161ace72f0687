package dev.jarvis.connectors;

import dev.jarvis.sdk.FileRef;
import dev.jarvis.sdk.FileStore;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Base64;

/** Files in place, and uploads by size alone: the upload {@code 3000000} has that many bytes. */
public final class MemoryFiles implements FileStore {
    private record Held(String name, String mediaType, byte[] bytes) implements Content {
        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public InputStream stream() {
            return new ByteArrayInputStream(bytes);
        }
    }

    private record Sized(String name, String mediaType, long length) implements Content {
        @Override
        public InputStream stream() {
            return new ByteArrayInputStream(new byte[Math.toIntExact(length)]);
        }
    }

    @Override
    public Content open(FileRef file) {
        return file.upload() == null
                ? new Held(file.name(), file.mediaType(), Base64.getDecoder().decode(file.base64()))
                : new Sized(file.name(), file.mediaType(), Long.parseLong(file.upload()));
    }
}
