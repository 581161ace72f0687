package dev.jarvis.platform.crypto;

/**
 * A sealed value does not open where it lies: it was moved from another row, column, observatory or version, it is
 * damaged, or the key it was sealed with is gone. There is nothing to retry.
 */
public final class Unopenable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unopenable(Place place, String why) {
        super("The %s of row %s in observatory %s cannot be opened: %s."
                .formatted(place.purpose(), place.row(), place.observatory(), why));
    }
}
