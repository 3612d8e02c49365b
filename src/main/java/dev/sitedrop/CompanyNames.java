package dev.sitedrop;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;

/**
 * The names of the companies that settings {@code procore.companies.<name>.*} are there for. In an
 * environment variable nothing tells where a name of two words would end, so it is one word.
 */
final class CompanyNames {
  static final String PREFIX = "procore.companies";

  private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of(PREFIX);
  private static final int NAME_AT = ROOT.getNumberOfElements();
  private static final Set<String> SETTINGS =
      Set.of(
          "clientid",
          "clientsecret",
          "companyid",
          "environment",
          "apiurl",
          "loginurl",
          "storagehosts");

  private CompanyNames() {}

  /**
   * @throws StartRefused if a name, or a setting of it, cannot be one
   */
  static List<String> in(Environment environment) {
    Set<String> names = new TreeSet<>();
    for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
      if (source instanceof IterableConfigurationPropertySource all) {
        all.stream().filter(ROOT::isAncestorOf).forEach(said -> names.add(name(said)));
      }
    }
    return List.copyOf(names);
  }

  private static String name(ConfigurationPropertyName said) {
    String name = said.getElement(NAME_AT, Form.ORIGINAL);
    StringBuilder setting = new StringBuilder();
    for (int i = NAME_AT + 1; i < said.getNumberOfElements(); i++) {
      setting.append(said.isNumericIndex(i) ? "" : said.getElement(i, Form.UNIFORM));
    }
    if (!name.matches("[a-z][a-z0-9]{0,39}")) {
      throw new StartRefused(
          PREFIX
              + "."
              + name
              + " is no name of a company. Call it by one word of small letters and digits, such as"
              + " north.");
    }
    if (!SETTINGS.contains(setting.toString())) {
      throw new StartRefused(
          WrongSetting.variable(said.toString())
              + " is not known. A company's name is one word, and its settings are client-id,"
              + " client-secret, company-id, environment, api-url, login-url and storage-hosts.");
    }
    return name;
  }
}
