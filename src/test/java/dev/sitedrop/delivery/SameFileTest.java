package dev.sitedrop.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sitedrop.ledger.Attachment;
import dev.sitedrop.ledger.UploadProtocol;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SameFileTest {

  @ParameterizedTest(name = "{0} of 1 byte shown as {1} of {2}: {3}")
  @CsvSource({
    "crane.jpg, crane.jpg, , true",
    "crane.jpg, crane.jpg, 1, true",
    "crane.jpg, crane.jpg, 2, false",
    "Tower crane (2).jpg, Tower_crane__2_.jpg, , true",
    "CRANE.JPG, crane.jpg, , true",
    "Büro.jpg, B_ro.jpg, 1, true",
    "Büro.jpg, B_ro.jpg, 2, false",
    "Süd seite (2).JPG, s_d_seite__2_.jpg, , true",
    "Büro.jpg, Buro.jpg, 1, true",
    "Büro.jpg, Buro.jpg, , true",
    "äöb.jpg, ab.jpg, , false",
    "crane.jpg, other.jpg, 1, false",
    "crane.jpg, , 1, false",
    "写真.jpg, .jpg, 1, false",
  })
  void aNameMayHaveBeenTidiedUp(String sent, String shown, Integer size, boolean same) {
    ObjectNode file = JsonNodeFactory.instance.objectNode();
    file.put("filename", shown);
    file.put("size", size);

    assertThat(SameFile.isNamedAlike(file(sent), file)).isEqualTo(same);
  }

  private static Attachment file(String name) {
    return new Attachment(
        UUID.randomUUID(),
        0,
        name,
        "image/jpeg",
        1,
        "",
        "key",
        UploadProtocol.SEGMENTED,
        null,
        List.of());
  }
}
