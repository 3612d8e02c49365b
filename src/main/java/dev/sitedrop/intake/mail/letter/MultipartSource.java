package dev.sitedrop.intake.mail.letter;

import jakarta.activation.DataSource;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A multipart, with nothing in its type that its parser could stumble over. */
record MultipartSource(Part part, PartType type) implements DataSource {
  @Override
  public InputStream getInputStream() throws IOException {
    try {
      return PartContent.raw(part);
    } catch (MessagingException e) {
      throw new IOException(e);
    }
  }

  @Override
  public OutputStream getOutputStream() {
    throw new UnsupportedOperationException();
  }

  @Override
  public String getContentType() {
    String boundary = type.content().parameters().getOrDefault("boundary", "");
    String quoted = boundary.replace("\\", "\\\\").replace("\"", "\\\"");
    return "multipart/mixed" + (boundary.isEmpty() ? "" : "; boundary=\"" + quoted + "\"");
  }

  @Override
  public String getName() {
    return "";
  }
}
