package dev.sitedrop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A copy of the shipping routes with one folder for each company: {@code <home>/<company>/inbox}.
 */
public final class CompanySources {
  private CompanySources() {}

  public static Path copyFor(String... companies) {
    Path routes = RoutesCopy.create();
    try {
      Files.delete(routes.resolve("sources/inbox.camel.yaml"));
      for (String company : companies) {
        write(routes, company);
      }
      return routes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path routes, String company) throws IOException {
    Files.writeString(
        routes.resolve("sources/" + company + ".camel.yaml"),
        """
        - templatedRoute:
            routeTemplateRef: folder-source
            routeId: intake-COMPANY
            parameters:
              - name: name
                value: COMPANY-photos
              - name: company
                value: COMPANY
              - name: directory
                value: "{{sitedrop.home}}/COMPANY/inbox"
        """
            .replace("COMPANY", company));
  }
}
