package dev.sitedrop.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** How the ledger's rows become objects. */
final class LedgerRows {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

  private LedgerRows() {}

  static Delivery delivery(ResultSet row, List<Attachment> attachments) throws SQLException {
    Delivery delivery =
        new Delivery(
            row.getObject("id", UUID.class),
            row.getString("destination"),
            row.getLong("project_id"),
            Target.valueOf(row.getString("target")),
            row.getString("fields"),
            instant(row, "opened_at"),
            attachments);
    delivery.isLeased(new Lease(delivery.id(), row.getLong("lease")));
    delivery.stands(
        DeliveryStage.valueOf(row.getString("stage")),
        row.getInt("attempts"),
        instant(row, "failing_since"),
        row.getInt("damages"),
        instant(row, "intended_at"),
        instant(row, "absence_counts_from"),
        row.getObject("resource_id", Long.class),
        row.getString("resource_url"),
        instant(row, "repair_intended_at"),
        row.getString("remark"),
        row.getInt("reopened"),
        row.getBoolean("undecided"),
        row.getBoolean("answer_lost"),
        instant(row, "finished_at"),
        row.getString("reason"));
    return delivery;
  }

  static Attachment attachment(ResultSet row, List<Segment> segments) throws SQLException {
    Attachment attachment =
        new Attachment(
            row.getObject("id", UUID.class),
            row.getInt("file_order"),
            row.getString("name"),
            row.getString("content_type"),
            row.getLong("size"),
            row.getString("sha256"),
            row.getString("spool_key"),
            UploadProtocol.valueOf(row.getString("protocol")),
            taken(row),
            segments);
    attachment.uploadIs(
        row.getString("upload_uuid"),
        instant(row, "urls_hold_until"),
        instant(row, "upload_holds_until"),
        instant(row, "completed_at"),
        row.getBoolean("completion_doubtful"),
        row.getBoolean("uploaded"));
    return attachment;
  }

  private static Taken taken(ResultSet row) throws SQLException {
    LocalDateTime at = row.getObject("taken_at", LocalDateTime.class);
    return at == null ? null : new Taken(at, row.getString("taken_from"));
  }

  static Segment segment(ResultSet row) throws SQLException {
    Segment segment =
        new Segment(
            row.getInt("segment_order"),
            row.getLong("first_byte"),
            row.getLong("size"),
            row.getString("sha256"));
    String url = row.getString("url");
    if (url != null) {
      segment.goesTo(
          new StoragePlace(url, headers(row.getString("headers")), row.getString("md5")));
    }
    String etag = row.getString("etag");
    if (etag != null) {
      segment.wasStored(etag);
    }
    return segment;
  }

  static Arrival arrival(ResultSet row) throws SQLException {
    return new Arrival(
        row.getObject("id", UUID.class),
        row.getString("source"),
        row.getString("settlement"),
        row.getString("name"),
        row.getString("origin"),
        row.getString("fingerprint"),
        instant(row, "arrived_at"),
        row.getBoolean("duplicate"),
        row.getString("unsent"),
        row.getObject("rule_number", Integer.class));
  }

  static OffsetDateTime timestamp(Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  /** PostgreSQL keeps no text with a NUL, and strangers send any. */
  static String storable(String text) {
    return text == null ? null : text.replace('\0', '\uFFFD');
  }

  static String json(Map<String, String> headers) {
    try {
      return JSON.writeValueAsString(headers);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of strings is always JSON", e);
    }
  }

  /** The names of the fields that were said and have another value, or none, in what is sent. */
  static String unsent(String said, String sent) {
    try {
      JsonNode known = JSON.readTree(sent);
      return JSON.readTree(said).properties().stream()
          .filter(field -> !field.getValue().equals(known.get(field.getKey())))
          .map(Map.Entry::getKey)
          .collect(Collectors.joining(", "));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the ledger holds fields that are no JSON object", e);
    }
  }

  private static Map<String, String> headers(String json) {
    try {
      return JSON.readValue(json, HEADERS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the ledger holds headers that are no JSON object", e);
    }
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
    return value == null ? null : value.toInstant();
  }
}
