package dev.sitedrop.intake.remote;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * What a server says of a file; links are not followed.
 *
 * @param size in bytes
 * @param modified last change of the bytes, which most servers tell in whole seconds; null if the
 *     server does not tell it
 */
record RemoteAttributes(Kind kind, long size, FileTime modified) implements BasicFileAttributes {

  /** 1970 if the server tells no time: nobody takes that for a day. */
  RemoteAttributes {
    modified = modified == null ? FileTime.fromMillis(0) : modified;
  }

  enum Kind {
    FILE,
    FOLDER,
    LINK,
    OTHER
  }

  @Override
  public FileTime lastModifiedTime() {
    return modified;
  }

  @Override
  public FileTime lastAccessTime() {
    return modified;
  }

  @Override
  public FileTime creationTime() {
    return modified;
  }

  @Override
  public boolean isRegularFile() {
    return kind == Kind.FILE;
  }

  @Override
  public boolean isDirectory() {
    return kind == Kind.FOLDER;
  }

  @Override
  public boolean isSymbolicLink() {
    return kind == Kind.LINK;
  }

  @Override
  public boolean isOther() {
    return kind == Kind.OTHER;
  }

  /** No protocol names a file but by its path. */
  @Override
  public Object fileKey() {
    return null;
  }
}
