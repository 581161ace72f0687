package dev.jarvis.observatory;

import dev.jarvis.platform.db.Page;
import dev.jarvis.platform.web.PublicUrl;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class InvitationController {
    private final Invitations invitations;
    private final PublicUrl publicUrl;

    InvitationController(Invitations invitations, PublicUrl publicUrl) {
        this.invitations = invitations;
        this.publicUrl = publicUrl;
    }

    record InvitationRequest(Email email, Role role) {}

    /** @param link shown this once; valid for seven days */
    record NewInvitation(UUID id, String email, Role role, Instant expiresAt, String link) {}

    @GetMapping("/api/invitations")
    Page<Invitation> list(
            Principal caller,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return invitations.list(caller.observatory(), Listing.of(limit, cursor));
    }

    @PostMapping("/api/invitations")
    @ResponseStatus(HttpStatus.CREATED)
    NewInvitation invite(Principal caller, @RequestBody InvitationRequest request) {
        Invitations.Fresh fresh = invitations.invite(caller, request.email(), request.role());
        Invitation made = fresh.invitation();
        return new NewInvitation(
                made.id(),
                made.email(),
                made.role(),
                made.expiresAt(),
                publicUrl.of("/invitation#" + fresh.token().reveal()));
    }

    @DeleteMapping("/api/invitations/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(Principal caller, @PathVariable UUID id) {
        invitations.revoke(caller, id);
    }
}
