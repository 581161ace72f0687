package dev.jarvis.platform.expression;

import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;

import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import java.util.ArrayList;
import java.util.List;

/**
 * The functions on text of CEL's string extension that rules need. They are our own because replacing, splitting and
 * joining multiply lengths, and here they say so before they begin. Positions count UTF-16 units as in the extension.
 */
final class TextFunctions {
    private static final ListType TEXTS = ListType.create(STRING);

    static final List<TextFunction> ALL = List.of(
            of("trim", STRING, args -> text(args, 0).strip()),
            of("lowerAscii", STRING, args -> ascii(text(args, 0), 'A', 'Z', 32)),
            of("upperAscii", STRING, args -> ascii(text(args, 0), 'a', 'z', -32)),
            of(
                    "reverse",
                    STRING,
                    args -> new StringBuilder(text(args, 0)).reverse().toString()),
            of("charAt", STRING, args -> slice(text(args, 0), position(args, 1), position(args, 1) + 1), INT),
            of(
                    "substring",
                    STRING,
                    args -> slice(
                            text(args, 0), position(args, 1), text(args, 0).length()),
                    INT),
            of("substring", STRING, args -> slice(text(args, 0), position(args, 1), position(args, 2)), INT, INT),
            of("indexOf", INT, args -> (long) paid(args).indexOf(text(args, 1)), STRING),
            of("lastIndexOf", INT, args -> (long) paid(args).lastIndexOf(text(args, 1)), STRING),
            of("replace", STRING, TextFunctions::replace, STRING, STRING),
            of("split", TEXTS, TextFunctions::split, STRING),
            new TextFunction("join", List.of(TEXTS, STRING), STRING, TextFunctions::join));

    /** One overload: how it is declared, and what it does. */
    record TextFunction(String name, List<CelType> takes, CelType gives, CelFunctionOverload does) {
        String id() {
            return "jarvis_" + name + "_" + takes.size();
        }

        CelOverloadDecl overload() {
            return CelOverloadDecl.newMemberOverload(id(), gives, takes);
        }

        CelFunctionBinding binding() {
            List<Class<?>> classes =
                    takes.stream().<Class<?>>map(TextFunctions::javaType).toList();
            return CelFunctionBinding.from(id(), classes, does);
        }
    }

    private TextFunctions() {}

    private static TextFunction of(String name, CelType gives, CelFunctionOverload does, CelType... more) {
        List<CelType> takes = new ArrayList<>(List.of(more));
        takes.addFirst(STRING);
        return new TextFunction(name, List.copyOf(takes), gives, does);
    }

    private static Class<?> javaType(CelType type) {
        return switch (type.kind()) {
            case INT -> Long.class;
            case LIST -> List.class;
            default -> String.class;
        };
    }

    private static String text(Object[] args, int at) {
        String text = (String) args[at];
        Meter.CURRENT.get().charge(text.length() / 64);
        return text;
    }

    private static int position(Object[] args, int at) {
        return (int) Math.clamp((long) args[at], -1, Integer.MAX_VALUE - 1);
    }

    private static String slice(String text, int from, int to) {
        if (from < 0 || to > text.length() || from > to)
            throw Stopped.unusable("the position lies outside of the text");
        return text.substring(from, to);
    }

    /** Turkish has other letters for i; a name of a field has not. */
    private static String ascii(String text, char first, char last, int shift) {
        StringBuilder shifted = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= first && c <= last) shifted.setCharAt(i, (char) (c + shift));
        }
        return shifted.toString();
    }

    /** The text that is searched, after the search is paid for. */
    private static String paid(Object[] args) {
        String text = text(args, 0);
        Prices.within(Meter.CURRENT.get(), text.length(), text(args, 1).length());
        return text;
    }

    private static Object replace(Object[] args) {
        String text = paid(args);
        String wanted = text(args, 1);
        String other = text(args, 2);
        long places = wanted.isEmpty() ? text.length() + 1L : text.length() / wanted.length();
        Meter.CURRENT.get().text(text.length() + places * Math.max(0, other.length() - wanted.length()));
        return text.replace(wanted, other);
    }

    private static Object split(Object[] args) {
        String text = paid(args);
        String separator = text(args, 1);
        List<String> parts = new ArrayList<>();
        if (separator.isEmpty()) text.codePoints().forEach(c -> part(parts, Character.toString(c)));
        else cut(text, separator, parts);
        return parts;
    }

    private static void cut(String text, String separator, List<String> parts) {
        int from = 0;
        for (int at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, from)) {
            part(parts, text.substring(from, at));
            from = at + separator.length();
        }
        part(parts, text.substring(from));
    }

    private static void part(List<String> parts, String part) {
        parts.add(part);
        Meter.CURRENT.get().list(parts.size());
    }

    private static Object join(Object[] args) {
        String separator = text(args, 1);
        StringBuilder joined = new StringBuilder();
        String before = "";
        for (Object item : (List<?>) args[0]) {
            if (!(item instanceof String part)) throw Stopped.unusable("only texts can be joined");
            Meter.CURRENT.get().text((long) joined.length() + before.length() + part.length());
            joined.append(before).append(part);
            before = separator;
        }
        return joined.toString();
    }
}
