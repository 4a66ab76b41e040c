package org.frontsigner.scenario;

import java.util.ArrayList;
import java.util.List;
import org.frontsigner.scenario.peer.Unbound;
import org.frontsigner.scenario.tool.Delv;
import org.frontsigner.scenario.tool.Verdict;
import org.frontsigner.scenario.zone.Due;
import org.frontsigner.scenario.zone.Question;
import org.xbill.DNS.Name;

/**
 * Puts questions about one zone to validators and gathers the answers that they do not judge as is
 * due.
 *
 * @param zone the apex, for which the validators have a trust anchor
 * @param questions what is asked
 */
record Examination(Name zone, List<Question> questions) {

  /** One line for each wrong judgement; none when all is well. */
  List<String> by(Unbound unbound) {
    List<String> wrong = new ArrayList<>();
    for (Question question : questions) {
      Verdict verdict = unbound.judge(question.name(), question.type());
      if (!isDue(question, verdict)) {
        wrong.add(
            "unbound: " + verdict + " " + question + "\n" + unbound.complaint(question.name()));
      }
    }
    return wrong;
  }

  /** The same by delv, which cannot leave the zone, for at most {@code max} of the questions. */
  List<String> by(Delv delv, int max) {
    return questions.stream()
        .filter(question -> question.due() == Due.SECURE)
        .limit(max)
        .filter(question -> delv.judge(zone, question.name(), question.type()) != Verdict.SECURE)
        .map(
            question ->
                "delv: " + question + "\n" + delv.run(zone, question.name(), question.type()))
        .toList();
  }

  private static boolean isDue(Question question, Verdict verdict) {
    return question.due() == Due.SECURE ? verdict == Verdict.SECURE : verdict != Verdict.BOGUS;
  }
}
