package dev.jarvis.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.coyote.AbstractProtocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A listener of ten places, and clients that keep theirs. */
class PartingValveTest {
    private static final int PLACES = 10;

    @TempDir
    private Path folder;

    private final Tomcat tomcat = new Tomcat();
    private final List<Socket> clients = new ArrayList<>();

    @BeforeEach
    void listen() throws Exception {
        tomcat.setBaseDir(folder.toString());
        Connector connector = new Connector();
        connector.setPort(0);
        if (connector.getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
            protocol.setAddress(InetAddress.getLoopbackAddress());
            protocol.setMaxConnections(PLACES);
            protocol.setKeepAliveTimeout(60_000);
        }
        tomcat.setConnector(connector);
        tomcat.getEngine().getPipeline().addValve(new PartingValve());
        Context context = tomcat.addContext("", folder.toString());
        Tomcat.addServlet(context, "hello", new Hello());
        context.addServletMappingDecoded("/", "hello");
        tomcat.start();
    }

    @AfterEach
    void end() throws Exception {
        for (Socket client : clients) client.close();
        tomcat.stop();
        tomcat.destroy();
    }

    @Test
    void keepsConnectionsWhileThereIsRoom() throws IOException {
        Socket one = connect();

        assertThat(answer(one)).doesNotContainIgnoringCase("connection: close");
        assertThat(answer(one)).as("on the same connection").isNotEmpty();
    }

    @Test
    void letsEverybodyInThoughAllWhoCameKeepTheirs() throws IOException {
        for (int client = 0; client < PLACES * 3; client++)
            assertThat(answer(connect())).as("client " + client).contains("hello");
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), tomcat.getConnector().getLocalPort());
        socket.setSoTimeout(5_000);
        clients.add(socket);
        return socket;
    }

    /** Head and body of one answer, whose body is five bytes. */
    private static String answer(Socket socket) throws IOException {
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        StringBuilder head = new StringBuilder();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine())
            head.append(line).append('\n');
        char[] body = new char[5];
        int read = in.read(body);
        return head.append(body, 0, Math.max(read, 0)).toString();
    }

    private static final class Hello extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentLength(5);
            response.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));
        }
    }
}
