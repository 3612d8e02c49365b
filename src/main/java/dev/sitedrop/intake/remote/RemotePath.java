package dev.sitedrop.intake.remote;

import dev.sitedrop.intake.folder.Listed;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.sshd.common.file.util.BasePath;

/** The name of a file on a server; the algebra of paths is the library's. */
class RemotePath extends BasePath<RemotePath, RemoteFileSystem> {

  RemotePath(RemoteFileSystem files, String root, List<String> names) {
    super(files, root, names);
  }

  /** Nothing here follows links. */
  @Override
  public Path toRealPath(LinkOption... options) {
    return normalize();
  }

  /** One that was listed, and knows the whole listing. */
  static final class OfListing extends RemotePath implements Listed {
    private final Map<String, RemoteAttributes> listing;

    OfListing(RemotePath path, Map<String, RemoteAttributes> listing) {
      super(path.getFileSystem(), path.root, path.names);
      this.listing = listing;
    }

    @Override
    public BasicFileAttributes listed() {
      return listing.get(getFileName().toString());
    }

    @Override
    public Optional<BasicFileAttributes> sibling(String name) {
      return Optional.ofNullable(listing.get(name));
    }

    @Override
    public Set<String> siblings() {
      return listing.keySet();
    }
  }
}
