package dev.sitedrop.intake.web;

import dev.sitedrop.intake.GivenBack;
import dev.sitedrop.intake.IncomingDrop;
import dev.sitedrop.intake.Settlement;
import dev.sitedrop.ledger.Arrival;
import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.ledger.Target;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Answers whoever has uploaded something, as long as he waits for it. There is nothing to take out
 * of his way: he keeps his file. What becomes of it later he sees in the delivery itself.
 */
@Component(WebSettlement.NAME)
class WebSettlement implements Settlement {
  static final String NAME = "webSettlement";

  private final Map<String, Answer> waiting = new ConcurrentHashMap<>();

  /** What is told to one who waits: one of both, once. */
  static final class Answer {
    private Arrival arrival;
    private String refusal;

    /** Null if it was not accepted. */
    Arrival arrival() {
      return arrival;
    }

    /** Null if it was not refused. */
    String refusal() {
      return refusal;
    }
  }

  Answer waitFor(WebOrigin origin) {
    Answer answer = new Answer();
    waiting.put(origin.request(), answer);
    return answer;
  }

  void waitNoMore(WebOrigin origin) {
    waiting.remove(origin.request());
  }

  @Override
  public void accept(Arrival arrival, Target target) {
    Answer answer = waiting.get(WebOrigin.of(arrival.origin()).request());
    if (answer != null) {
      answer.arrival = arrival;
    }
  }

  @Override
  public void deliver(Arrival arrival, Delivery delivery) {
    // the delivery is the receipt
  }

  @Override
  public void fail(Arrival arrival, Delivery delivery) {
    // the delivery tells the reason
  }

  @Override
  public GivenBack refuse(IncomingDrop drop, String reason) {
    String told = forUploads(reason);
    Answer answer = waiting.get(WebOrigin.of(drop.origin()).request());
    if (answer != null) {
      answer.refusal = told;
    }
    return new GivenBack(told, "It was not kept. Send it again when it is right.");
  }

  /** Who uploads something knows of no folders. */
  private static String forUploads(String reason) {
    return reason
        .replaceFirst(
            "It lies in no project's folder\\. Put it into .*",
            "It is not said which project it is for. Give the number that is in the address of"
                + " the project's page in Procore.")
        .replace("Name the folder by Procore's project id", "Give Procore's project id")
        .replace("put it into accident_logs", "send it with the target accident_logs")
        .replace("then put it back", "then send it again");
  }
}
