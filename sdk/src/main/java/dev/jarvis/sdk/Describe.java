package dev.jarvis.sdk;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What people, forms and agents are told about one component of an input or output record, and the limits it keeps.
 * A component is required unless its type is {@code @Nullable} or it is {@link #optional}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Describe {
    /** One sentence, in plain words. */
    String value();

    /** An example as it would be typed. */
    String example() default "";

    /** May be left out: the compact constructor then gets null and puts a value in its place, such as an empty list. */
    boolean optional() default false;

    int minLength() default 0;

    /** Longest text in characters, or most items of a list; 0 means no limit of ours. */
    int maxLength() default 0;

    long min() default Long.MIN_VALUE;

    long max() default Long.MAX_VALUE;

    /** A regular expression in the subset shared by ECMA-262 and RE2. */
    String pattern() default "";

    /** A JSON Schema format: {@code email}, {@code uri}, {@code date-time}; or ours: {@code multiline}, {@code html}. */
    String format() default "";
}
