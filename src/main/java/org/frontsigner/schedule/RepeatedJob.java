package org.frontsigner.schedule;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/** Again and again: a look at what others may have changed. Not begun while it is under way. */
@DisallowConcurrentExecution
final class RepeatedJob implements Job {
  private final Runnable work;

  RepeatedJob(Runnable work) {
    this.work = work;
  }

  @Override
  public void execute(JobExecutionContext context) {
    work.run();
  }
}
