package dev.jarvis.platform.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.AbstractProtocol;

/**
 * Ends each connection after its answer while more than half of the connections allowed are open. Kept alive for nothing,
 * idle ones would hold every place, and whoever comes next would wait for their time to run out.
 */
final class PartingValve extends ValveBase {
    PartingValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        if (crowded(request.getConnector())) response.setHeader("Connection", "close");
        getNext().invoke(request, response);
    }

    private static boolean crowded(Connector connector) {
        return connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol
                && protocol.getConnectionCount() > protocol.getMaxConnections() / 2;
    }
}
