package dev.jarvis.platform.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Turns a host name into all its addresses. */
@FunctionalInterface
interface Names {
    InetAddress[] lookup(String host) throws UnknownHostException;
}
