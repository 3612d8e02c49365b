package dev.sitedrop.intake.mail.rule;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.InternetHeaders;
import java.util.ArrayList;
import java.util.List;

/**
 * Whom a mail was sent to.
 *
 * @param delivered as the receiving server has written it down: the very address of this copy
 * @param named as the sender has written it: To and Cc
 */
public record Recipients(List<String> delivered, List<String> named) {

  public static Recipients of(InternetHeaders headers) {
    List<String> delivered = new ArrayList<>();
    for (String name : List.of("Delivered-To", "X-Original-To", "Envelope-To")) {
      String[] values = headers.getHeader(name);
      if (values != null) {
        delivered.addAll(addresses(values[0]));
      }
    }
    List<String> named = new ArrayList<>();
    for (String name : List.of("To", "Cc")) {
      String[] values = headers.getHeader(name);
      for (int i = 0; values != null && i < values.length; i++) {
        named.addAll(addresses(values[i]));
      }
    }
    return new Recipients(delivered, named);
  }

  private static List<String> addresses(String header) {
    List<String> found = new ArrayList<>();
    try {
      for (InternetAddress address : InternetAddress.parseHeader(header, false)) {
        if (address.getAddress() != null) {
          found.add(address.getAddress());
        }
      }
    } catch (AddressException | RuntimeException unreadable) {
      return found;
    }
    return found;
  }
}
