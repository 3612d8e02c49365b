package dev.sitedrop.delivery;

import dev.sitedrop.procore.ProcoreFailure.BusyUntil;
import dev.sitedrop.procore.ProcoreFailure.Damaged;
import dev.sitedrop.procore.ProcoreFailure.Expired;
import dev.sitedrop.procore.ProcoreFailure.LoginRefused;
import dev.sitedrop.procore.ProcoreFailure.NotYet;
import dev.sitedrop.procore.ProcoreFailure.Passing;
import dev.sitedrop.procore.ProcoreFailure.Refused;
import dev.sitedrop.procore.ProcoreFailure.TokenRejected;
import dev.sitedrop.procore.ProcoreFailure.UnknownOutcome;
import java.io.IOException;

/** Why a delivery waits, in a few kinds. */
public enum WaitReason {
  /** Procore wants no calls for a while. */
  BUSY,
  /** Procore or its storage has failed in a way that passes. */
  PASSING,
  /** The login refuses the credentials. */
  LOGIN,
  /** A new token was rejected, too. */
  TOKEN,
  /** Procore is not ready with something yet. */
  NOT_YET,
  /** It may have been done or not. */
  UNKNOWN_OUTCOME,
  /** An upload or its URLs are past their time. */
  EXPIRED,
  /** Bytes were changed on their way. */
  DAMAGED,
  /** An upload was refused that is made anew. */
  REFUSED,
  /** No connection, no answer, or a spool that cannot be used. */
  CONNECTION,
  /** The ledger could not be written. */
  LEDGER,
  /** Anything else. */
  OTHER;

  static WaitReason of(Exception failure) {
    if (failure instanceof BusyUntil) {
      return BUSY;
    }
    if (failure instanceof Passing) {
      return PASSING;
    }
    if (failure instanceof LoginRefused) {
      return LOGIN;
    }
    if (failure instanceof TokenRejected) {
      return TOKEN;
    }
    if (failure instanceof NotYet) {
      return NOT_YET;
    }
    if (failure instanceof UnknownOutcome) {
      return UNKNOWN_OUTCOME;
    }
    if (failure instanceof Expired) {
      return EXPIRED;
    }
    if (failure instanceof Damaged) {
      return DAMAGED;
    }
    if (failure instanceof Refused) {
      return REFUSED;
    }
    return failure instanceof IOException ? CONNECTION : OTHER;
  }
}
