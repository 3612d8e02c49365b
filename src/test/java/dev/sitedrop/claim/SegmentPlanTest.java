package dev.sitedrop.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

class SegmentPlanTest {

  @ParameterizedTest(name = "{0} bytes with segments of {1} bytes: {2}")
  @CsvSource({
    "          1000, 33554432,   33554432",
    "      33554433, 33554432,   33554432",
    "    2147483648, 33554432,   33554432",
    "   21474836480, 33554432,    85983232",
    "          1000,     1000,    5242880",
    "          1000, 9000000000, 5000000000",
    "1099511627776, 33554432, 4398776320",
  })
  void segmentsGrowWithTheFileWithinProcoresLimits(long file, long wanted, long expected) {
    SpoolSettings settings = SpoolContract.settings(Path.of("."), DataSize.ofBytes(wanted), 250);

    assertThat(SegmentPlan.of(file, settings).segmentSize()).isEqualTo(expected);
  }
}
