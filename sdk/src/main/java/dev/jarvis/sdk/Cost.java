package dev.jarvis.sdk;

import java.math.BigDecimal;

/**
 * What the platform charges for one call.
 *
 * @param amount zero or more, in whole units of {@code currency} ({@code 0.015} is one and a half cents)
 * @param currency ISO 4217, for example {@code USD}
 */
public record Cost(BigDecimal amount, String currency) {
    public static final Cost NONE = new Cost(BigDecimal.ZERO, "USD");

    public Cost {
        if (amount.signum() < 0) throw new IllegalArgumentException("A cost is zero or more, not " + amount);
        if (!currency.matches("[A-Z]{3}"))
            throw new IllegalArgumentException("A currency is three capital letters (ISO 4217), not " + currency);
    }

    public static Cost usd(String amount) {
        return new Cost(new BigDecimal(amount), "USD");
    }
}
