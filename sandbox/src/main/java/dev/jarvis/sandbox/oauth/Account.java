package dev.jarvis.sandbox.oauth;

/**
 * Somebody who can sign in at the sandbox.
 *
 * @param id what the platform calls the account: a number at X, an address at Google
 * @param name for people
 * @param detail the line below the name: a handle or an address
 */
public record Account(String id, String name, String detail) {

    boolean answersTo(String called) {
        return called.equals(id) || called.equals(detail) || ("@" + called).equals(detail);
    }
}
