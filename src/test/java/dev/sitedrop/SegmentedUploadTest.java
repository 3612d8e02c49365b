package dev.sitedrop;

/** Uploads v1.1 with segments: what is set when nothing is. */
@SiteDropTest
class SegmentedUploadTest extends UploadProtocolContract {

  @Override
  int callsOfAnImage() {
    return 3;
  }
}
