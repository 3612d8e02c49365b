package dev.sitedrop.intake.mail;

import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import java.util.Properties;

/** Writes mails as a person's program does. */
public final class Mails {
  public static final String ANN = "ann@builders.example";

  private final MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));
  private final MimeMultipart parts = new MimeMultipart("mixed");

  private Mails(String from, String subject) {
    try {
      message.setFrom(new InternetAddress(from));
      message.setRecipient(Message.RecipientType.TO, new InternetAddress(MailHost.MAILBOX));
      message.setSubject(subject, "UTF-8");
      message.setSentDate(Date.from(Instant.parse("2026-05-06T08:15:00Z")));
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  public static Mails fromAnn(String subject) {
    return from(ANN, subject);
  }

  public static Mails from(String address, String subject) {
    return new Mails(address, subject);
  }

  public Mails to(String address) {
    return header("To", address);
  }

  public Mails header(String name, String value) {
    try {
      message.setHeader(name, value);
      return this;
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  public Mails text(String text) {
    return part(
        text.getBytes(java.nio.charset.StandardCharsets.UTF_8), "text/plain; charset=utf-8", null);
  }

  public Mails html(String html) {
    return part(
        html.getBytes(java.nio.charset.StandardCharsets.UTF_8), "text/html; charset=utf-8", null);
  }

  public Mails attach(String name, String type, byte[] content) {
    return part(content, type, name);
  }

  /** A picture that the HTML shows as {@code cid:…}. */
  public Mails inline(String name, String type, String id, byte[] content) {
    try {
      MimeBodyPart part = body(content, type);
      part.setFileName(name);
      part.setDisposition("inline");
      part.setContentID("<" + id + ">");
      parts.addBodyPart(part);
      return this;
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private Mails part(byte[] content, String type, String name) {
    try {
      MimeBodyPart part = body(content, type);
      if (name != null) {
        part.setFileName(name);
        part.setDisposition("attachment");
      }
      parts.addBodyPart(part);
      return this;
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static MimeBodyPart body(byte[] content, String type) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setDataHandler(new DataHandler(new ByteArrayDataSource(content, type)));
    part.setHeader("Content-Type", type);
    part.setHeader("Content-Transfer-Encoding", "base64");
    return part;
  }

  public byte[] bytes() {
    try {
      message.setContent(parts);
      message.saveChanges();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      message.writeTo(out);
      return out.toByteArray();
    } catch (IOException | MessagingException e) {
      throw new IllegalStateException(e);
    }
  }
}
