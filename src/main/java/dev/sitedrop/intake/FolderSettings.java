package dev.sitedrop.intake;

import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.apache.camel.CamelContext;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings {@code intake.*} of folders, and of the names that are left alone at every door.
 *
 * @param leftAlone names of files and folders that are left alone besides those that are known, in
 *     folders, mails, their zips and uploads, without regard to case; {@code *} stands for any
 *     characters
 * @param folders how the folders are called that show what became of the files: {@code .accepted},
 *     {@code .delivered} and {@code .failed}, or the same without the dot, which everybody sees
 * @param raw what becomes of a raw photo that lies beside its JPEG: it is refused, or stays with
 *     the JPEG and is not sent
 */
@Validated
@ConfigurationProperties("intake")
public record FolderSettings(
    @DefaultValue
        List<
                @Pattern(
                    regexp = "[^/\\\\]*[^/\\\\*?\\s][^/\\\\]*",
                    message = "must be names such as *.bak, without folders")
                String>
            leftAlone,
    @DefaultValue("hidden") FolderNames folders,
    @DefaultValue("refuse") RawRule raw) {

  public FolderSettings {
    leftAlone = leftAlone == null ? List.of() : List.copyOf(leftAlone);
    folders = folders == null ? FolderNames.HIDDEN : folders;
    raw = raw == null ? RawRule.REFUSE : raw;
  }

  /** Those of the context; the defaults where only a component is there, as in a test. */
  public static FolderSettings in(CamelContext camel) {
    FolderSettings set = camel.getRegistry().findSingleByType(FolderSettings.class);
    return set == null ? defaults() : set;
  }

  /** As they are where nobody sets anything. */
  public static FolderSettings defaults() {
    return new FolderSettings(List.of(), FolderNames.HIDDEN, RawRule.REFUSE);
  }
}
