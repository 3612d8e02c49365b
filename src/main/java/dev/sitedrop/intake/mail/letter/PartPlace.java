package dev.sitedrop.intake.mail.letter;

/**
 * Where a part of a mail stands.
 *
 * @param own whether it is the sender's own mail, and none attached to it
 * @param ending whether it may have lost its end
 * @param isLast whether nothing comes behind it in a mail that has lost its end
 */
record PartPlace(int depth, boolean own, Ending ending, boolean isLast) {
  static final PartPlace WHOLE_MAIL = new PartPlace(0, true, Ending.NOT_TOLD, true);

  /** Whether what is there arrived up to its end. */
  enum Ending {
    THERE,
    /** Nothing tells it. */
    NOT_TOLD,
    LOST
  }

  /** In something that lies there. */
  PartPlace within(boolean isOwn) {
    return new PartPlace(depth + 1, isOwn, ending, isLast);
  }

  /**
   * One of the parts that lie there.
   *
   * @param last whether no part comes behind it
   * @param complete whether the line that ends all of them is there
   */
  PartPlace child(boolean last, boolean complete) {
    boolean lost = last && !complete;
    return new PartPlace(depth + 1, own, lost ? Ending.LOST : Ending.THERE, isLast && lost);
  }
}
