package dev.jarvis.activity;

import dev.jarvis.observatory.ObservatoryId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The anchors outside of the database: a file an observatory, a line an anchor ({@code seq hash signature key time}), only
 * ever appended to. Copy the folder elsewhere to have a witness on another machine.
 */
final class AnchorFiles {
    private static final Logger LOG = LoggerFactory.getLogger(AnchorFiles.class);
    private static final HexFormat HEX = HexFormat.of();

    private static final String ENDING = ".anchors";

    private final Path folder;

    AnchorFiles(Path folder) {
        this.folder = folder;
    }

    /** The database holds them already, so a full disk is a warning here and not the end of sealing. */
    synchronized void append(List<Anchor> anchors) {
        for (Anchor anchor : anchors) {
            try {
                append(anchor);
            } catch (IOException e) {
                LOG.warn(
                        "The anchor of {} at {} could not be written to {}: {}. It is in the database only.",
                        anchor.observatory(),
                        anchor.seq(),
                        folder,
                        e.toString());
            }
        }
    }

    private void append(Anchor anchor) throws IOException {
        Files.createDirectories(folder);
        try (FileChannel file =
                FileChannel.open(fileOf(anchor.observatory()), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            // A line that a power cut left half-written stays alone on its line.
            String line = (file.size() == 0 ? "" : "\n") + line(anchor);
            file.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
            file.force(false);
        }
    }

    /** Lines that are no anchors are left out: they prove nothing, neither way. */
    List<Anchor> of(UUID observatory) {
        try (Stream<String> lines = Files.lines(fileOf(observatory), StandardCharsets.ISO_8859_1)) {
            return lines.flatMap(line -> anchor(observatory, line).stream()).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("The anchors in " + folder + " cannot be read", e);
        }
    }

    /** Whose chains were anchored here, in no order. */
    List<ObservatoryId> observatories() {
        if (!Files.isDirectory(folder)) return List.of();
        try (Stream<Path> found = Files.list(folder)) {
            return found.flatMap(file -> observatory(file.getFileName().toString()).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The anchors in " + folder + " cannot be read", e);
        }
    }

    private static Optional<ObservatoryId> observatory(String file) {
        if (!file.endsWith(ENDING)) return Optional.empty();
        try {
            return Optional.of(new ObservatoryId(UUID.fromString(file.substring(0, file.length() - ENDING.length()))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Path fileOf(UUID observatory) {
        return folder.resolve(observatory + ENDING);
    }

    private static String line(Anchor anchor) {
        return String.join(
                " ",
                Long.toString(anchor.seq()),
                HEX.formatHex(anchor.hash()),
                HEX.formatHex(anchor.signature()),
                anchor.keyId(),
                anchor.at().toString());
    }

    private static Optional<Anchor> anchor(UUID observatory, String line) {
        String[] parts = line.split(" ", -1);
        if (parts.length != 5) return Optional.empty();
        try {
            return Optional.of(new Anchor(
                    observatory,
                    Long.parseLong(parts[0]),
                    HEX.parseHex(parts[1]),
                    HEX.parseHex(parts[2]),
                    parts[3],
                    Instant.parse(parts[4])));
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
