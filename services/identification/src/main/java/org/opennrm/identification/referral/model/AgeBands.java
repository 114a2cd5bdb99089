package org.opennrm.identification.referral.model;

/** Ages as the bands of the code list {@code age-bands}, which figures and profiles use. */
public final class AgeBands {

  private static final int ADULT = 18;

  private AgeBands() {}

  /**
   * @param age in whole years, not negative
   */
  public static String of(int age) {
    if (age <= 8) {
      return "0-8";
    } else if (age < ADULT) {
      return "9-17";
    } else if (age <= 23) {
      return "18-23";
    } else if (age <= 30) {
      return "24-30";
    } else if (age <= 38) {
      return "31-38";
    } else if (age <= 47) {
      return "39-47";
    }
    return "48-plus";
  }

  public static boolean isChild(String band) {
    return band.equals("0-8") || band.equals("9-17");
  }
}
