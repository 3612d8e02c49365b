package dev.sitedrop;

import dev.sitedrop.intake.Destinations;
import dev.sitedrop.procore.Companies;
import dev.sitedrop.procore.Company;
import java.util.ArrayList;
import java.util.List;

/** Finds the company that a source names, or says which ones it may name. */
class CompaniesOfSources implements Destinations {
  private final Companies companies;

  CompaniesOfSources(Companies companies) {
    this.companies = companies;
  }

  @Override
  public String of(String name) {
    return companies.all().stream()
        .filter(one -> one.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(mistake(name)))
        .destination();
  }

  private String mistake(String name) {
    List<String> known = new ArrayList<>();
    companies.all().stream().map(Company::name).forEach(one -> known.add(one));
    boolean mayBeEmpty = known.remove("");
    String names = String.join(" or ", known);
    if (name.isEmpty()) {
      return "it names no company; give it the parameter company, which may be " + names;
    }
    if (known.isEmpty()) {
      names = "empty: no procore.companies are set";
    } else if (mayBeEmpty) {
      names += ", or empty for the one of procore.* itself";
    }
    return "company is '" + name + "'; it may be " + names;
  }
}
