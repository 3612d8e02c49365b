package dev.sitedrop.intake.mail.letter;

import jakarta.mail.MessagingException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes the files out of a text, which old programs write into it: uuencode, yEnc, Base64. */
final class TextFiles {
  /** In bytes. Nobody writes more, and what is quoted below is cut off anyway. */
  static final int LONGEST = 1 << 20;

  private static final int LONGEST_LINE = 65_536;

  /** So many lines of nothing but Base64 are no words. */
  private static final int LEAST_LINES = 12;

  private static final Pattern UU = Pattern.compile("begin(-base64)? [0-7]{3,4} (\\S.*)");
  private static final Pattern YENC =
      Pattern.compile("=ybegin .*\\bsize=(\\d{1,12})\\b.* name=(.+)");
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{56,}={0,2}");

  /** Takes a file that was found. */
  interface Found {
    void file(String name, List<String> shownAs, Unpacking.Source source)
        throws IOException, MessagingException;
  }

  private final InputStream in;
  private final Found found;
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();
  private String next;

  private TextFiles(InputStream in, Found found) {
    this.in = in;
    this.found = found;
  }

  /**
   * The text without its files, in bytes of its charset.
   *
   * @throws IOException what {@code found} throws; of a text that is damaged what is readable is
   *     returned
   */
  static byte[] read(InputStream in, Found found) throws IOException, MessagingException {
    return new TextFiles(in, found).read();
  }

  private byte[] read() throws IOException, MessagingException {
    List<String> base64 = new ArrayList<>();
    for (String line = line(); line != null; line = line()) {
      String bare = line.stripTrailing();
      Matcher uu = UU.matcher(bare);
      Matcher yEnc = YENC.matcher(bare);
      base64.add(line);
      boolean isBase64 = BASE64.matcher(bare).matches();
      if (isBase64 && base64.size() < LEAST_LINES) {
        continue;
      }
      if (isBase64) {
        base64(base64);
        base64.clear();
        continue;
      }
      base64.remove(base64.size() - 1);
      keep(base64);
      if (uu.matches() && (uu.group(1) != null || isUuencoded(peek()))) {
        uu(uu.group(2), uu.group(1) != null);
      } else if (yEnc.matches()) {
        Yenc stream = new Yenc(Long.parseLong(yEnc.group(1)));
        found.file(PartName.plain(HeaderText.raw(yEnc.group(2))), List.of(), () -> stream);
      } else {
        keep(List.of(line));
      }
      base64.clear();
    }
    keep(base64);
    return text.toByteArray();
  }

  private void keep(List<String> lines) {
    for (String line : lines) {
      if (text.size() < LONGEST) {
        text.writeBytes(line.getBytes(StandardCharsets.ISO_8859_1));
      }
    }
  }

  private void uu(String said, boolean isBase64) throws IOException, MessagingException {
    String name = PartName.plain(HeaderText.decode(said));
    InputStream stream = isBase64 ? new Base64Lines(new Lines("=+|-+")) : new Uuencoded();
    found.file(name.isEmpty() ? "attachment" : name, List.of(), () -> stream);
  }

  /** What it is tells its first bytes; of anything else nobody knows why it is there. */
  private void base64(List<String> begun) throws IOException, MessagingException {
    byte[] start = String.join("", begun).getBytes(StandardCharsets.ISO_8859_1);
    InputStream all =
        new SequenceInputStream(
            new ByteArrayInputStream(start), new Lines("(?![A-Za-z0-9+/]+=*$).*"));
    if (FileStart.isBase64(start)) {
      byte[] head = new Base64Lines(new ByteArrayInputStream(start)).readNBytes(64);
      found.file(FileStart.named("attachment", head), List.of(), () -> new Base64Lines(all));
    } else {
      all.transferTo(java.io.OutputStream.nullOutputStream());
    }
  }

  private String peek() {
    if (next == null) {
      next = line();
    }
    return next;
  }

  private static boolean isUuencoded(String line) {
    if (line == null || line.isBlank()) {
      return false;
    }
    String bare = line.replaceAll("[\\r\\n]", "");
    int length = bare.charAt(0) - ' ' & 0x3F;
    int letters = (length + 2) / 3 * 4;
    return length > 0 && bare.length() - 1 <= letters + 2 && bare.length() - 1 >= letters - 8;
  }

