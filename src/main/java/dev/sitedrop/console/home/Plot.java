package dev.sitedrop.console.home;

import dev.sitedrop.ledger.view.Throughput;
import java.util.ArrayList;
import java.util.List;

/**
 * The bars of the last hour, in the units of the drawing: 10 a minute in width, 100 for the highest
 * bar; y grows downwards.
 *
 * @param top how many the highest bar stands for, at least 1
 * @param busy the minutes in which something was finished
 */
record Plot(List<Bar> bars, long top, long delivered, long failed, List<Throughput> busy) {
  static final int STEP = 10;
  private static final int HEIGHT = 100;

  /**
   * One run of a bar.
   *
   * @param isFailed or delivered
   */
  record Bar(int x, double y, double height, boolean isFailed) {}

  static Plot of(List<Throughput> minutes) {
    long top =
        Math.max(
            1, minutes.stream().mapToLong(one -> one.delivered() + one.failed()).max().orElse(1));
    List<Bar> bars = new ArrayList<>();
    int x = 0;
    for (Throughput minute : minutes) {
      double delivered = height(minute.delivered(), top);
      double failed = height(minute.failed(), top);
      if (delivered > 0) {
        bars.add(new Bar(x, HEIGHT - delivered, delivered, false));
      }
      if (failed > 0) {
        bars.add(new Bar(x, HEIGHT - delivered - failed, failed, true));
      }
      x += STEP;
    }
    return new Plot(
        List.copyOf(bars),
        top,
        minutes.stream().mapToLong(Throughput::delivered).sum(),
        minutes.stream().mapToLong(Throughput::failed).sum(),
        minutes.stream().filter(one -> one.delivered() + one.failed() > 0).toList());
  }

  private static double height(long count, long top) {
    return count == 0 ? 0 : Math.max(1, Math.round(1000.0 * count / top) / 10.0);
  }
}
