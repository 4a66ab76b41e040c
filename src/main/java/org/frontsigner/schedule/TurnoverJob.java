package org.frontsigner.schedule;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/** Thursday, 00:00:00 UTC: the next signature window. */
@DisallowConcurrentExecution
final class TurnoverJob implements Job {
  private final Turnovers turnovers;

  TurnoverJob(Turnovers turnovers) {
    this.turnovers = turnovers;
  }

  @Override
  public void execute(JobExecutionContext context) {
    turnovers.turnOver();
  }
}
