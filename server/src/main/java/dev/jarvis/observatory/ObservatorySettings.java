package dev.jarvis.observatory;

import dev.jarvis.platform.problem.Input;
import dev.jarvis.platform.problem.Omissible;
import dev.jarvis.platform.problem.Problem;
import java.time.ZoneId;
import java.util.Currency;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Set;

/**
 * How a business reads time, numbers and money, and how long it keeps what it gathered.
 *
 * @param timezone a region of the tz database, such as {@code Europe/Berlin}
 * @param locale a BCP 47 tag, such as {@code en-GB}
 * @param currency ISO 4217, such as {@code EUR}
 * @param retention days that activity and messages are kept, 30 to 3650
 * @param runRetention days that runs of rules that are over are kept, and the times they were due, 1 to 3650; 90 when absent
 * @param webhookRetention days that webhooks are kept as they came, 1 to 365: as long as one that comes again is known; 30
 *     when absent
 */
public record ObservatorySettings(
        String timezone,
        String locale,
        String currency,
        int retention,
        @Omissible Integer runRetention,
        @Omissible Integer webhookRetention) {
    private static final int RUN_DAYS = 90;
    private static final int WEBHOOK_DAYS = 30;
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

    public static final ObservatorySettings USUAL =
            new ObservatorySettings("UTC", "en", "USD", 400, RUN_DAYS, WEBHOOK_DAYS);

    public ObservatorySettings {
        if (!ZoneId.getAvailableZoneIds().contains(timezone))
            throw Problem.badInput("timezone", "must be a region such as Europe/Berlin");
        if (!isLocale(locale)) throw Problem.badInput("locale", "must be a language tag such as en-GB");
        if (!isCurrency(currency)) throw Problem.badInput("currency", "must be an ISO 4217 code such as EUR");
        Input.between("retention", retention, 30, 3650);
        runRetention = Input.between("runRetention", runRetention == null ? RUN_DAYS : runRetention, 1, 3650);
        webhookRetention =
                Input.between("webhookRetention", webhookRetention == null ? WEBHOOK_DAYS : webhookRetention, 1, 365);
    }

    public ZoneId zone() {
        return ZoneId.of(timezone);
    }

    private static boolean isLocale(String tag) {
        try {
            return LANGUAGES.contains(
                    new Locale.Builder().setLanguageTag(tag).build().getLanguage());
        } catch (IllformedLocaleException e) {
            return false;
        }
    }

    private static boolean isCurrency(String code) {
        return Currency.getAvailableCurrencies().stream()
                .anyMatch(currency -> currency.getCurrencyCode().equals(code));
    }
}
