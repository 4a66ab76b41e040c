package org.frontsigner.schedule;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/** At each interval: a look at what others may have changed. */
@DisallowConcurrentExecution
final class WatchJob implements Job {
  private final Watch watch;

  WatchJob(Watch watch) {
    this.watch = watch;
  }

  @Override
  public void execute(JobExecutionContext context) {
    watch.look().run();
  }
}
