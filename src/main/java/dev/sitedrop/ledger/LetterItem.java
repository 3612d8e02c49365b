package dev.sitedrop.ledger;

/**
 * What one file of a letter becomes, or all of them where they are one accident log.
 *
 * @param position within the letter, from 0
 * @param name as its sender calls it
 * @param told where it is in Procore, or why it is not, in words for its sender; empty while it is
 *     under way
 * @param url where it can be seen; null if unknown
 */
public record LetterItem(int position, String name, State state, String told, String url) {

  /** How far an item has come. */
  public enum State {
    /** It is to be handed to the intake. */
    WAITING,
    /** The ledger has it. */
    UNDER_WAY,
    /** Procore has it. */
    DELIVERED,
    /** It was taken in and has failed since. */
    FAILED,
    /** It can not be delivered as it is. */
    REFUSED,
    /** It is no file that its sender wants delivered, such as a logo. */
    LEFT_OUT
  }

  public boolean isDelivered() {
    return state == State.DELIVERED;
  }

  /** Whether its sender has to do something about it. */
  public boolean isMissing() {
    return state == State.FAILED || state == State.REFUSED;
  }
}
