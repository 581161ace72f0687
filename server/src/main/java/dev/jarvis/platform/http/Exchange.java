package dev.jarvis.platform.http;

import java.io.IOException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.io.HttpClientConnection;
import org.apache.hc.core5.http.io.HttpResponseInformationCallback;
import org.apache.hc.core5.http.message.MessageSupport;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.Closer;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer on an open connection, noting in the {@link Flight} when bytes may have left.
 *
 * <p>Head and small bodies leave in one write. When that first write fails, at least its last byte stayed here, so no
 * server ever held a whole request (RFC 9112 section 8 forbids acting on less): the call counts as not sent. This is
 * the usual end of a kept connection that the server has reset meanwhile. Every later failure counts as no answer.
 */
final class Exchange extends HttpRequestExecutor {
    private static final int MOST_INFORMATIONAL = 20;

    @Override
    public ClassicHttpResponse execute(
            ClassicHttpRequest request,
            HttpClientConnection connection,
            @Nullable HttpResponseInformationCallback ignored,
            HttpContext context)
            throws IOException, HttpException {
        EndpointDetails wire = connection.getEndpointDetails();
        HttpCoreContext.cast(context).setEndpointDetails(wire);
        Flight flight = Flight.of(context);
        long before = wire.getSentBytesCount();
        try {
            flight.sending();
            send(request, connection);
            return receive(request, connection, flight);
        } catch (IOException | HttpException | RuntimeException e) {
            if (wire.getSentBytesCount() == before) flight.nothingLeft();
            Closer.close(connection, CloseMode.IMMEDIATE);
            throw e;
        }
    }

    private static void send(ClassicHttpRequest request, HttpClientConnection connection)
            throws IOException, HttpException {
        connection.sendRequestHeader(request);
        if (request.getEntity() != null) connection.sendRequestEntity(request);
        connection.flush();
    }

    private static ClassicHttpResponse receive(
            ClassicHttpRequest request, HttpClientConnection connection, Flight flight)
            throws IOException, HttpException {
        ClassicHttpResponse response = head(connection);
        flight.answered(response.getCode());
        if (MessageSupport.canResponseHaveBody(request.getMethod(), response))
            connection.receiveResponseEntity(response);
        return response;
    }

    private static ClassicHttpResponse head(HttpClientConnection connection) throws IOException, HttpException {
        for (int i = 0; i <= MOST_INFORMATIONAL; i++) {
            ClassicHttpResponse response = connection.receiveResponseHeader();
            if (response.getCode() >= 200) return response;
        }
        throw new ProtocolException("more than %d informational responses".formatted(MOST_INFORMATIONAL));
    }
}
