package dev.jarvis.platform.db;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The address of a database with the user who enters it, in the form everyone writes it:
 * {@code postgresql://user:password@host:5432/database?sslmode=require} (also {@code postgres://} and {@code jdbc:}).
 *
 * @param options the query's parameters, which go to the driver as they stand
 */
public record DatabaseUrl(
        String host, int port, String database, String user, String password, Map<String, String> options) {
    /** A server of ours on loopback speaks in the clear; asking it otherwise would cost a round trip. */
    static final Map<String, String> LOOPBACK = Map.of("sslmode", "disable");

    private static final Pattern SCHEME = Pattern.compile("^(jdbc:)?postgres(ql)?://");

    public DatabaseUrl {
        options = Map.copyOf(new TreeMap<>(options));
    }

    /**
     * @param setting the setting's name, for the error
     * @throws DatabaseFailure {@code database-url-invalid}, without repeating the value, which may hold a password
     */
    public static DatabaseUrl parse(String setting, String value) {
        if (!SCHEME.matcher(value).find()) {
            throw DatabaseFailure.badUrl(setting, "it does not begin with postgresql://");
        }
        URI uri = uri(setting, SCHEME.matcher(value).replaceFirst("postgresql://"));
        Map<String, String> options = new TreeMap<>(queryOf(setting, uri));
        String[] userInfo = uri.getRawUserInfo() == null
                ? new String[0]
                : uri.getRawUserInfo().split(":", 2);
        String user = part(userInfo, 0, options.remove("user"));
        String password = part(userInfo, 1, options.remove("password"));
        String database =
                uri.getRawPath() == null ? "" : decoded(uri.getRawPath()).replaceFirst("^/", "");
        if (uri.getHost() == null || user.isEmpty() || database.isEmpty()) {
            throw DatabaseFailure.badUrl(setting, "host, user or database is missing");
        }
        return new DatabaseUrl(
                uri.getHost(), uri.getPort() < 0 ? 5432 : uri.getPort(), database, user, password, options);
    }

    /** The same database entered by another role; a hosted pooler's suffix of the user's name is kept. */
    DatabaseUrl as(String role, String rolePassword) {
        int dot = user.indexOf('.');
        String name = dot < 0 ? role : role + user.substring(dot);
        return new DatabaseUrl(host, port, database, name, rolePassword, options);
    }

    /** The same, whose connections give up on a server that is silent for so long, unless the address says otherwise. */
    DatabaseUrl withPatience(Duration patience) {
        Map<String, String> more = new TreeMap<>(options);
        more.putIfAbsent("socketTimeout", Long.toString(patience.toSeconds()));
        return new DatabaseUrl(host, port, database, user, password, more);
    }

    DatabaseUrl on(String otherDatabase) {
        return new DatabaseUrl(host, port, otherDatabase, user, password, options);
    }

    /** Host, port and database: what an error may say. */
    public String address() {
        return host + ":" + port + "/" + database;
    }

    String jdbc() {
        return "jdbc:postgresql://" + address();
    }

    Properties driverProperties() {
        Properties properties = new Properties();
        properties.putAll(options);
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.putIfAbsent("ApplicationName", "jarvis");
        properties.putIfAbsent("assumeMinServerVersion", "14");
        properties.putIfAbsent("tcpKeepAlive", "true");
        properties.putIfAbsent("connectTimeout", "10");
        properties.setProperty("binaryTransfer", "true");
        properties.setProperty("binaryTransferEnable", BinaryArray.TYPES);
        return properties;
    }

    /** The whole address with its password: for a setting, never for a log. */
    public String withPassword() {
        String query = options.entrySet().stream()
                .map(option -> option.getKey() + "=" + encoded(option.getValue()))
                .sorted()
                .collect(Collectors.joining("&"));
        return "postgresql://%s:%s@%s%s"
                .formatted(encoded(user), encoded(password), address(), query.isEmpty() ? "" : "?" + query);
    }

    @Override
    public String toString() {
        return "postgresql://" + user + "@" + address();
    }

    private static URI uri(String setting, String value) {
        try {
            return URI.create(value);
        } catch (IllegalArgumentException e) {
            throw DatabaseFailure.badUrl(setting, "special characters in it must be percent-encoded");
        }
    }

    private static Map<String, String> queryOf(String setting, URI uri) {
        if (uri.getRawQuery() == null || uri.getRawQuery().isEmpty()) {
            return Map.of();
        }
        return Arrays.stream(uri.getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> decoded(pair[0]), pair -> pair.length < 2 ? "" : decoded(pair[1]), (first, second) -> {
                            throw DatabaseFailure.badUrl(setting, "an option stands in it twice");
                        }));
    }

    private static String part(String[] userInfo, int index, @Nullable String otherwise) {
        if (index < userInfo.length) {
            return decoded(userInfo[index]);
        }
        return otherwise == null ? "" : otherwise;
    }

    /** A plus is a plus here: user info is not form data. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
