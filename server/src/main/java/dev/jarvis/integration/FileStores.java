package dev.jarvis.integration;

import dev.jarvis.integration.upload.Upload;
import dev.jarvis.integration.upload.Uploads;
import dev.jarvis.observatory.ObservatoryId;
import dev.jarvis.sdk.ErrorKind;
import dev.jarvis.sdk.FileRef;
import dev.jarvis.sdk.FileStore;
import dev.jarvis.sdk.PlatformException;
import java.io.InputStream;
import java.util.Optional;
import java.util.UUID;

/** Opens the files of an act: those that came with its input, and the uploads of its observatory. */
record FileStores(Uploads uploads) {
    FileStore of(ObservatoryId observatory) {
        return file -> file.base64() == null ? uploaded(observatory, file) : GivenFiles.open(file, file.base64());
    }

    private FileStore.Content uploaded(ObservatoryId observatory, FileRef file) {
        Upload upload = id(String.valueOf(file.upload()))
                .flatMap(id -> uploads.find(observatory, id))
                .orElseThrow(() -> new PlatformException(
                        ErrorKind.VALIDATION,
                        "The file %s names an upload that is not here, or not any more. Upload it again."
                                .formatted(file.name())));
        return new Uploaded(file.name(), file.mediaType(), upload.bytes(), uploads, observatory, upload.id());
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private record Uploaded(
            String name, String mediaType, long length, Uploads uploads, ObservatoryId observatory, UUID id)
            implements FileStore.Content {
        @Override
        public InputStream stream() {
            return uploads.stream(observatory, id);
        }
    }
}
