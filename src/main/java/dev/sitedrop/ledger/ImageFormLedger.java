package dev.sitedrop.ledger;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** In which form each Procore takes images, as it was learned from its answers. */
@Repository
public class ImageFormLedger {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final Map<String, ImageForm> known = new ConcurrentHashMap<>();

  ImageFormLedger(JdbcClient jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  /** The form that this destination has taken last; empty if it has taken none yet. */
  public Optional<ImageForm> of(String destination) {
    ImageForm form = known.get(destination);
    if (form == null) {
      form =
          jdbc.sql("select form from image_form where destination = ?")
              .param(destination)
              .query(String.class)
              .optional()
              .map(ImageForm::valueOf)
              .orElse(null);
      if (form != null) {
        known.put(destination, form);
      }
    }
    return Optional.ofNullable(form);
  }

  /**
   * This destination has taken an image in this form.
   *
   * @return whether that is news, also to other copies of SiteDrop
   */
  public boolean learn(String destination, ImageForm form) {
    if (known.get(destination) == form) {
      return false;
    }
    boolean news =
        Boolean.TRUE.equals(
            transaction.execute(
                status -> {
                  String before =
                      jdbc.sql("select form from image_form where destination = ? for update")
                          .param(destination)
                          .query(String.class)
                          .optional()
                          .orElse(null);
                  if (before == null) {
                    return insert(destination, form);
                  }
                  jdbc.sql("update image_form set form = ? where destination = ?")
                      .params(form.name(), destination)
                      .update();
                  return !before.equals(form.name());
                }));
    known.put(destination, form);
    return news;
  }

  /** Another copy may have learned the same at the same moment. */
  private boolean insert(String destination, ImageForm form) {
    return jdbc.sql(
                "insert into image_form (destination, form) select ?, ? where not exists"
                    + " (select 1 from image_form where destination = ?)")
            .params(destination, form.name(), destination)
            .update()
        > 0;
  }
}
