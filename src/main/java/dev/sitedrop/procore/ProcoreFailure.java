package dev.sitedrop.procore;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Why a call did not do what it should. The type is the verdict: it says what has to happen next.
 * The message is for a person and names no secret.
 */
public abstract sealed class ProcoreFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private ProcoreFailure(String message) {
    super(message, null, false, false);
  }

  /** It will be refused again until a person changes something. */
  public static final class Refused extends ProcoreFailure {
    private static final long serialVersionUID = 1L;

    /** The fields that name an upload bear these words, and so do the messages about them. */
    private static final Pattern ABOUT_UPLOAD =
        Pattern.compile("upload|uuid|image_name", Pattern.CASE_INSENSITIVE);

    private final int status;

    /** Refused by SiteDrop itself, before a call was made. */
    public Refused(String message) {
      this(message, 0);
    }

    public Refused(String message, int status) {
      super(message);
      this.status = status;
    }

    /** Whether it is SiteDrop's own judgement, and no answer of Procore's. */
    public boolean isOfSiteDrop() {
      return status == 0;
    }

    /** Whether what was asked for may have been done before: a conflict, or against its rules. */
    public boolean mayBeDoneAlready() {
      return status == 409 || status == 422;
    }

    /** Whether the account may not do it, or is not shown that there is anything. */
    public boolean isAboutAccess() {
      return status == 403 || status == 404;
    }

    /** Whether Procore said that a thing it was asked about is not there, or not any more. */
    public boolean isGone() {
      return status == 404 || status == 410;
    }

    /**
     * Whether Procore finds fault with the upload that a request names, or with the way it is
     * named; nothing was made.
     */
    public boolean isAboutUpload() {
      return (status == 400 || status == 406 || status == 422)
          && ABOUT_UPLOAD.matcher(getMessage()).find();
    }
  }

  /** Nothing may be sent before {@link #until()}. */
  public static final class BusyUntil extends ProcoreFailure {
    private static final long serialVersionUID = 1L;
    private final Instant until;
    private final boolean carriedOutPerhaps;

    /**
     * @param carriedOutPerhaps whether the call may have been carried out all the same
     */
    public BusyUntil(String message, Instant until, boolean carriedOutPerhaps) {
      super(message);
      this.until = until;
      this.carriedOutPerhaps = carriedOutPerhaps;
    }

    public boolean isCarriedOutPerhaps() {
      return carriedOutPerhaps;
    }

    public Instant until() {
      return until;
    }
  }

  /** Procore needs a moment more: nothing has failed, and it is asked again. */
  public static final class NotYet extends ProcoreFailure {
    private static final long serialVersionUID = 1L;
    private final Instant askAgainAt;

    public NotYet(String message, Instant askAgainAt) {
      super(message);
      this.askAgainAt = askAgainAt;
    }

    public Instant askAgainAt() {
      return askAgainAt;
    }
  }

  /** The access token does not hold (any more): get one new token and repeat the call once. */
  public static final class TokenRejected extends ProcoreFailure {
    private static final long serialVersionUID = 1L;

    public TokenRejected(String message) {
      super(message);
    }
  }

  /** The login refuses the credentials: every delivery waits until a person has mended them. */
  public static final class LoginRefused extends ProcoreFailure {
    private static final long serialVersionUID = 1L;

    public LoginRefused(String message) {
      super(message);
    }
  }

  /** The upload or its URLs are past their time: create a new one. */
  public static final class Expired extends ProcoreFailure {
    private static final long serialVersionUID = 1L;

    public Expired(String message) {
      super(message);
    }
  }

  /** Bytes were changed on their way: send them again. */
  public static final class Damaged extends ProcoreFailure {
    private static final long serialVersionUID = 1L;

    public Damaged(String message) {
      super(message);
    }
  }

  /** It may have been done or not: ask before sending it again. */
  public static final class UnknownOutcome extends ProcoreFailure {
    private static final long serialVersionUID = 1L;

    public UnknownOutcome(String message) {
      super(message);
    }
  }

  /** It passes by itself: try again later. */
  public static final class Passing extends ProcoreFailure {
    private static final long serialVersionUID = 1L;
    private final boolean ofStorage;

    public Passing(String message) {
      this(message, false);
    }

    /**
     * @param ofStorage whether it was the storage, and not the API, that failed
     */
    Passing(String message, boolean ofStorage) {
      super(message);
      this.ofStorage = ofStorage;
    }

    public boolean isOfStorage() {
      return ofStorage;
    }
  }
}
