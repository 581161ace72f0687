package dev.jarvis.observatory;

import dev.jarvis.platform.db.Page;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class MemberController {
    private final Members members;

    MemberController(Members members) {
        this.members = members;
    }

    record RoleChange(Role role) {}

    @GetMapping("/api/members")
    Page<Member> list(
            Principal caller,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return members.list(caller.observatory(), Listing.of(limit, cursor));
    }

    @PatchMapping("/api/members/{id}")
    Member change(Principal caller, @PathVariable UUID id, @RequestBody RoleChange change) {
        return members.change(caller, new UserId(id), change.role());
    }

    @DeleteMapping("/api/members/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Principal caller, @PathVariable UUID id) {
        members.remove(caller, new UserId(id));
    }
}
