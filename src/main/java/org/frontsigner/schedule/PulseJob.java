package org.frontsigner.schedule;

import org.quartz.DisallowConcurrentExecution;
import org.quartz.Job;
import org.quartz.JobExecutionContext;

/** Each minute: what was missed. */
@DisallowConcurrentExecution
final class PulseJob implements Job {
  private final Turnovers turnovers;
  private final Beat beat;

  PulseJob(Turnovers turnovers, Beat beat) {
    this.turnovers = turnovers;
    this.beat = beat;
  }

  @Override
  public void execute(JobExecutionContext context) {
    beat.beat();
    turnovers.pulse();
  }
}
