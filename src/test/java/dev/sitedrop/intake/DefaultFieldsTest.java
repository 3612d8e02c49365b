package dev.sitedrop.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultFieldsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest(name = "{0} and by rule {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | {'private':true} | {'private':true}",
        "{'private':false} | {'private':true,'starred':true} | {'private':false,'starred':true}",
        "{'datetime':'d'} | {'date':'x','time_hour':1,'time_minute':2} | {'datetime':'d'}",
        "{'date':'d'} | {'datetime':'x'} | {'date':'d'}",
        "{'date':'d'} | {'time_hour':1} | {'date':'d','time_hour':1}",
        "{'time_hour':9} | {'date':'x','time_minute':30} | {'time_hour':9,'date':'x'}",
        "{'time_minute':9} | {'datetime':'x'} | {'time_minute':9}",
        "{'location_id':9} | {'mt_location':['a']} | {'location_id':9}",
        "{'mt_location':['a']} | {'location_id':9} | {'mt_location':['a']}",
      })
  void whatTheSenderSaysWinsWithAllThatItTells(String said, String byRule, String expected)
      throws IOException {
    ObjectNode fields = read(said);

    DefaultFields.addTo(fields, read(byRule));

    assertThat(fields).isEqualTo(read(expected));
  }

  private static ObjectNode read(String json) throws IOException {
    return (ObjectNode) JSON.readTree(json.strip().replace('\'', '"'));
  }
}
