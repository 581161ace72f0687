package dev.jarvis.observatory.console;

import dev.jarvis.platform.crypto.Tokens;
import dev.jarvis.platform.problem.Problem;
import dev.jarvis.platform.web.LocalDoor;
import dev.jarvis.sdk.Secret;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

/**
 * The file in the data directory by which the command line finds the running server and proves that it may read that
 * directory: {@code port token}, for the owner's eyes only, made anew at each start.
 */
public final class ConsoleToken {
    /** Its name in the data directory. */
    public static final String FILE = "console";

    private final Path file;
    private final LocalDoor localDoor;
    private final Secret token = Tokens.fresh();
    private final byte[] hash = Tokens.hash(token);

    ConsoleToken(Path data, LocalDoor localDoor) {
        this.localDoor = localDoor;
        this.file = data.resolve(FILE);
    }

    /** @throws Problem 403 unless it comes from this machine with the token */
    public void insist(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        boolean known = authorization != null
                && authorization.startsWith("Console ")
                && Tokens.matches(authorization.substring("Console ".length()), hash);
        if (!known || !isLoopback(request.getRemoteAddr()))
            throw Problem.forbidden("command-line-only", "This route is for the command line on the server's machine.");
    }

    @EventListener
    void write(WebServerInitializedEvent started) throws IOException {
        if (started.getApplicationContext().getServerNamespace() != null) return; // the management port's own
        Files.createDirectories(file.getParent());
        Path fresh = Files.createTempFile(
                file.getParent(),
                FILE,
                ".tmp",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        int port = localDoor.port().orElse(started.getWebServer().getPort());
        Files.writeString(fresh, port + " " + token.reveal());
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @EventListener
    void remove(ContextClosedEvent closed) {
        try {
            if (Files.exists(file) && Files.readString(file).endsWith(" " + token.reveal())) Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress(); // numeric: nothing is looked up
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
