package dev.sitedrop.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/**
 * What was made, as facts: how much of it an answer shows, and how, is the world's. It is read back
 * from the journal as it is here.
 *
 * @param account who made it, by its client id
 * @param madeAt when, to the fraction of a second
 * @param fields as they were sent
 * @param taken the uploads that it has, in order
 * @param token the {@code Idempotency-Token} of the call that made it; null if there was none
 * @param bodySha256 of that call
 */
record Resource(
    Kind kind,
    long id,
    long projectId,
    String account,
    Instant madeAt,
    ObjectNode fields,
    List<Taken> taken,
    String token,
    String bodySha256) {

  /** What can be created and listed. */
  enum Kind {
    IMAGE,
    ACCIDENT_LOG,
    CATEGORY
  }

  /**
   * An upload that a resource has.
   *
   * @param id of the file in the resource
   * @param name as it was sent
   * @param at when it was taken
   */
  record Taken(long id, String uuid, String name, Instant at) {}

  Resource with(ObjectNode newFields, List<Taken> nowTaken) {
    return new Resource(
        kind, id, projectId, account, madeAt, newFields, nowTaken, token, bodySha256);
  }
}
