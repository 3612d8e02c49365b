package dev.sitedrop.intake.remote;

import dev.sitedrop.ledger.SenderAway;
import dev.sitedrop.words.FailureText;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.util.List;
import java.util.Set;
import org.apache.sshd.common.file.util.BaseFileSystem;

/** The files of a server; it outlives the sessions through which they are reached. */
final class RemoteFileSystem extends BaseFileSystem<RemotePath> {
  private final RemoteServer server;

  RemoteFileSystem(RemoteServer server) {
    super(new RemoteProvider());
    this.server = server;
  }

  RemoteServer server() {
    return server;
  }

  /** What is asked of a server. */
  interface Question<T> {
    T ask(RemoteSession session) throws IOException;
  }

  /**
   * @throws SenderAway if there is no connection, or it is lost before the answer
   */
  <T> T ask(Question<T> question) throws IOException {
    RemoteSession session = server.session();
    try {
      return question.ask(session);
    } catch (FileSystemException answer) {
      throw answer;
    } catch (IOException e) {
      if (session.isOpen()) {
        throw e;
      }
      throw new SenderAway(
          "the connection to " + server.server() + " was lost: " + FailureText.of(e));
    }
  }

  @Override
  protected RemotePath create(String root, List<String> names) {
    return new RemotePath(this, root, names);
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {
    server.close();
  }

  @Override
  public Set<String> supportedFileAttributeViews() {
    return Set.of("basic");
  }

  @Override
  public UserPrincipalLookupService getUserPrincipalLookupService() {
    throw new UnsupportedOperationException();
  }
}
