package dev.sitedrop.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What would become of a drop. What is null is not known, or not the case.
 *
 * @param source the configured name of its source
 * @param name what its sender calls it
 * @param destination which Procore and company
 * @param rule the number of the rule that holds, from 1
 * @param project Procore's project id
 * @param target {@code images} or {@code accident_logs}
 * @param files as they would be sent
 * @param fields Procore's fields as they would be sent
 * @param refusal why it would be refused
 * @param trouble why it cannot be told wholly now
 */
@JsonInclude(Include.NON_NULL)
public record Explanation(
    String source,
    String name,
    String destination,
    Integer rule,
    Long project,
    String target,
    List<FileSeen> files,
    ObjectNode fields,
    String refusal,
    String trouble) {

  /**
   * One file.
   *
   * @param size in bytes
   * @param contentType by its content; null if it was not looked into
   * @param takenAt when the photo was taken, or the file last changed; null if it was not looked
   *     into
   * @param takenFrom what tells this, and what was not believed
   */
  @JsonInclude(Include.NON_NULL)
  public record FileSeen(
      String name, long size, String contentType, String takenAt, String takenFrom) {}
}
