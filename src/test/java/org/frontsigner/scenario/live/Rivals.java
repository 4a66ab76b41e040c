package org.frontsigner.scenario.live;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.frontsigner.scenario.stage.Endpoint;

/** The two servers, asked the same at the same time. Not for use by several threads. */
public final class Rivals {
  private final Client ours;
  private final Client theirs;

  public Rivals(Endpoint ours, Endpoint theirs) {
    this.ours = new Client(ours);
    this.theirs = new Client(theirs);
  }

  /** What both say to each query; where one of them truncates, also over TCP. */
  public List<Exchange> ask(List<Query> queries, Oddities oddities) {
    Replies first = both(queries);
    List<Integer> cut = first.truncated();
    Replies whole = both(cut.stream().map(i -> queries.get(i).overTcp()).toList());
    List<Exchange> exchanges = new ArrayList<>();
    for (int i = 0; i < queries.size(); i++) {
      exchanges.add(new Exchange(queries.get(i), oddities, first.ours.get(i), first.theirs.get(i)));
    }
    for (int i = 0; i < cut.size(); i++) {
      Reply ourWhole = whole.ours.get(i);
      Reply theirWhole = whole.theirs.get(i);
      exchanges.set(cut.get(i), exchanges.get(cut.get(i)).completedBy(ourWhole, theirWhole));
    }
    return exchanges;
  }

  private Replies both(List<Query> queries) {
    CompletableFuture<List<Reply>> ourReplies =
        CompletableFuture.supplyAsync(() -> ours.ask(queries));
    List<Reply> theirReplies = theirs.ask(queries);
    return new Replies(ourReplies.join(), theirReplies);
  }

  private record Replies(List<Reply> ours, List<Reply> theirs) {
    List<Integer> truncated() {
      return IntStream.range(0, ours.size())
          .filter(i -> ours.get(i).isTruncated() || theirs.get(i).isTruncated())
          .boxed()
          .toList();
    }
  }
}
