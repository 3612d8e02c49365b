package dev.sitedrop.intake.mail;

import dev.sitedrop.intake.GivenBack;
import dev.sitedrop.intake.IncomingDrop;
import dev.sitedrop.intake.Settlement;
import dev.sitedrop.ledger.Arrival;
import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.ledger.LetterItem.State;
import dev.sitedrop.ledger.LetterLedger;
import dev.sitedrop.ledger.Target;
import org.springframework.stereotype.Component;

/**
 * Writes down what became of each item of a letter. The mailbox itself is its consumer's: when all
 * items are decided, that answers the letter and files it.
 */
@Component(MailSettlement.NAME)
class MailSettlement implements Settlement {
  static final String NAME = "mailSettlement";

  private final LetterLedger letters;

  MailSettlement(LetterLedger letters) {
    this.letters = letters;
  }

  @Override
  public void accept(Arrival arrival, Target target) {
    LetterOrigin origin = LetterOrigin.of(arrival.origin());
    letters.underWay(origin.letter(), origin.position());
  }

  @Override
  public void deliver(Arrival arrival, Delivery delivery) {
    String told =
        delivery.target().label()
            + " "
            + delivery.resourceId()
            + " of project "
            + delivery.projectId()
            + (arrival.rule() == null ? "" : " by rule " + arrival.rule())
            + (arrival.duplicate() ? ", where it was already" : "")
            + (delivery.remark() == null ? "" : " (" + delivery.remark() + ")")
            + (arrival.unsent().isEmpty()
                ? ""
                : " (not sent: its " + arrival.unsent() + "; change it there)");
    decided(arrival.origin(), State.DELIVERED, told, delivery.resourceUrl());
  }

  @Override
  public void fail(Arrival arrival, Delivery delivery) {
    decided(arrival.origin(), State.FAILED, Settlement.reason(arrival, delivery), null);
  }

  @Override
  public GivenBack refuse(IncomingDrop drop, String reason) {
    // a sender of mails knows of no folders
    String told = reason.replace("put it into accident_logs", "write accident into the subject");
    decided(drop.origin(), State.REFUSED, told, null);
    return new GivenBack(
        told, whereabouts(letters.wantsAnswer(LetterOrigin.of(drop.origin()).letter())));
  }

  /**
   * @param wantsAnswer whether the sender of the mail is told what became of it
   */
  static String whereabouts(boolean wantsAnswer) {
    return (wantsAnswer ? "Its sender is told by mail. " : "")
        + "The mail is in the mailbox's folder Failed once all of it is decided.";
  }

  private void decided(String json, State state, String told, String url) {
    LetterOrigin origin = LetterOrigin.of(json);
    letters.decided(origin.letter(), origin.position(), state, told, url);
  }
}
