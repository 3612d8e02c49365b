package dev.sitedrop.ledger;

import java.time.Instant;

/**
 * What one attempt has done in one go: a call of Procore's API, or the bytes of one file that went
 * to storage. There is no secret in it: no token, no signed URL.
 *
 * @param at when it began
 * @param call such as {@code POST /rest/v1.1/projects/42/uploads}, or {@code PUT crane.jpg}
 * @param status of the answer; null if none came
 * @param millis until the answer was there; null if none came
 * @param told more about it, such as how many bytes went; may be empty
 */
public record AttemptStep(Instant at, String call, Integer status, Long millis, String told) {}
