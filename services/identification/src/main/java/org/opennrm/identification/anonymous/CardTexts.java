package org.opennrm.identification.anonymous;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opennrm.identification.anonymous.NotificationReceipt.CardView;

/** What stands on a return card, by language; English where there is no other. */
final class CardTexts {

  private static final String ENGLISH = "eng";
  private static final List<String> LANGUAGES = List.of(ENGLISH, "bos", "srp", "mkd", "nob");
  private static final ObjectReader YAML =
      YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build()
          .readerFor(Written.class);

  private final Map<String, Written> byLanguage = new LinkedHashMap<>();

  private record Written(String title, List<String> lines) {}

  CardTexts() {
    for (var language : LANGUAGES) {
      byLanguage.put(language, read("/return-cards/" + language + ".yaml"));
    }
  }

  CardView in(String language) {
    var there = byLanguage.containsKey(language);
    var shown = there ? language : ENGLISH;
    var text = byLanguage.get(shown);
    return new CardView(
        shown, there ? Optional.empty() : Optional.of(language), text.title(), text.lines());
  }

  private static Written read(String name) {
    try (var file = CardTexts.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("There is no " + name);
      }
      return YAML.readValue(file);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }
}
