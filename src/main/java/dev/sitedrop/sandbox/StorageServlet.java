package dev.sitedrop.sandbox;

import dev.sitedrop.sandbox.SandboxUpload.StoredSegment;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The storage behind the uploads, as S3 behaves: it compares the URL byte for byte, wants the
 * signed headers and the length, no token, and the very bytes that were announced. A servlet and no
 * controller, for it must see the URL as it was sent.
 */
class StorageServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final int BUFFER = 128 * 1024;

  private final transient SandboxState state;
  private final transient SandboxSettings settings;
  private final transient World world;
  private final transient SandboxFaults faults;
  private final transient SandboxAccount account;

  /** How many PUTs of the same bytes were refused; and the URLs that are refused for good. */
  private final transient Map<String, Integer> refusals = new ConcurrentHashMap<>();

  private final transient Set<String> refusedTargets = ConcurrentHashMap.newKeySet();

  StorageServlet(
      SandboxState state,
      SandboxSettings settings,
      World world,
      SandboxFaults faults,
      SandboxAccount account) {
    this.state = state;
    this.settings = settings;
    this.world = world;
    this.faults = faults;
    this.account = account;
  }

  /** A refusal of the storage: an XML body, as S3 writes it. */
  static final class Denied extends Exception {
    private static final long serialVersionUID = 1L;
    private final int status;
    private final String code;

    Denied(int status, String code, String message) {
      super(message, null, false, false);
      this.status = status;
      this.code = code;
    }
  }

  /** One request that brings bytes. */
  private interface Storing {
    void store() throws IOException, ServletException, Denied;
  }

  @Override
  protected void doPut(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    answering(
        request,
        response,
        () -> {
          String[] path = request.getRequestURI().split("/");
          String last = path[path.length - 1];
          int number = last.matches("\\d{1,5}") ? Integer.parseInt(last) : -1;
          SandboxUpload upload = state.upload(path[path.length - 2]);
          if (upload == null || number < 0 || number >= upload.segments().size()) {
            throw new Denied(403, "AccessDenied", "Access Denied");
          }
          StoredSegment segment = upload.segments().get(number);
          checkRequest(request, upload, segment);
          refuseAtFirst(request, response, segment);
          String etag = store(request.getInputStream(), segment, state.file(upload, number));
          state.stored(upload, number, segment.size, segment.sha256, etag);
          response.setHeader("ETag", header(etag));
        });
  }

  /** A form: the fields as they were given out, and then the file. */
  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    answering(
        request,
        response,
        () -> {
          String[] path = request.getRequestURI().split("/");
          SandboxUpload upload = state.upload(path[path.length - 1]);
          if (upload == null || !upload.segments().get(0).target.equals(request.getRequestURI())) {
            throw new Denied(403, "AccessDenied", "Access Denied");
          }
          checkTransfer(request, upload);
          Part file = FormFields.check(upload, request.getParts());
          StoredSegment whole = new StoredSegment(file.getSize(), null, null, "");
          String etag = store(file.getInputStream(), whole, state.file(upload, 0));
          state.stored(upload, 0, whole.size, whole.sha256, etag);
          state.completed(upload);
          response.setHeader("ETag", header(etag));
          response.setStatus(204);
        });
  }

  private void answering(HttpServletRequest request, HttpServletResponse response, Storing storing)
      throws IOException {
    account.called(request.getMethod() + " /storage");
    try {
      Thread.sleep(settings.storageLatency().toMillis());
      storing.store();
    } catch (Denied denied) {
      deny(request, response, denied);
    } catch (ServletException noForm) {
      deny(request, response, new Denied(400, "MalformedPOSTRequest", "It is no form"));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      response.setStatus(503);
    }
  }

  private void deny(HttpServletRequest request, HttpServletResponse response, Denied denied)
      throws IOException {
    account.violated(
        denied.status
            + " "
            + request.getMethod()
            + " "
            + request.getRequestURI()
            + ": "
            + denied.getMessage());
    response.setStatus(denied.status);
    response.setContentType("application/xml");
    String error =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>"
            + denied.code
            + "</Code><Message>"
            + denied.getMessage()
            + "</Message></Error>";
    response.getOutputStream().write(error.getBytes(StandardCharsets.UTF_8));
  }

  private void checkRequest(HttpServletRequest request, SandboxUpload upload, StoredSegment segment)
      throws Denied {
    if (!segment.target.equals(request.getRequestURI() + "?" + request.getQueryString())) {
      throw new Denied(403, "SignatureDoesNotMatch", "The URL is not the one that was signed");
    }
    checkTransfer(request, upload);
    Map<String, String> signed = signedHeaders(upload, segment, world);
    for (Map.Entry<String, String> header : signed.entrySet()) {
      if (!header.getValue().equals(request.getHeader(header.getKey()))) {
        throw new Denied(
            403, "SignatureDoesNotMatch", header.getKey() + " is not the one that was signed");
      }
    }
    for (String name : Collections.list(request.getHeaderNames())) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (lower.startsWith("x-amz-") && !signed.containsKey(lower)) {
        throw new Denied(403, "AccessDenied", "There were headers which were not signed: " + lower);
      }
    }
  }

  /** The headers that a PUT has to bear, as they are handed out. */
  static Map<String, String> signedHeaders(
      SandboxUpload upload, StoredSegment segment, World world) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("x-amz-content-sha256", segment.sha256);
    headers.put("content-length", Long.toString(segment.size));
    if (segment.md5 != null) {
      headers.put(
          "content-md5", Base64.getEncoder().encodeToString(HexFormat.of().parseHex(segment.md5)));
    }
    if (world.signedHeaders() == World.SignedHeaders.MORE) {
      headers.put("content-type", upload.contentType());
      headers.put("x-amz-server-side-encryption", "aws:kms");
    }
    return headers;
  }

  private void checkTransfer(HttpServletRequest request, SandboxUpload upload) throws Denied {
    if (upload.urlsIssuedAt().plus(settings.urlTtl()).isBefore(Instant.now())) {
      throw new Denied(403, "AccessDenied", "Request has expired");
    }
    if (request.getHeader("Authorization") != null) {
      throw new Denied(400, "InvalidArgument", "Only one auth mechanism allowed");
    }
    if (request.getHeader("Transfer-Encoding") != null || request.getContentLengthLong() < 0) {
      throw new Denied(411, "MissingContentLength", "You must provide the Content-Length header");
    }
  }

  /** Passing faults by their number, others by the URLs that they spoil. */
  private void refuseAtFirst(
      HttpServletRequest request, HttpServletResponse response, StoredSegment segment)
      throws Denied {
    boolean refused = refusedTargets.contains(segment.target);
    if (!refused) {
      int before = refusals.getOrDefault(segment.sha256, 0);
      refused = before < faults.puts();
      refusals.put(segment.sha256, before + 1);
    }
    if (!refused) {
      return;
    }
    if (faults.sticksToUrl()) {
      refusedTargets.add(segment.target);
    }
    if (faults.putStatus() == 307) {
      response.setHeader("Location", request.getRequestURL() + "?" + request.getQueryString());
    }
    throw new Denied(faults.putStatus(), faults.putCode(), "As the sandbox's faults want it");
  }

  private String header(String etag) {
    return (world.etag() == World.Etag.WEAK ? "W/" : "") + "\"" + etag + "\"";
  }

  /** What the bytes are called from now on, without quotes. */
  private String etag(String md5) {
    if (world.etag() == World.Etag.MD5) {
      return md5;
    }
    String opaque = UUID.randomUUID().toString().replace("-", "");
    return world.etag() == World.Etag.MULTIPART ? opaque + "-2" : opaque;
  }

  private String store(InputStream in, StoredSegment segment, Path to) throws IOException, Denied {
    MessageDigest sha256 = Digests.of("SHA-256");
    MessageDigest md5 = Digests.of("MD5");
    Path unfinished = to.resolveSibling(to.getFileName() + "." + UUID.randomUUID());
    try {
      long size = 0;
      try (OutputStream out = Files.newOutputStream(unfinished)) {
        byte[] buffer = new byte[BUFFER];
        for (int read; (read = in.read(buffer)) >= 0; size += read) {
          sha256.update(buffer, 0, read);
          md5.update(buffer, 0, read);
          out.write(buffer, 0, read);
        }
      }
      if (size != segment.size) {
        throw new Denied(400, "IncompleteBody", "Fewer bytes came than Content-Length said");
      }
      String hash = Digests.hex(sha256);
      if (segment.sha256 == null) {
        segment.sha256 = hash;
      }
      if (!hash.equals(segment.sha256)) {
        throw new Denied(400, "XAmzContentSHA256Mismatch", "The bytes have another SHA-256");
      }
      String md5OfBytes = Digests.hex(md5);
      if (segment.md5 != null && !segment.md5.equals(md5OfBytes)) {
        throw new Denied(400, "BadDigest", "The bytes have another MD5");
      }
      Files.move(unfinished, to, StandardCopyOption.ATOMIC_MOVE);
      return etag(md5OfBytes);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /** Downloads: {@code /storage/downloads/<uuid or file token>/<filename>}. */
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String[] path = request.getRequestURI().split("/");
    SandboxUpload upload = path.length < 4 ? null : state.uploadOfUrl(path[3]);
    if (upload == null || !upload.progress().complete || !"downloads".equals(path[2])) {
      response.sendError(404);
      return;
    }
    response.setContentType(upload.contentType());
    response.setContentLengthLong(upload.size());
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Content-Security-Policy", "sandbox");
    for (int i = 0; i < upload.segments().size(); i++) {
      Files.copy(state.file(upload, i), response.getOutputStream());
    }
  }
}
