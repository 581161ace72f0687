package dev.jarvis.observatory;

import dev.jarvis.platform.problem.Input;
import org.jspecify.annotations.Nullable;

/** What of an observatory shall be otherwise; what is absent stays. */
public record ObservatoryChange(
        @Nullable String name, @Nullable Settings settings) {
    public ObservatoryChange {
        if (name != null) name = Input.text("name", name, 200);
    }

    /** As in {@link ObservatorySettings}. */
    public record Settings(
            @Nullable String timezone,
            @Nullable String locale,
            @Nullable String currency,
            @Nullable Integer retention,
            @Nullable Integer runRetention,
            @Nullable Integer webhookRetention) {
        ObservatorySettings of(ObservatorySettings now) {
            return new ObservatorySettings(
                    or(timezone, now.timezone()),
                    or(locale, now.locale()),
                    or(currency, now.currency()),
                    or(retention, now.retention()),
                    or(runRetention, now.runRetention()),
                    or(webhookRetention, now.webhookRetention()));
        }
    }

    Observatory of(Observatory now) {
        return new Observatory(
                now.id(),
                or(name, now.name()),
                settings == null ? now.settings() : settings.of(now.settings()),
                now.createdAt());
    }

    private static <T> T or(@Nullable T wanted, T now) {
        return wanted == null ? now : wanted;
    }
}
