package dev.jarvis.observatory;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** A person of this instance, whichever observatories they belong to. */
public record UserId(@JsonValue UUID value) {
    @JsonCreator
    public UserId {}

    @Override
    public String toString() {
        return value.toString();
    }
}
