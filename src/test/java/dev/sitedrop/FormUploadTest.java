package dev.sitedrop;

import org.springframework.test.context.TestPropertySource;

/** Uploads v1.1 by one multipart POST. */
@SiteDropTest
@TestPropertySource(properties = "procore.upload-protocol=form")
class FormUploadTest extends UploadProtocolContract {

  @Override
  int callsOfAnImage() {
    return 2;
  }
}
