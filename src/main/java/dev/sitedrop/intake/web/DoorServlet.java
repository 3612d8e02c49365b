package dev.sitedrop.intake.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sitedrop.claim.Scratch;
import dev.sitedrop.claim.Spool;
import dev.sitedrop.intake.LeftAlone;
import dev.sitedrop.intake.Shown;
import dev.sitedrop.words.FailureText;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;

/**
 * {@code POST /api/drop}: fields, then files, as multipart/form-data. One upload is one delivery.
 * It is answered when the ledger has it: 201 with the delivery. What is refused is 422, what is too
 * much 413, a full disk 507, and what cannot be taken in now 503; the body says why, as RFC 9457
 * has it. A servlet of its own, for Spring's would write every file to a folder of Tomcat's first.
 */
final class DoorServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");

  /** In bytes: what must stay free for the ledger and the log. */
  private static final long RESERVE = 32L << 20;

  /** In bytes: so much of what is refused is read on, for who still sends hears no answer. */
  private static final long MOST_UNWANTED = 256L << 20;

  private final transient Spool spool;
  private final transient DoorSettings settings;
  private final transient LeftAlone leftAlone;
  private final transient Door door;
  private final transient ObjectMapper json;

  DoorServlet(
      Spool spool, DoorSettings settings, LeftAlone leftAlone, Door door, ObjectMapper json) {
    this.leftAlone = leftAlone;
    this.spool = spool;
    this.settings = settings;
    this.door = door;
    this.json = json;
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try (Scratch scratch = spool.openScratch()) {
      refuseWhatHasNoPlace(request, scratch);
      Form form = new FormReader(settings, leftAlone, scratch.path()).read(request);
      Taken taken = door.take(form, source(request), who(request));
      if (!form.leftOut().isEmpty()) {
        LOG.info("Left out of an upload: {}", String.join("; ", form.leftOut()));
      }
      response.setHeader("Location", "/api/deliveries/" + taken.delivery());
      answer(response, 201, MediaType.APPLICATION_JSON, taken);
    } catch (NotTaken e) {
      readOn(request);
      problem(response, e.status(), e.getMessage());
    } catch (IOException | RuntimeException e) {
      readOn(request);
      notNow(response, e);
    }
  }

  /** What would fill the disk is refused before it does. */
  private static void refuseWhatHasNoPlace(HttpServletRequest request, Scratch scratch)
      throws IOException {
    long free = Files.getFileStore(scratch.path()).getUsableSpace();
    if (request.getContentLengthLong() > free - RESERVE) {
      throw new NotTaken(507, DiskFull.TOLD);
    }
  }

  /** The command line has a name of its own, so that rules can tell it from the page. */
  private static String source(HttpServletRequest request) {
    return "cli".equals(request.getHeader("X-SiteDrop")) ? "cli" : "web";
  }

  private static String who(HttpServletRequest request) {
    return request.getRemoteUser() == null ? "" : request.getRemoteUser();
  }

  private void notNow(HttpServletResponse response, Exception failure) throws IOException {
    String why = Shown.of(FailureText.of(failure));
    LOG.warn("An upload cannot be taken in now ({}). Its sender is told to send it again", why);
    if (DiskFull.isCauseOf(failure)) {
      problem(response, 507, DiskFull.TOLD);
    } else {
      response.setHeader("Retry-After", "30");
      problem(response, 503, "It cannot be taken in now. Nothing of it is kept: send it again.");
    }
  }

  private static void readOn(HttpServletRequest request) {
    try {
      InputStream in = request.getInputStream();
      byte[] unwanted = new byte[8192];
      long most = MOST_UNWANTED;
      for (int n = in.read(unwanted); n >= 0 && most > 0; n = in.read(unwanted)) {
        most -= n;
      }
    } catch (IOException | RuntimeException gone) {
      // so there is nobody to be answered
    }
  }

  private void problem(HttpServletResponse response, int status, String told) throws IOException {
    answer(
        response,
        status,
        MediaType.APPLICATION_PROBLEM_JSON,
        ProblemDetail.forStatusAndDetail(HttpStatusCode.valueOf(status), told));
  }

  private void answer(HttpServletResponse response, int status, MediaType type, Object body)
      throws IOException {
    byte[] bytes = json.writeValueAsBytes(body);
    response.setStatus(status);
    response.setContentType(type.toString());
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }
}
