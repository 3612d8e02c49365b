package dev.sitedrop.intake.sftp;

import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.apache.sshd.sftp.client.SftpClient;

/** What a listing says of an entry. */
record ListedAttributes(SftpClient.Attributes listed) implements BasicFileAttributes {

  @Override
  public FileTime lastModifiedTime() {
    return listed.getModifyTime() == null ? FileTime.fromMillis(0) : listed.getModifyTime();
  }

  @Override
  public FileTime lastAccessTime() {
    return lastModifiedTime();
  }

  @Override
  public FileTime creationTime() {
    return lastModifiedTime();
  }

  @Override
  public boolean isRegularFile() {
    return listed.isRegularFile();
  }

  @Override
  public boolean isDirectory() {
    return listed.isDirectory();
  }

  @Override
  public boolean isSymbolicLink() {
    return listed.isSymbolicLink();
  }

  @Override
  public boolean isOther() {
    return listed.isOther();
  }

  @Override
  public long size() {
    return listed.getSize();
  }

  /** SFTP knows none. */
  @Override
  public Object fileKey() {
    return null;
  }
}
