package dev.sitedrop.intake.mail.rule;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.InternetHeaders;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whom a mail was sent to.
 *
 * @param delivered as the receiving server has written it down: the very address of this copy
 * @param named as the sender has written it: To and Cc
 */
public record Recipients(List<String> delivered, List<String> named) {
  /** What servers write down, the surest first. */
  private static final List<String> BY_SERVERS =
      List.of(
          "Delivered-To",
          "X-Original-To",
          "Envelope-To",
          "X-Envelope-To",
          "X-Delivered-To",
          "X-Original-Recipient",
          "X-RCPT-To",
          "X-Real-To",
          "X-Forwarded-To",
          "Apparently-To");

  private static final Pattern RECEIVED_FOR =
      Pattern.compile("(?is)\\sfor\\s+<([^<>\\s@]{1,100}@[^<>\\s]{1,200})>");
  private static final Pattern ADDRESS =
      Pattern.compile("[^\\s<>,;:\"()@]{1,100}@[^\\s<>,;:\"()@]{1,200}");

  public static Recipients of(InternetHeaders headers) {
    List<String> delivered = new ArrayList<>();
    for (String name : BY_SERVERS) {
      String[] values = headers.getHeader(name);
      for (int i = 0; values != null && i < values.length; i++) {
        delivered.addAll(addresses(values[i]));
      }
    }
    String[] received = headers.getHeader("Received");
    for (int i = 0; received != null && i < received.length; i++) {
      Matcher matcher = RECEIVED_FOR.matcher(received[i]);
      if (matcher.find()) {
        delivered.add(bare(matcher.group(1)));
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
        add(address, found);
      }
    } catch (AddressException | RuntimeException unusual) {
      found.clear();
    }
    if (found.stream().noneMatch(address -> ADDRESS.matcher(address).matches())) {
      Matcher matcher = ADDRESS.matcher(header);
      while (matcher.find()) {
        found.add(matcher.group());
      }
    }
    return found;
  }

  private static void add(InternetAddress address, List<String> found) throws AddressException {
    InternetAddress[] members = address.isGroup() ? address.getGroup(false) : null;
    if (members != null) {
      for (InternetAddress member : members) {
        found.add(bare(member.getAddress()));
      }
    } else if (address.getAddress() != null) {
      found.add(bare(address.getAddress()));
    }
  }

  /** Without the quotes that the part before the at sign may have, and without angles. */
  private static String bare(String address) {
    return address.replaceAll("[<>\\s]", "").replaceFirst("^\"([^\"@]+)\"@", "$1@");
  }
}
