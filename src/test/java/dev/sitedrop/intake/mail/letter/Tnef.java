package dev.sitedrop.intake.mail.letter;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes a winmail.dat with attachments, as Outlook does (MS-OXTNEF). */
final class Tnef {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  Tnef() {
    out.writeBytes(little(6).putInt(0x223e9f78).putShort((short) 1).array());
    attribute(1, 0x00089006, little(4).putInt(0x00010000).array());
  }

  Tnef attach(String name, byte[] content) {
    attribute(2, 0x00069002, new byte[14]);
    attribute(2, 0x00018010, (name + "\0").getBytes(StandardCharsets.US_ASCII));
    attribute(2, 0x0006800f, content);
    return this;
  }

  /** The text of the mail, in windows-1252. */
  Tnef body(String text) {
    byte[] said = (text + "\0").getBytes(java.nio.charset.Charset.forName("windows-1252"));
    int padded = (said.length + 3) / 4 * 4;
    ByteBuffer properties = little(16 + padded);
    properties.putInt(1).putInt(0x1000001E).putInt(1).putInt(said.length).put(said);
    attribute(1, 0x00069003, properties.array());
    return this;
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  private void attribute(int level, int id, byte[] data) {
    int sum = 0;
    for (byte b : data) {
      sum += b & 0xFF;
    }
    out.write(level);
    out.writeBytes(little(8).putInt(id).putInt(data.length).array());
    out.writeBytes(data);
    out.writeBytes(little(2).putShort((short) sum).array());
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
