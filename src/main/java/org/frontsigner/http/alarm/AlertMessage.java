package org.frontsigner.http.alarm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.frontsigner.keeper.Alarm;
import org.frontsigner.keeper.AlarmId;
import org.frontsigner.keeper.AlarmKind;

/**
 * Notices as a message of Alertmanager's webhook format, version 4. All of them are of one kind,
 * which is their group.
 */
final class AlertMessage {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String RECEIVER = "frontsigner";
  private static final String VERSION = "4";
  private static final String FIRING = "firing";
  private static final String RESOLVED = "resolved";

  /** What stands for an end that has not come. */
  private static final String NO_END = "0001-01-01T00:00:00Z";

  private static final int FINGERPRINT_OCTETS = 8;

  private AlertMessage() {}

  /** The octets of the message. */
  static byte[] of(List<Notice> notices, WebhookSettings settings) {
    AlarmKind kind = notices.get(0).alarm().id().kind();
    boolean allOver = notices.stream().allMatch(Notice::isResolved);
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    message.put("version", VERSION);
    message.put("groupKey", "{}:{alertname=\"%s\"}".formatted(kind.text()));
    message.put("truncatedAlerts", 0);
    message.put("status", allOver ? RESOLVED : FIRING);
    message.put("receiver", RECEIVER);
    message.putObject("groupLabels").put("alertname", kind.text());
    common(message.putObject("commonLabels"), kind, settings);
    message.putObject("commonAnnotations");
    message.put("externalURL", settings.page());
    ArrayNode alerts = message.putArray("alerts");
    notices.forEach(notice -> alerts.add(alert(notice, settings)));
    try {
      return JSON.writeValueAsBytes(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers is always JSON", e);
    }
  }

  private static void common(ObjectNode labels, AlarmKind kind, WebhookSettings settings) {
    labels.put("alertname", kind.text());
    labels.put("severity", kind.severity().text());
    labels.put("instance", settings.instance());
  }

  private static ObjectNode alert(Notice notice, WebhookSettings settings) {
    Alarm alarm = notice.alarm();
    ObjectNode alert = JsonNodeFactory.instance.objectNode();
    alert.put("status", notice.isResolved() ? RESOLVED : FIRING);
    ObjectNode labels = alert.putObject("labels");
    common(labels, alarm.id().kind(), settings);
    putIfAny(labels, "zone", alarm.id().zoneText());
    putIfAny(labels, "subject", alarm.id().subject());
    alert
        .putObject("annotations")
        .put("summary", summary(alarm.id()))
        .put("description", alarm.text());
    alert.put("startsAt", alarm.since().toString());
    alert.put("endsAt", notice.end().map(Object::toString).orElse(NO_END));
    alert.put("generatorURL", settings.page());
    alert.put("fingerprint", fingerprint(alarm.id(), settings.instance()));
    return alert;
  }

  private static void putIfAny(ObjectNode labels, String name, String value) {
    if (!value.isEmpty()) {
      labels.put(name, value);
    }
  }

  private static String summary(AlarmId id) {
    String about = id.zone().isPresent() ? id.zoneText() + " " + id.subject() : id.subject();
    return id.kind().text() + ": " + about.strip();
  }

  /** The same for an alarm whenever it is told, by any process with this name. */
  private static String fingerprint(AlarmId id, String instance) {
    String all = String.join("\0", instance, id.kind().text(), id.zoneText(), id.subject());
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, FINGERPRINT_OCTETS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
