package dev.jarvis.integration.upload;

import dev.jarvis.observatory.Principal;
import dev.jarvis.platform.problem.BodyTooLarge;
import dev.jarvis.platform.problem.Problem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Files for acts that are too large, or too often used, to stand in their input. */
@RestController
class UploadController {
    private final Uploads uploads;

    UploadController(Uploads uploads) {
        this.uploads = uploads;
    }

    /** The body is the file, its content type the file's own. Kept for a day, sealed; at most 200 MB. */
    @PostMapping(path = "/api/uploads", consumes = MediaType.ALL_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            requestBody =
                    @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/octet-stream",
                                            schema = @Schema(type = "string", format = "binary"))))
    Upload receive(Principal by, @RequestParam String name, HttpServletRequest request) throws IOException {
        String plain = Upload.named(name);
        String type = Upload.typed(request.getContentType() == null ? "" : request.getContentType());
        try {
            return uploads.receive(by, plain, type, request.getInputStream());
        } catch (BodyTooLarge e) {
            throw e.problem();
        }
    }

    @GetMapping("/api/uploads/{id}")
    Upload find(Principal by, @PathVariable UUID id) {
        return uploads.find(by.observatory(), id).orElseThrow(() -> Problem.notFound("upload"));
    }

    @DeleteMapping("/api/uploads/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(Principal by, @PathVariable UUID id) {
        if (!uploads.delete(by.observatory(), id)) throw Problem.notFound("upload");
    }
}
