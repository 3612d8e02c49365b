package dev.sitedrop.delivery.upload;

import dev.sitedrop.procore.ProcoreAccount;
import org.springframework.stereotype.Component;

/** Where uploads v2.1 are: below the company. */
@Component
class UnifiedUploadPath {
  private final ProcoreAccount account;

  UnifiedUploadPath(ProcoreAccount account) {
    this.account = account;
  }

  String uploads(long projectId) {
    return "/rest/v2.1/companies/" + account.companyId() + "/projects/" + projectId + "/uploads";
  }
}
