package dev.sitedrop.intake.mail;

import dev.sitedrop.intake.mail.letter.Limits;
import dev.sitedrop.intake.mail.rule.Addressing;
import dev.sitedrop.intake.mail.rule.SenderRule;

/**
 * What holds for the letters of one mailbox.
 *
 * @param source its configured name
 * @param destination which Procore and company they are for
 * @param address its own, lower case
 * @param answers whether senders get one
 * @param mostPerHour how many letters of one sender are taken in an hour
 */
record MailboxRules(
    String source,
    String destination,
    String address,
    SenderRule senders,
    Addressing addressing,
    Limits limits,
    boolean answers,
    int mostPerHour) {}
