package org.frontsigner.answer;

import org.frontsigner.zone.Node;

/** The proofs of a zone that is not signed, and for a client that wants none. */
enum NoProofs implements Proofs {
  INSTANCE;

  @Override
  public void noData(Lookup lookup, int depth, Node node, Answer answer) {}

  @Override
  public void nameError(Lookup lookup, Answer answer) {}

  @Override
  public void wildcardAnswer(Lookup lookup, Answer answer) {}

  @Override
  public void wildcardNoData(Lookup lookup, Node wildcard, Answer answer) {}
}
