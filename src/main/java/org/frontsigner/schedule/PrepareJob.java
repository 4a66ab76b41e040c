package org.frontsigner.schedule;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/** Some hours before Thursday: the signatures of the next window. */
@DisallowConcurrentExecution
final class PrepareJob implements Job {
  private final Turnovers turnovers;

  PrepareJob(Turnovers turnovers) {
    this.turnovers = turnovers;
  }

  @Override
  public void execute(JobExecutionContext context) {
    turnovers.prepare();
  }
}
