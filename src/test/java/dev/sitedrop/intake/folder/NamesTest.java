package dev.sitedrop.intake.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sitedrop.intake.FolderNames;
import dev.sitedrop.intake.FolderSettings;
import dev.sitedrop.intake.LeftAlone;
import dev.sitedrop.intake.RawRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".hidden",
        "~$plan.docx",
        "a.jpg.part",
        "A.CRDOWNLOAD",
        "x.tmp",
        "Thumbs.db",
        ".DS_Store",
        "desktop.ini",
        "x.filepart",
        "backup~",
        "@eaDir",
        "#recycle",
        "@Recycle",
        "@Recently-Snapshot",
        "$RECYCLE.BIN",
        "lost+found",
        "System Volume Information",
        ".Trash-1000",
        ".Trashes",
        ".streams",
        ".@__thumb",
        "@tmp",
        "#snapshot",
        "~snapshot",
        ".stfolder",
        "__MACOSX",
        "a.jpg:Zone.Identifier",
        "a.jpg\uF03AZone.Identifier",
        "Thumbs.db:encryptable",
        "ehthumbs.db",
        "ehthumbs_vista.db",
        "Picasa.ini",
        "IMG_1.AAE",
        "IMG_1.xmp",
        "IMG_1.jpg.xmp",
        "._IMG_1.jpg",
        ".syncthing.a.jpg.tmp",
        "~syncthing~a.jpg.tmp",
        "Icon\r",
        "Icon\uF00D",
        "a.jpg.1a2b3c4d.partial",
        "a.jpg.ocTransferId1.part",
        "a.jpg.!sync",
        "a.jpg.bts",
        "a.jpg.opdownload",
        "a.jpg.cyberducktmp",
        "a.jpg.temp",
        "a.jpg.uploading",
        "a.jpg.kei-tmp",
        "a.jpg.!ut",
        "a.jpg.aria2",
        "a.jpg.lftp-pget-status",
        "a.jpg.nextcloud",
        "a.jpg.tmp.drivedownload",
        "a.jpg.sb-1a2b3c4d-Ab12Cd"
      })
  void leavesAlone(String name) {
    assertThat(LeftAlone.KNOWN_ONES.isSo(name)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.jpg",
        "part.jpg",
        "~a.jpg",
        "tmp",
        "Thumbs.db.jpg",
        "-x",
        "icon.png",
        "Icon",
        "icons",
        "found.jpg",
        "#12.jpg",
        "@home",
        "download.jpg",
        "a-tmp.jpg",
        "recycled.jpg",
        "recycled pallets"
      })
  void takes(String name) {
    assertThat(LeftAlone.KNOWN_ONES.isSo(name)).isFalse();
  }

  @Test
  void leavesAloneWhatTheSettingNames() {
    LeftAlone more =
        new LeftAlone(
            new FolderSettings(List.of("*.BAK", "Café*"), FolderNames.VISIBLE, RawRule.REFUSE));

    assertThat(List.of("a.jpg.bak", "Cafe\u0301 old", "delivered", "failed", "accepted"))
        .allMatch(more::isSo)
        .noneMatch(LeftAlone.KNOWN_ONES::isSo);
  }

  @Test
  void tellsApartWhatIsUnderWayAndWhatSystemsLeave() {
    assertThat(List.of("a.jpg.part", "a.jpg.1a2b.partial", "x.TMP"))
        .allMatch(LeftAlone.KNOWN_ONES::isUnderWay)
        .allMatch(name -> LeftAlone.KNOWN_ONES.whyNotSent(name).isEmpty());
    assertThat(List.of("._a.jpg", "Thumbs.db", "@eaDir", "a.AAE", "x.jpg:Zone.Identifier"))
        .allMatch(name -> LeftAlone.KNOWN_ONES.whyNotSent(name).isPresent())
        .noneMatch(LeftAlone.KNOWN_ONES::isUnderWay);
    assertThat(List.of(".jpg", "a~", "~$a.docx"))
        .allMatch(name -> LeftAlone.KNOWN_ONES.whyNotSent(name).isEmpty());
  }

  @Test
  void tellsSidecarsFromFiles() {
    assertThat(Sidecars.fileOf("a.jpg.yaml")).contains("a.jpg");
    assertThat(Sidecars.fileOf("a.jpg.JSON")).contains("a.jpg");
    assertThat(Sidecars.fileOf("a.jpg")).isEmpty();
    assertThat(Sidecars.isSurely("a.jpg.yml")).isTrue();
    assertThat(Sidecars.isSurely("data.json")).isFalse();
    assertThat(Sidecars.isOfGroup("Accident.YAML")).isTrue();
  }

  @Test
  void findsAFreeNameWithoutLosingTheExtension() throws IOException {
    Files.createFile(folder.resolve("a.jpg"));
    Files.createFile(folder.resolve("a (2).jpg"));
    Files.createFile(folder.resolve("none"));

    assertThat(FreeName.in(folder, "a.jpg").getFileName()).hasToString("a (3).jpg");
    assertThat(FreeName.in(folder, "none").getFileName()).hasToString("none (2)");
    assertThat(FreeName.in(folder, "b.jpg").getFileName()).hasToString("b.jpg");
  }

  @Test
  void shortensALongNameSoThatTheSuffixFits() {
    String longest = "é".repeat(125) + "x.jpg";
    String other = "é".repeat(125) + "y.jpg";

    String receipt = FreeName.withSuffix(longest, ".receipt.json");

    assertThat(receipt.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(255);
    assertThat(receipt).endsWith(".receipt.json");
    assertThat(receipt).isNotEqualTo(FreeName.withSuffix(other, ".receipt.json"));
    assertThat(FreeName.withSuffix("a.jpg", ".receipt.json")).isEqualTo("a.jpg.receipt.json");
  }
}
