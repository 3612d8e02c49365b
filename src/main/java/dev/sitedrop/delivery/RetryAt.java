package dev.sitedrop.delivery;

import java.time.Instant;

/** The delivery is not done: it is due again at this time. */
record RetryAt(Instant time) {}
