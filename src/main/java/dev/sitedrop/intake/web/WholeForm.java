package dev.sitedrop.intake.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.apache.commons.fileupload2.jakarta.servlet6.JakartaServletRequestContext;

/**
 * A form that knows whether its end has come. The parser takes a form that stops between two parts
 * for a whole one; of an accident log, half of the files could be missing.
 */
final class WholeForm extends JakartaServletRequestContext {
  /** In bytes: the longest boundary there may be, and what stands around it. */
  private static final int REMEMBERED = 100;

  private final InputStream in;
  private String tail = "";

  WholeForm(HttpServletRequest request) throws IOException {
    super(request);
    this.in = new Remembering(super.getInputStream());
  }

  @Override
  public InputStream getInputStream() {
    return in;
  }

  /**
   * Whether the last delimiter has come; call it when all parts have been read.
   *
   * @param boundary between the parts
   */
  boolean isClosed(byte[] boundary) throws IOException {
    in.readNBytes(REMEMBERED); // nothing, unless something stands behind the end
    return tail.contains("--" + new String(boundary, StandardCharsets.ISO_8859_1) + "--");
  }

  /** Remembers what was read last. */
  private final class Remembering extends FilterInputStream {
    Remembering(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int size) throws IOException {
      int n = super.read(bytes, offset, size);
      if (n > 0) {
        int last = Math.min(n, REMEMBERED);
        tail += new String(bytes, offset + n - last, last, StandardCharsets.ISO_8859_1);
        tail = tail.substring(Math.max(0, tail.length() - REMEMBERED));
      }
      return n;
    }
  }
}
