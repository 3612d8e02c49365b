package dev.sitedrop.intake.mail.server;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.UIDFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.angus.mail.imap.AppendUID;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.IMAPStore;

/**
 * A mailbox on an IMAP server, as one thread uses it. What is asked of the server never marks a
 * message as read. The connection is kept, the folders are opened anew for each look.
 */
public final class Mailbox {
  private final MailServer server;
  private final Login login;
  private final String watched;
  private final String base;
  private IMAPStore store;
  private MailFolders folders;

  /**
   * @param watched the full name of the folder that is watched
   * @param base the folder that holds the others; its levels are separated by {@code /} whatever
   *     the server uses
   */
  public Mailbox(MailServer server, Login login, String watched, String base) {
    this.server = server;
    this.login = login;
    this.watched = watched;
    this.base = base;
  }

  /** Connects, if it is not connected. */
  public void connect() throws MessagingException, IOException {
    if (store != null && store.isConnected()) {
      return;
    }
    disconnect();
    store =
        (IMAPStore)
            Connection.session("imap", server, login).getStore(Connection.protocol("imap", server));
    Connection.login(store, login);
    folders = new MailFolders(store, watched, base);
  }

  /** Lets everything go, without a word of what fails. */
  public void disconnect() {
    closeFolders();
    if (store != null) {
      try {
        store.close();
      } catch (MessagingException gone) {
        // it is gone
      }
      store = null;
    }
  }

  /** The end of one look. */
  public void closeFolders() {
    if (folders != null) {
      folders.close();
    }
  }

  /** The messages of a folder in order, without those that are marked as deleted. */
  public List<Listed> list(Place place) throws MessagingException {
    IMAPFolder folder = folders.opened(place);
    Message[] messages = folder.getMessages();
    FetchProfile profile = new FetchProfile();
    profile.add(UIDFolder.FetchProfileItem.UID);
    profile.add(FetchProfile.Item.FLAGS);
    profile.add(FetchProfile.Item.SIZE);
    folder.fetch(messages, profile);
    List<Listed> listed = new ArrayList<>();
    for (Message message : messages) {
      if (!message.isExpunged() && !message.isSet(Flags.Flag.DELETED)) {
        listed.add(new Listed(folder.getUID(message), ((IMAPMessage) message).getSizeLong()));
      }
    }
    listed.sort(Comparator.comparingLong(Listed::uid));
    return listed;
  }

  public long uidValidity(Place place) throws MessagingException {
    return folders.opened(place).getUIDValidity();
  }

  /**
   * Writes a message into a file.
   *
   * @param most in bytes; of a larger one only the headers are written
   * @return whether it is there at all, and whole
   */
  public Fetched fetch(Place place, long uid, long most, Path file)
      throws MessagingException, IOException {
    IMAPMessage message = (IMAPMessage) there(folders.opened(place), uid);
    if (message == null) {
      return Fetched.GONE;
    }
    message.setPeek(true);
    boolean whole = message.getSizeLong() <= most && fetchWhole(message, most, file);
    if (!whole) {
      fetchHeaders(message, file);
    }
    message.invalidateHeaders();
    return whole ? Fetched.WHOLE : Fetched.TOO_LARGE;
  }

  /** How much of a message was there to be fetched. */
  public enum Fetched {
    WHOLE,
    TOO_LARGE,
    GONE
  }

  private static boolean fetchWhole(IMAPMessage message, long most, Path file)
      throws MessagingException, IOException {
    long size = 0;
    try (InputStream in = message.getMimeStream();
        OutputStream out = Files.newOutputStream(file)) {
      byte[] buffer = new byte[65536];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        size += n;
        if (size > most) {
          return false;
        }
        out.write(buffer, 0, n);
      }
    }
    return true;
  }

  private static void fetchHeaders(IMAPMessage message, Path file)
      throws MessagingException, IOException {
    StringBuilder headers = new StringBuilder();
    for (String line : Collections.list(message.getAllHeaderLines())) {
      headers.append(line).append("\r\n");
    }
    Files.writeString(file, headers.append("\r\n"), StandardCharsets.ISO_8859_1);
  }

  /**
   * Moves a message; a server that cannot move copies it and deletes the one.
   *
   * @return where it lies now, if the server tells
   */
  public Optional<MovedTo> move(Place from, long uid, Place to) throws MessagingException {
    IMAPFolder folder = folders.opened(from);
    Message message = there(folder, uid);
    if (message == null) {
      return Optional.empty();
    }
    Message[] one = {message};
    IMAPFolder target = folders.existing(to);
    boolean tells = store.hasCapability("UIDPLUS");
    AppendUID[] now = null;
    if (store.hasCapability("MOVE")) {
      if (tells) {
        now = folder.moveUIDMessages(one, target);
      } else {
        folder.moveMessages(one, target);
      }
      return told(now);
    }
    if (tells) {
      now = folder.copyUIDMessages(one, target);
    } else {
      folder.copyMessages(one, target);
    }
    delete(folder, one);
    return told(now);
  }

  /** Deletes a message for good. */
  public void delete(Place from, long uid) throws MessagingException {
    IMAPFolder folder = folders.opened(from);
    Message message = there(folder, uid);
    if (message != null) {
      delete(folder, new Message[] {message});
    }
  }

  /** Only this message: what others have marked as deleted is theirs to remove. */
  private void delete(IMAPFolder folder, Message[] one) throws MessagingException {
    folder.setFlags(one, new Flags(Flags.Flag.DELETED), true);
    if (store.hasCapability("UIDPLUS")) {
      folder.expunge(one);
    }
  }

  /** Null if there is no such message any more. */
  private static Message there(IMAPFolder folder, long uid) throws MessagingException {
    Message message = folder.getMessageByUID(uid);
    return message == null || message.isExpunged() ? null : message;
  }

  private static Optional<MovedTo> told(AppendUID[] places) {
    return places == null || places.length == 0 || places[0] == null
        ? Optional.empty()
        : Optional.of(new MovedTo(places[0].uidvalidity, places[0].uid));
  }
}
