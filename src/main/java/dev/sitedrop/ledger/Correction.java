package dev.sitedrop.ledger;

/**
 * What a delivery shall be instead.
 *
 * @param projectId Procore's project id
 * @param contentKey of its files with another target: what names the delivery; null to keep it
 * @param fields Procore's fields of the resource as a JSON object, without the uploads
 * @param told what is changed, in words
 */
public record Correction(
    long projectId, Target target, String contentKey, String fields, String told) {}
