package dev.sitedrop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Answers calls of the API as a test says; unless it says otherwise there is one project, 42. */
final class StubProcore implements AutoCloseable {
  /** One answer. */
  record Reply(int status, String body, Map<String, String> headers) {
    static Reply of(int status, String body) {
      return new Reply(status, body, Map.of("x-request-id", "req-" + status));
    }
  }

  private record Rule(String call, Function<String, Reply> reply) {}

  private final HttpServer server;
  private final ConcurrentLinkedDeque<Rule> rules = new ConcurrentLinkedDeque<>();
  private final List<String> calls = new CopyOnWriteArrayList<>();

  StubProcore() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", this::answer);
    server.start();
    on(".*", Reply.of(200, "[]"));
    on("GET /rest/v1.0/projects\\?.*page=1&.*", Reply.of(200, "[{\"id\":42,\"name\":\"Tower\"}]"));
    on("POST /oauth/token", Reply.of(200, "{\"access_token\":\"T\"}"));
  }

  /** From now on; the last that fits counts. */
  void on(String call, Reply reply) {
    on(call, told -> reply);
  }

  void on(String call, Function<String, Reply> reply) {
    rules.addFirst(new Rule(call, reply));
  }

  /** Method, path and query of each call. */
  List<String> calls(String pattern) {
    return calls.stream().filter(call -> call.matches(pattern)).toList();
  }

  String origin() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getRequestBody().readAllBytes();
      String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
      calls.add(call);
      Reply reply =
          rules.stream()
              .filter(rule -> call.matches(rule.call()))
              .findFirst()
              .map(rule -> rule.reply().apply(call))
              .orElseThrow();
      reply.headers().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
      byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
      boolean hasBody = !exchange.getRequestMethod().equals("HEAD") && body.length > 0;
      exchange.sendResponseHeaders(reply.status(), hasBody ? body.length : -1);
      if (hasBody) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
