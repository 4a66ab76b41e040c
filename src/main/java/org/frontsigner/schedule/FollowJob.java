package org.frontsigner.schedule;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/**
 * Every few seconds: what another instance has written into a database that this one only reads.
 */
@DisallowConcurrentExecution
final class FollowJob implements Job {
  private final Runnable follow;

  FollowJob(Runnable follow) {
    this.follow = follow;
  }

  @Override
  public void execute(JobExecutionContext context) {
    follow.run();
  }
}
