package org.opennrm.platform.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PolicyPackSchemaTest {

  private static final Path ROOT = Path.of(System.getProperty("nrm.root"));

  @ParameterizedTest
  @MethodSource("shipped")
  void theShippedPacksFitTheSchemaThatAuthorsEditBy(String pack) throws IOException {
    var schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(ROOT.resolve("contracts/policy-pack.schema.json")));
    var text =
        Files.readString(
            ROOT.resolve("services/platform/policy/src/main/resources/packs/" + pack + ".yaml"));

    assertThat(schema.validate(text, InputFormat.YAML)).isEmpty();
  }

  static Stream<String> shipped() {
    return Stream.concat(Stream.of("default"), PolicyPacks.shipped().stream());
  }
}
