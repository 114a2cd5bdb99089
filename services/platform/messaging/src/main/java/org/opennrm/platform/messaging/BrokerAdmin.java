package org.opennrm.platform.messaging;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Asks the broker about topics and groups, with the rights of this service. */
final class BrokerAdmin {
  private BrokerAdmin() {}

  /**
   * @param kafka the service's settings for the broker
   * @param client what the broker's logs call it
   * @param patience how long an answer may take
   */
  static Admin open(Map<String, Object> kafka, String client, Duration patience) {
    var settings = new HashMap<>(kafka);
    // What is meant for consumers and producers an admin client would warn of.
    settings.keySet().retainAll(AdminClientConfig.configNames());
    settings.put(AdminClientConfig.CLIENT_ID_CONFIG, client);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
    return Admin.create(settings);
  }
}
