package dev.jarvis.observatory;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Pattern;

/** A person's address, by which they sign in; in small letters, so that it is one however it was typed. */
public record Email(@JsonValue String value) {
    private static final Pattern PLAUSIBLE = Pattern.compile("[^@\\s\\p{Cntrl}]{1,64}@[^@\\s\\p{Cntrl}]+");
    private static final int LONGEST = 254; // RFC 5321 section 4.5.3.1.3, without the angle brackets

    @JsonCreator
    public Email {
        value = value.strip().toLowerCase(Locale.ROOT);
        if (value.length() > LONGEST || !PLAUSIBLE.matcher(value).matches())
            throw new IllegalArgumentException("must be an e-mail address such as ada@example.com");
    }

    @Override
    public String toString() {
        return value;
    }
}