  /** With its end; null after the last. */
  private String line() {
    if (next != null) {
      String line = next;
      next = null;
      return line;
    }
    ByteArrayOutputStream line = new ByteArrayOutputStream(128);
    try {
      int read;
      while (line.size() < LONGEST_LINE && (read = in.read()) >= 0) {
        line.write(read);
        if (read == '\n') {
          break;
        }
      }
    } catch (IOException damaged) {
      return line.size() == 0 ? null : line.toString(StandardCharsets.ISO_8859_1);
    }
    return line.size() == 0 ? null : line.toString(StandardCharsets.ISO_8859_1);
  }

  /** The lines of a file, one after the other, up to its end. */
  private abstract class Block extends InputStream {
    private byte[] ready = new byte[0];
    private int at;
    private boolean ended;

    /**
     * @return null if this line is behind the end
     */
    abstract byte[] decoded(String line) throws IOException;

    /** Whether the line that ended it is text again. */
    boolean isText(String line) {
      return false;
    }

    /** The text is over, and the end has not come. */
    abstract void missesEnd() throws IOException;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int most) throws IOException {
      while (at == ready.length) {
        if (ended) {
          return -1;
        }
        String line = line();
        at = 0;
        ready = new byte[0];
        byte[] bytes = line == null ? null : decoded(line);
        if (bytes == null) {
          ended = true;
          if (line == null) {
            missesEnd();
          } else if (isText(line)) {
            next = line;
          }
        } else {
          ready = bytes;
        }
      }
      int length = Math.min(most, ready.length - at);
      System.arraycopy(ready, at, into, from, length);
      at += length;
      return length;
    }
  }

  /** As they are. */
  private final class Lines extends Block {
    private final Pattern end;

    Lines(String end) {
      this.end = Pattern.compile(end);
    }

    @Override
    byte[] decoded(String line) {
      return end.matcher(line.strip()).matches()
          ? null
          : line.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    boolean isText(String line) {
      return !line.startsWith("====");
    }

    @Override
    void missesEnd() {
      // who asks for its end will see what is missing
    }
  }

  private final class Uuencoded extends Block {
    @Override
    byte[] decoded(String line) {
      String bare = line.replaceAll("[\\r\\n]+$", "");
      if (bare.strip().equals("end")) {
        return null;
      }
      int length = bare.isEmpty() ? 0 : bare.charAt(0) - ' ' & 0x3F;
      byte[] bytes = new byte[length];
      for (int i = 0, at = 1; i < length; i += 3, at += 4) {
        int group = 0;
        for (int j = 0; j < 4; j++) {
          group = group << 6 | (at + j < bare.length() ? bare.charAt(at + j) - ' ' & 0x3F : 0);
        }
        for (int j = 0; j < 3 && i + j < length; j++) {
          bytes[i + j] = (byte) (group >> 16 - 8 * j);
        }
      }
      return bytes;
    }

    @Override
    void missesEnd() throws IOException {
      throw new IOException("its end is missing");
    }
  }

  private final class Yenc extends Block {
    private final long size;
    private long decoded;

    Yenc(long size) {
      this.size = size;
    }

    @Override
    byte[] decoded(String line) throws IOException {
      String bare = line.replaceAll("[\\r\\n]+$", "");
      if (bare.startsWith("=yend")) {
        if (decoded != size) {
          throw new IOException("not all of it is there");
        }
        return null;
      }
      if (bare.startsWith("=ypart")) {
        return new byte[0];
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream(bare.length());
      for (int i = 0; i < bare.length(); i++) {
        boolean escaped = bare.charAt(i) == '=' && i + 1 < bare.length();
        bytes.write(escaped ? bare.charAt(++i) - 64 - 42 : bare.charAt(i) - 42);
      }
      decoded += bytes.size();
      return bytes.toByteArray();
    }

    @Override
    void missesEnd() throws IOException {
      throw new IOException("its end is missing");
    }
  }
}
