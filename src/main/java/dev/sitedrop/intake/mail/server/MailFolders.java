package dev.sitedrop.intake.mail.server;

import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import java.util.EnumMap;
import java.util.Map;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;

/** The folders of a mailbox, by what they are for: where they are, and which of them are open. */
final class MailFolders {
  private final IMAPStore store;
  private final String watched;
  private final String base;
  private final Map<Place, IMAPFolder> open = new EnumMap<>(Place.class);

  /**
   * @param watched the full name of the folder that is watched
   * @param base the folder that holds the others; its levels are separated by {@code /}
   */
  MailFolders(IMAPStore store, String watched, String base) {
    this.store = store;
    this.watched = watched;
    this.base = base;
  }

  /** For reading and writing; it stays open until the end of the look. */
  IMAPFolder opened(Place place) throws MessagingException {
    IMAPFolder folder = open.get(place);
    if (folder == null || !folder.isOpen()) {
      folder = existing(place);
      folder.open(Folder.READ_WRITE);
      open.put(place, folder);
    }
    return folder;
  }

  /** Created, if it is not there yet. */
  IMAPFolder existing(Place place) throws MessagingException {
    if (place == Place.WATCHED) {
      return (IMAPFolder) store.getFolder(watched);
    }
    Folder[] namespaces = namespaces();
    Folder root = namespaces.length == 0 ? store.getDefaultFolder() : namespaces[0];
    char separator = root.getSeparator();
    String prefix = root.getFullName();
    String name =
        prefix.isEmpty() || prefix.endsWith(String.valueOf(separator))
            ? prefix
            : prefix + separator;
    name += base.replace('/', separator) + separator + place.folder();
    Folder folder = store.getFolder(name);
    if (!folder.exists()) {
      create(folder);
    }
    return (IMAPFolder) folder;
  }

  /** Some servers say that they know namespaces, and do not. */
  private Folder[] namespaces() throws MessagingException {
    try {
      return store.hasCapability("NAMESPACE") ? store.getPersonalNamespaces() : new Folder[0];
    } catch (MessagingException unsupported) {
      return new Folder[0];
    }
  }

  private static void create(Folder folder) throws MessagingException {
    Folder parent = folder.getParent();
    if (parent != null && !parent.getFullName().isEmpty() && !parent.exists()) {
      create(parent);
    }
    if (!folder.create(Folder.HOLDS_MESSAGES | Folder.HOLDS_FOLDERS) && !folder.exists()) {
      throw new MessagingException("the folder " + folder.getFullName() + " cannot be created");
    }
    folder.setSubscribed(true);
  }

  /** Closes what is open, without a word of what fails. */
  void close() {
    for (IMAPFolder folder : open.values()) {
      try {
        if (folder.isOpen()) {
          folder.close(false);
        }
      } catch (MessagingException gone) {
        // it is gone
      }
    }
    open.clear();
  }
}
