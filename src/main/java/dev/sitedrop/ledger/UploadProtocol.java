package dev.sitedrop.ledger;

/** How the bytes of a file get to Procore. */
public enum UploadProtocol {
  /** Uploads v1.1: create, PUT each segment, complete. Three calls of the API for a file. */
  SEGMENTED,

  /** Uploads v1.1 without segments: create, one multipart POST. Two calls for a file. */
  FORM
}
