package dev.sitedrop.ledger;

/** The two ways in which Procore documents how an image names its upload. */
public enum ImageForm {
  /** Of its guide: {@code {"upload":{"uuid","image_name"},"image":{…}}}. */
  GUIDE,
  /** Of its API reference: {@code {"upload_uuid","image_name","image":{…}}}. */
  REFERENCE;

  public ImageForm other() {
    return this == GUIDE ? REFERENCE : GUIDE;
  }
}
