package dev.sitedrop.api;

import dev.sitedrop.api.FilterReader.BadParameter;
import dev.sitedrop.ledger.CannotSteer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Errors of the API as RFC 9457 has them, in plain words. */
@RestControllerAdvice(basePackageClasses = ApiProblems.class)
class ApiProblems {
  private static final Logger LOG = LoggerFactory.getLogger(ApiProblems.class);

  /** There is nothing of this name. */
  static final class NotThere extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotThere(String told) {
      super(told);
    }
  }

  @ExceptionHandler
  ProblemDetail notThere(NotThere e) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, e.getMessage());
  }

  @ExceptionHandler
  ProblemDetail badParameter(BadParameter e) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, e.getMessage());
  }

  @ExceptionHandler
  ProblemDetail unreadable(HttpMessageNotReadableException e) {
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.BAD_REQUEST, "The body is not the JSON that is expected here.");
  }

  @ExceptionHandler
  ProblemDetail cannotSteer(CannotSteer e) {
    return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, e.getMessage());
  }

  /** What is wrong with the ledger is told by those who look after it. */
  @ExceptionHandler({DataAccessException.class, TransactionException.class})
  ProblemDetail ledgerIsAway(RuntimeException e) {
    LOG.debug("the ledger does not answer", e);
    return ProblemDetail.forStatusAndDetail(
        HttpStatus.SERVICE_UNAVAILABLE, "The ledger cannot be asked now. The log says why.");
  }
}
