package dev.sitedrop.console.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * What is answered when there is nothing else to answer: a page for who looks at pages, and for
 * programs a problem as RFC 9457 has it. It is there without the console too, for the API's sake.
 */
@Controller
public class ErrorPage implements ErrorController {
  private static final String TOLD = ErrorPage.class.getName();
  private static final String API = "/api/";

  private final ObjectMapper json;

  ErrorPage(ObjectMapper json) {
    this.json = json;
  }

  /**
   * Refuses a request, with a page that says why.
   *
   * @param told a sentence of ours
   */
  public static void refuse(
      HttpServletRequest request, HttpServletResponse response, HttpStatus status, String told)
      throws IOException {
    request.setAttribute(TOLD, told);
    response.sendError(status.value());
  }

  @RequestMapping("${server.error.path:/error}")
  String error(HttpServletRequest request, HttpServletResponse response, Model page)
      throws IOException {
    HttpStatus status = statusOf(request);
    String told = told(request, status);
    response.setStatus(status.value());
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    if (!isOfAPage(request)) {
      response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
      json.writeValue(response.getOutputStream(), ProblemDetail.forStatusAndDetail(status, told));
      return null;
    }
    page.addAttribute("status", status.value());
    page.addAttribute("told", told);
    return "console/error";
  }

  /** Who asks for this address itself asks for a page that is not there. */
  private static HttpStatus statusOf(HttpServletRequest request) {
    if (!(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code)) {
      return HttpStatus.NOT_FOUND;
    }
    HttpStatus status = HttpStatus.resolve(code);
    return status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status;
  }

  private static boolean isOfAPage(HttpServletRequest request) {
    String wanted = request.getHeader(HttpHeaders.ACCEPT);
    return wanted != null
        && wanted.contains(MediaType.TEXT_HTML_VALUE)
        && !(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String path
            && path.startsWith(API));
  }

  private static String told(HttpServletRequest request, HttpStatus status) {
    if (request.getAttribute(TOLD) instanceof String told) {
      return told;
    }
    return switch (status) {
      case BAD_REQUEST -> "This is no request that SiteDrop understands.";
      case UNAUTHORIZED -> "Name and password are needed.";
      case FORBIDDEN -> "You may not do this.";
      case NOT_FOUND -> "There is nothing here, or it is gone.";
      case METHOD_NOT_ALLOWED -> "Nothing can be done here in this way.";
      case PAYLOAD_TOO_LARGE -> "This is more than SiteDrop takes at once.";
      case SERVICE_UNAVAILABLE -> "SiteDrop cannot answer just now. Load the page again soon.";
      default ->
          status.is4xxClientError()
              ? "This is no request that SiteDrop can answer."
              : "This could not be done. The log says why.";
    };
  }
}
