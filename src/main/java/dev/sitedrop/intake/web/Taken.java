package dev.sitedrop.intake.web;

import java.util.List;
import java.util.UUID;

/**
 * An upload that the ledger has.
 *
 * @param delivery the id of the delivery that it leads to
 * @param known whether the same content was there already
 * @param unsent the fields that are not sent, because the delivery that was there has others; empty
 *     if none
 * @param project Procore's project id
 * @param target {@code images} or {@code accident_logs}
 * @param rule the number of the rule that was used; null if none was
 * @param leftOut of files that are not sent, each name with the reason behind it
 */
record Taken(
    UUID delivery,
    boolean known,
    String unsent,
    long project,
    String target,
    Integer rule,
    List<String> leftOut) {}
