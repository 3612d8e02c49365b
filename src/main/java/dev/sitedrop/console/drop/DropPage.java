package dev.sitedrop.console.drop;

import dev.sitedrop.console.page.ConsoleAction;
import dev.sitedrop.ledger.Target;
import dev.sitedrop.procore.Companies;
import dev.sitedrop.procore.Company;
import java.util.List;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Where people put files in; they go to the API's door, as a program's do. */
@ConsoleAction
class DropPage {
  private final Companies companies;

  DropPage(Companies companies) {
    this.companies = companies;
  }

  @GetMapping("/drop")
  String drop(Model page) {
    page.addAttribute("targets", Target.values());
    page.addAttribute("companies", choice());
    return "console/drop";
  }

  /** Empty where there is nothing to choose. */
  private List<Company> choice() {
    List<Company> all = companies.all();
    return companies.areSeveral() || !all.get(0).name().isEmpty() ? all : List.of();
  }
}
