package org.opennrm.contracts.ids;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReturnCodeTest {

  @Test
  void standsInGroupsOnTheCardAndReadsBack() {
    var random = new Random(31);
    var seen = new HashSet<ReturnCode>();
    for (var i = 0; i < 1000; i++) {
      var code = minted(random);
      assertThat(code.asOnTheCard()).matches("CARD(-[0-9A-HJKMNP-TV-Z]{5}){3}");
      assertThat(ReturnCode.read(code.asOnTheCard())).contains(code);
      seen.add(code);
    }
    assertThat(seen).hasSize(1000);
  }

  @Test
  void isReadAsPeopleCopyIt() {
    var code = minted(new Random(32));
    var onCard = code.asOnTheCard();

    assertThat(ReturnCode.read(onCard.toLowerCase(Locale.ROOT))).contains(code);
    assertThat(ReturnCode.read(onCard.substring(5).replace("-", ""))).contains(code);
    assertThat(ReturnCode.read(" " + onCard.replace('-', ' ') + " ")).contains(code);
    assertThat(ReturnCode.read(onCard.replace('0', 'O').replace('1', 'l'))).contains(code);
  }

  @Test
  void oneWrongSymbolIsNoticed() {
    var random = new Random(33);
    for (var i = 0; i < 200; i++) {
      var symbols = minted(random).symbols();
      for (var place = 0; place < symbols.length(); place++) {
        var other = symbols.charAt(place) == '7' ? '8' : '7';
        var wrong = symbols.substring(0, place) + other + symbols.substring(place + 1);
        assertThat(ReturnCode.read(wrong)).isEmpty();
      }
    }
    for (var bad : new String[] {"", "CARD", "CARD-", "Invented Zorica", "ANON-0000000000000"}) {
      assertThat(ReturnCode.read(bad)).isEmpty();
    }
  }

  @Test
  void isNotPrintedByAccident() {
    var code = minted(new Random(34));

    assertThat(code.toString()).doesNotContain(code.symbols());
    assertThatThrownBy(() -> ReturnCode.of(new byte[13]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static ReturnCode minted(Random random) {
    var bytes = new byte[32];
    random.nextBytes(bytes);
    return ReturnCode.of(bytes);
  }
}
