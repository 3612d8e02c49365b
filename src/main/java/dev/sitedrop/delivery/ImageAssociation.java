package dev.sitedrop.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sitedrop.ledger.Attachment;
import dev.sitedrop.ledger.Delivery;
import dev.sitedrop.ledger.ImageForm;
import dev.sitedrop.ledger.ImageFormLedger;
import dev.sitedrop.procore.ApiAnswer;
import dev.sitedrop.procore.ProcoreCall;
import dev.sitedrop.procore.Verdict;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Makes an uploaded file an image of its project. Procore documents two forms of the request, and
 * takes perhaps but one of them: which, is learned from its answers.
 */
@Component
public class ImageAssociation {
  private static final Logger LOG = LoggerFactory.getLogger("sitedrop");
  private static final String FORM = "imageForm";
  private static final String REFUSED = "refusedForm";

  /** A refusal of the form itself, and not of the upload that it names. */
  private static final Pattern OF_THE_FORM =
      Pattern.compile(
          "blank|missing|unknown|unpermitted|unexpected|empty|required|must exist|not allowed",
          Pattern.CASE_INSENSITIVE);

  private final AssociationIntent intent;
  private final Confirmation confirmation;
  private final ImageFormLedger forms;

  ImageAssociation(AssociationIntent intent, Confirmation confirmation, ImageFormLedger forms) {
    this.intent = intent;
    this.confirmation = confirmation;
    this.forms = forms;
  }

  /** Writes down the intent, and gives the call that creates the image. */
  public ProcoreCall request(@Body Delivery delivery, Exchange exchange) {
    ImageForm form = forms.of(delivery.destination()).orElse(ImageForm.GUIDE);
    exchange.setVariable(FORM, form);
    return in(form, delivery);
  }

  /**
   * Whether Procore finds fault with the way in which the upload is named: nothing was made. As
   * long as no form was ever taken, any such refusal may mean that.
   */
  public boolean isRefusedForItsForm(
      @Body ApiAnswer answer, @Variable("delivery") Delivery delivery) {
    boolean refused = answer.status() == 400 || answer.status() == 406 || answer.status() == 422;
    return Verdict.isAboutUpload(answer) || refused && forms.of(delivery.destination()).isEmpty();
  }

  /** The call that creates the image in the other form. */
  public ProcoreCall requestInOtherForm(
      @Body ApiAnswer refused,
      @Variable(FORM) ImageForm form,
      @Variable("delivery") Delivery delivery,
      Exchange exchange) {
    exchange.setVariable(FORM, form.other());
    exchange.setVariable(REFUSED, refused);
    return in(form.other(), delivery);
  }

  /**
   * The answer that tells what is wrong. If both forms are refused, one refusal may only say that
   * it is the wrong form.
   */
  public ApiAnswer tellingAnswer(@Body ApiAnswer second, @Variable(REFUSED) ApiAnswer first) {
    boolean both = first != null && second.status() / 100 == 4;
    return both && (isOfTheForm(second) || !isOfTheForm(first)) ? first : second;
  }

  private static boolean isOfTheForm(ApiAnswer answer) {
    return OF_THE_FORM.matcher(answer.body()).find();
  }

  private ProcoreCall in(ImageForm form, Delivery delivery) {
    Attachment file = delivery.attachments().get(0);
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    if (form == ImageForm.GUIDE) {
      body.putObject("upload").put("uuid", file.uploadUuid()).put("image_name", file.name());
    } else {
      body.put("upload_uuid", file.uploadUuid()).put("image_name", file.name());
    }
    ObjectNode image = ResourceFields.of(delivery);
    if (image.isEmpty()) {
      image.put("starred", false); // Procore refuses an image without any field
    }
    body.set("image", image);
    return ProcoreCall.post(
            "/rest/v1.0/images", Map.of("project_id", Long.toString(delivery.projectId())), body)
        .once(AssociationIntent.purpose(delivery))
        .onlyWhile(intent.writeDown(delivery));
  }

  /**
   * Writes down that the image is made, and which form it was made by.
   *
   * @throws dev.sitedrop.procore.ProcoreFailure.UnknownOutcome if the answer bears no id
   */
  public void confirm(
      @Body JsonNode answer,
      @Variable("delivery") Delivery delivery,
      @Variable(FORM) ImageForm form) {
    confirmation.write(answer, delivery);
    learn(delivery.destination(), form);
  }

  /** That the image is made is written down; what cannot be written now is learned again. */
  private void learn(String destination, ImageForm form) {
    try {
      if (forms.learn(destination, form)) {
        LOG.info(
            "Images are sent to {} in the form of Procore's {}",
            destination,
            form == ImageForm.GUIDE ? "guide (upload.uuid)" : "API reference (upload_uuid)");
      }
    } catch (DataAccessException | TransactionException e) {
      LOG.debug("The form of images cannot be written down", e);
    }
  }
}
