package dev.jarvis.observatory;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** One business: the tenant that everything belongs to. */
public record ObservatoryId(@JsonValue UUID value) {
    @JsonCreator
    public ObservatoryId {}

    @Override
    public String toString() {
        return value.toString();
    }
}
