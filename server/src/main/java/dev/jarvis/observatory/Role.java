package dev.jarvis.observatory;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** A member's place in an observatory; each role may do all that the ones before it may. */
public enum Role {
    VIEWER(Permission.READ),
    APPROVER(Permission.DECIDE),
    OPERATOR(Permission.ACT),
    ADMIN(Permission.ADMINISTER),
    OWNER(Permission.OWN);

    private final Permission highest;

    Role(Permission highest) {
        this.highest = highest;
    }

    public boolean may(Permission permission) {
        return permission.compareTo(highest) <= 0;
    }

    /** The lower of the two: a key never has more than its owner has now. */
    public Role atMost(Role other) {
        return compareTo(other) <= 0 ? this : other;
    }

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    @JsonCreator
    public static Role of(String wireName) {
        for (Role role : values()) if (role.wireName().equals(wireName)) return role;
        throw new IllegalArgumentException("A role is one of viewer, approver, operator, admin, owner");
    }
}
