package dev.sitedrop.delivery.upload;

import dev.sitedrop.ledger.Attachment;
import dev.sitedrop.ledger.UploadProtocol;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Finds the steps of the protocol that a file goes by. */
@Component
class UploadProtocols {
  private final Map<UploadProtocol, UploadSteps> steps = new EnumMap<>(UploadProtocol.class);

  UploadProtocols(List<UploadSteps> all) {
    all.forEach(one -> steps.put(one.protocol(), one));
  }

  UploadSteps of(Attachment file) {
    return steps.get(file.protocol());
  }
}
