package dev.sitedrop.intake.remote;

import dev.sitedrop.intake.Shown;
import dev.sitedrop.intake.folder.ReportedOnce;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.Attribute;
import org.apache.sshd.sftp.client.SftpClient.Attributes;
import org.apache.sshd.sftp.client.SftpClient.CloseableHandle;
import org.apache.sshd.sftp.client.SftpClient.DirEntry;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;

/**
 * What an SFTP server says of the files of a folder. The protocol lets it leave out every attribute
 * (draft-ietf-secsh-filexfer-02, section 5), and some say in a listing what a look at the file does
 * not confirm: the present time, times by the minute, no size. The look decides.
 */
final class SftpListing {
  /** Listings are held in memory, and a server could go on listing for ever. */
  private static final int MOST_ENTRIES = 500_000;

  /** The bits of a mode that tell the type, whoever defines them. */
  private static final int TYPE_BITS = 0170000;

  private static final ReportedOnce REPORTS = new ReportedOnce();

  private final SftpClient channel;
  private final String folder;

  SftpListing(SftpClient channel, String folder) {
    this.channel = channel;
    this.folder = folder;
  }

  List<RemoteSession.Entry> entries() throws IOException {
    List<DirEntry> listed = listed();
    boolean isBelieved = isConfirmed(listed);
    List<RemoteSession.Entry> entries = new ArrayList<>();
    for (DirEntry entry : listed) {
      RemoteAttributes said = said(entry);
      if (said == null || said.isRegularFile() && !isBelieved) {
        said = lookAt(entry);
      }
      if (said != null) {
        entries.add(new RemoteSession.Entry(entry.getFilename(), said));
      }
    }
    return entries;
  }

  private List<DirEntry> listed() throws IOException {
    List<DirEntry> listed = new ArrayList<>();
    try (CloseableHandle handle = channel.openDir(folder)) {
      for (DirEntry entry : channel.listDir(handle)) {
        if (!entry.getFilename().equals(".") && !entry.getFilename().equals("..")) {
          listed.add(entry);
          if (listed.size() > MOST_ENTRIES) {
            throw new IOException(folder + " holds more than " + MOST_ENTRIES + " files");
          }
        }
      }
    }
    return listed;
  }

  /** By one file; if it differs, by another, for the first may just be written. */
  private boolean isConfirmed(List<DirEntry> listed) throws IOException {
    List<DirEntry> files =
        listed.stream()
            .filter(
                entry -> {
                  RemoteAttributes said = said(entry);
                  return said != null && said.isRegularFile();
                })
            .toList();
    return files.isEmpty()
        || isConfirmed(files.get(0))
        || files.size() > 1 && isConfirmed(files.get(files.size() - 1));
  }

  private boolean isConfirmed(DirEntry entry) throws IOException {
    RemoteAttributes look = lookAt(entry);
    return look == null || look.equals(said(entry));
  }

  /**
   * @return null if it is gone, or cannot be looked at, which is told
   */
  private RemoteAttributes lookAt(DirEntry entry) throws IOException {
    String path = folder + (folder.endsWith("/") ? "" : "/") + entry.getFilename();
    try {
      return look(channel, path);
    } catch (SftpException answer) {
      if (answer.getStatus() != SftpConstants.SSH_FX_NO_SUCH_FILE
          && answer.getStatus() != SftpConstants.SSH_FX_NO_SUCH_PATH) {
        leftAlone(path, answer.getMessage());
      }
    } catch (FileSystemException unclear) {
      leftAlone(path, unclear.getReason());
    }
    return null;
  }

  private static void leftAlone(String path, String why) {
    REPORTS.warn(
        path,
        "Left alone: the server does not say what {} is ({})",
        Shown.of(path),
        Shown.of(String.valueOf(why)));
  }

  /**
   * What the listing says.
   *
   * @return null if that is not enough
   */
  private static RemoteAttributes said(DirEntry entry) {
    Attributes said = entry.getAttributes();
    RemoteAttributes.Kind kind = kind(said, entry.getLongFilename());
    boolean isEnough =
        kind != null
            && (kind != RemoteAttributes.Kind.FILE
                || said.getFlags().contains(Attribute.Size) && said.getModifyTime() != null);
    return isEnough ? new RemoteAttributes(kind, said.getSize(), said.getModifyTime()) : null;
  }

  /** What a look at the file itself says; what is missing there as well is tried. */
  static RemoteAttributes look(SftpClient channel, String path) throws IOException {
    Attributes said = channel.lstat(path);
    RemoteAttributes.Kind kind = kind(said, said.longName());
    if (kind == null) {
      kind = isFolder(channel, path) ? RemoteAttributes.Kind.FOLDER : RemoteAttributes.Kind.FILE;
    }
    long size = said.getSize();
    if (kind == RemoteAttributes.Kind.FILE && !said.getFlags().contains(Attribute.Size)) {
      size = sizeOfOpened(channel, path);
    }
    return new RemoteAttributes(kind, size, said.getModifyTime());
  }

  private static boolean isFolder(SftpClient channel, String path) throws IOException {
    try (CloseableHandle handle = channel.openDir(path)) {
      return handle.isOpen();
    } catch (SftpException no) {
      return false;
    }
  }

  private static long sizeOfOpened(SftpClient channel, String path) throws IOException {
    try (CloseableHandle handle = channel.open(path, SftpClient.OpenMode.Read)) {
      Attributes said = channel.stat(handle);
      if (!said.getFlags().contains(Attribute.Size)) {
        throw new FileSystemException(path, null, "no size");
      }
      return said.getSize();
    }
  }

  /**
   * @param longName as {@code ls -l} would write it, which begins with a letter for the type; null
   *     if there is none
   * @return null if nothing tells it
   */
  private static RemoteAttributes.Kind kind(Attributes said, String longName) {
    int mode = said.getFlags().contains(Attribute.Perms) ? said.getPermissions() & TYPE_BITS : 0;
    if (mode != 0) {
      return switch (mode) {
        case SftpConstants.S_IFREG -> RemoteAttributes.Kind.FILE;
        case SftpConstants.S_IFDIR -> RemoteAttributes.Kind.FOLDER;
        case SftpConstants.S_IFLNK -> RemoteAttributes.Kind.LINK;
        default -> RemoteAttributes.Kind.OTHER;
      };
    }
    switch (said.getType()) {
      case SftpConstants.SSH_FILEXFER_TYPE_REGULAR:
        return RemoteAttributes.Kind.FILE;
      case SftpConstants.SSH_FILEXFER_TYPE_DIRECTORY:
        return RemoteAttributes.Kind.FOLDER;
      case SftpConstants.SSH_FILEXFER_TYPE_SYMLINK:
        return RemoteAttributes.Kind.LINK;
      case SftpConstants.SSH_FILEXFER_TYPE_SPECIAL:
        return RemoteAttributes.Kind.OTHER;
      default:
        break; // unknown
    }
    boolean isOfLs = longName != null && longName.matches("[-dlbcps][-rwxsStTlL]{9}.*");
    return !isOfLs
        ? null
        : switch (longName.charAt(0)) {
          case '-' -> RemoteAttributes.Kind.FILE;
          case 'd' -> RemoteAttributes.Kind.FOLDER;
          case 'l' -> RemoteAttributes.Kind.LINK;
          default -> RemoteAttributes.Kind.OTHER;
        };
  }
}
