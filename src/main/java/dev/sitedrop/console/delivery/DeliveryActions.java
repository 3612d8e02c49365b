package dev.sitedrop.console.delivery;

import dev.sitedrop.console.page.ConsoleAction;
import dev.sitedrop.console.page.Visitor;
import dev.sitedrop.console.page.Wording;
import dev.sitedrop.intake.Corrections;
import dev.sitedrop.intake.RefusedDrop;
import dev.sitedrop.ledger.CannotSteer;
import dev.sitedrop.ledger.DeliverySteering;
import dev.sitedrop.ledger.Target;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.BinaryOperator;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What people do about deliveries; each is written down with who did it. */
@ConsoleAction
class DeliveryActions {
  private final DeliverySteering steering;
  private final Corrections corrections;
  private final RetryAll retryAll;
  private final OneDelivery one;
  private final EditedFields edited;
  private final Wording wording;

  DeliveryActions(
      DeliverySteering steering,
      Corrections corrections,
      RetryAll retryAll,
      OneDelivery one,
      EditedFields edited,
      Wording wording) {
    this.steering = steering;
    this.corrections = corrections;
    this.retryAll = retryAll;
    this.one = one;
    this.edited = edited;
    this.wording = wording;
  }

  @PostMapping("/deliveries/{id}/retry")
  String retry(
      @PathVariable UUID id, @ModelAttribute("visitor") Visitor who, RedirectAttributes next) {
    steer(() -> steering.retry(id, who.name()), "It is retried now.", next);
    return "redirect:/deliveries/" + id;
  }

  @PostMapping("/deliveries/{id}/send-again")
  String sendAgain(
      @PathVariable UUID id, @ModelAttribute("visitor") Visitor who, RedirectAttributes next) {
    steer(() -> steering.sendAgain(id, who.name()), "It is sent again now.", next);
    return "redirect:/deliveries/" + id;
  }

  @PostMapping("/deliveries/{id}/discard")
  String discard(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String reason,
      @ModelAttribute("visitor") Visitor who,
      RedirectAttributes next) {
    String why = reason.strip();
    if (why.isEmpty() || why.length() > DeliverySteering.LONGEST_REASON) {
      next.addFlashAttribute(
          "problem", "Say why, in at most " + DeliverySteering.LONGEST_REASON + " characters.");
    } else {
      steer(() -> steering.discard(id, why, who.name()), "It is discarded.", next);
    }
    return "redirect:/deliveries/" + id;
  }

  @PostMapping("/deliveries/{id}/correct")
  String correct(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String project,
      @RequestParam(defaultValue = "") String target,
      @ModelAttribute("visitor") Visitor who,
      HttpServletRequest form,
      HttpServletResponse response,
      RedirectAttributes next,
      Model page) {
    try {
      Target wanted = target(target);
      corrections.correct(
          id,
          project(project),
          wanted,
          edited.read(wanted, name -> form.getParameter(wanted.name() + "." + name)),
          who.name());
      next.addFlashAttribute("done", "It is changed, and retried now.");
      return "redirect:/deliveries/" + id;
    } catch (CannotSteer | RefusedDrop no) {
      response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
      BinaryOperator<String> said = (of, name) -> form.getParameter(of + "." + name);
      one.fill(page, id, said);
      page.addAttribute("problem", no.getMessage());
      page.addAttribute("saidProject", project);
      page.addAttribute("saidTarget", target);
      return "console/delivery";
    }
  }

  @PostMapping("/deliveries/retry")
  String retryAll(
      @ModelAttribute("query") Query query,
      @ModelAttribute("visitor") Visitor who,
      RedirectAttributes next) {
    RetryAll.Outcome outcome = retryAll.of(query.filter(wording.zone()), who.name());
    next.addFlashAttribute("done", outcome.told());
    return "redirect:" + query.link(null);
  }

  private static void steer(Runnable change, String done, RedirectAttributes next) {
    try {
      change.run();
      next.addFlashAttribute("done", done);
    } catch (CannotSteer no) {
      next.addFlashAttribute("problem", no.getMessage());
    }
  }

  private static long project(String said) {
    if (!said.strip().matches("[1-9]\\d{0,17}")) {
      throw new RefusedDrop("Enter the project's number, as shown in Procore's address bar.");
    }
    return Long.parseLong(said.strip());
  }

  private static Target target(String said) {
    return Arrays.stream(Target.values())
        .filter(target -> target.name().equals(said))
        .findFirst()
        .orElseThrow(() -> new RefusedDrop("Choose the type."));
  }
}
