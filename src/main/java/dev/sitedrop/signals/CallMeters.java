package dev.sitedrop.signals;

import dev.sitedrop.procore.ApiCallEnded;
import dev.sitedrop.procore.Companies;
import dev.sitedrop.procore.Company;
import dev.sitedrop.procore.TurnAwaited;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.function.ToDoubleFunction;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Calls of Procore's API, and what is left of its limits, as metrics of this copy. */
@Component
class CallMeters {
  private final MeterRegistry meters;

  CallMeters(MeterRegistry meters, Companies companies) {
    this.meters = meters;
    for (Company company : companies.all()) {
      left(company, "10s", Company::callsLeftInTenSeconds);
      left(company, "hour", Company::callsLeftInTheHour);
      Gauge.builder("sitedrop.circuit.open", company, one -> one.isHeldBack() ? 1 : 0)
          .description("1 while Procore does not answer as it should, and calls are held back")
          .tag("company", company.label())
          .register(meters);
    }
  }

  private void left(Company company, String window, ToDoubleFunction<Company> calls) {
    Gauge.builder("sitedrop.budget.remaining", company, calls)
        .baseUnit("calls")
        .description("Calls that the rate limit leaves, as this copy knows it")
        .tags("company", company.label(), "window", window)
        .register(meters);
  }

  @EventListener
  void ended(ApiCallEnded call) {
    String status = call.status() == 0 ? "none" : Integer.toString(call.status());
    Timer.builder("sitedrop.api.calls")
        .description("Calls of Procore's API")
        .tags(
            Tags.of(
                "company", call.company().label(), "endpoint", call.endpoint(), "status", status))
        .register(meters)
        .record(call.time());
  }

  @EventListener
  void awaited(TurnAwaited turn) {
    Waits.record(meters, turn.cause().name(), turn.time());
  }
}
