package org.frontsigner.schedule;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/** Each second: what is due for zones. */
@DisallowConcurrentExecution
final class DueJob implements Job {
  private final Drain drain;
  private final Beat beat;

  DueJob(Drain drain, Beat beat) {
    this.drain = drain;
    this.beat = beat;
  }

  @Override
  public void execute(JobExecutionContext context) {
    beat.beat();
    drain.run();
  }
}
