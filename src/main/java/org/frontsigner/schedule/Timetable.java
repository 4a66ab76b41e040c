package org.frontsigner.schedule;

import java.time.Duration;
import java.util.Date;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.quartz.CronScheduleBuilder;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.ScheduleBuilder;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.impl.matchers.GroupMatcher;

/** The jobs in Quartz, each with one trigger. Thread-safe. */
final class Timetable {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final TimeZone UTC = TimeZone.getTimeZone("UTC");
  private static final long DAY_SECONDS = 86_400;
  private static final long WEEK_SECONDS = 7 * DAY_SECONDS;

  /** Thursday is the first day: the week of signatures begins with it. */
  private static final String[] DAYS = {"THU", "FRI", "SAT", "SUN", "MON", "TUE", "WED"};

  private static final String TURNOVER = "0 0 0 ? * THU";

  /** Half a minute away from the turnover, which would find it at work. */
  private static final String PULSE = "30 * * * * ?";

  /** One for each job: none has to wait for another. */
  private static final int THREADS = 6;

  private static final int CLOSE_MILLIS = 10_000;
  private static final int POLL_MILLIS = 10;

  private final Scheduler scheduler;
  private final Duration ahead;
  private final Map<String, Job> jobs = new ConcurrentHashMap<>();
  private final Map<String, Integer> repeated = new TreeMap<>();

  /**
   * A timetable that has not begun.
   *
   * @param jobs those of the four classes
   * @param ahead how long before the turnover it is made ready
   */
  Timetable(Set<Job> jobs, Duration ahead) throws SchedulerException {
    this.ahead = ahead;
    this.scheduler = scheduler();
    jobs.forEach(job -> this.jobs.put(job.getClass().getSimpleName(), job));
    scheduler.setJobFactory(
        (bundle, owner) -> this.jobs.get(bundle.getJobDetail().getKey().getName()));
    schedule();
  }

  private static Scheduler scheduler() throws SchedulerException {
    Properties properties = new Properties();
    properties.setProperty(
        StdSchedulerFactory.PROP_SCHED_INSTANCE_NAME, "agenda-" + COUNT.incrementAndGet());
    properties.setProperty(StdSchedulerFactory.PROP_SCHED_MAKE_SCHEDULER_THREAD_DAEMON, "true");
    properties.setProperty(
        StdSchedulerFactory.PROP_JOB_STORE_CLASS, org.quartz.simpl.RAMJobStore.class.getName());
    properties.setProperty(
        StdSchedulerFactory.PROP_THREAD_POOL_CLASS,
        org.quartz.simpl.SimpleThreadPool.class.getName());
    properties.setProperty("org.quartz.threadPool.threadCount", Integer.toString(THREADS));
    properties.setProperty("org.quartz.threadPool.makeThreadsDaemons", "true");
    return new StdSchedulerFactory(properties).getScheduler();
  }

  void start() throws SchedulerException {
    scheduler.start();
  }

  /** Sets all triggers anew, reckoned from the time of day as it is now. */
  synchronized void schedule() throws SchedulerException {
    schedule(DueJob.class, each(1));
    schedule(TurnoverJob.class, cron(TURNOVER));
    schedule(PrepareJob.class, cron(prepareCron(ahead)));
    schedule(PulseJob.class, cron(PULSE));
    for (Map.Entry<String, Integer> each : repeated.entrySet()) {
      schedule(each.getKey(), RepeatedJob.class, each(each.getValue()));
    }
  }

  private void schedule(Class<? extends Job> job, ScheduleBuilder<?> times)
      throws SchedulerException {
    schedule(job.getSimpleName(), job, times);
  }

  private void schedule(String name, Class<? extends Job> job, ScheduleBuilder<?> times)
      throws SchedulerException {
    Trigger trigger =
        TriggerBuilder.newTrigger().withIdentity(name).startNow().withSchedule(times).build();
    if (scheduler.rescheduleJob(trigger.getKey(), trigger) == null) {
      scheduler.scheduleJob(JobBuilder.newJob(job).withIdentity(name).build(), trigger);
    }
  }

  private static TriggerKey key(Class<? extends Job> job) {
    return TriggerKey.triggerKey(job.getSimpleName());
  }

  /** Adds a job that comes every so many seconds; its name is not that of another. */
  synchronized void add(String name, RepeatedJob job, int seconds) throws SchedulerException {
    jobs.put(name, job);
    repeated.put(name, seconds);
    schedule(name, RepeatedJob.class, each(seconds));
  }

  private static ScheduleBuilder<?> each(int seconds) {
    return SimpleScheduleBuilder.repeatSecondlyForever(seconds)
        .withMisfireHandlingInstructionNextWithRemainingCount();
  }

  private static ScheduleBuilder<?> cron(String expression) {
    return CronScheduleBuilder.cronSchedule(expression)
        .inTimeZone(UTC)
        .withMisfireHandlingInstructionFireAndProceed();
  }

  /** The moment of the week that is so long before Thursday 00:00:00, as a cron expression. */
  static String prepareCron(Duration ahead) {
    long second = Math.floorMod(-ahead.toSeconds(), WEEK_SECONDS);
    long ofDay = second % DAY_SECONDS;
    String day = DAYS[(int) (second / DAY_SECONDS)];
    return "%d %d %d ? * %s".formatted(ofDay % 60, ofDay / 60 % 60, ofDay / 3600, day);
  }

  /** When the trigger of a job fires next. */
  Date nextFire(Class<? extends Job> job) throws SchedulerException {
    return scheduler.getTrigger(key(job)).getNextFireTime();
  }

  int triggerCount() throws SchedulerException {
    return scheduler.getTriggerKeys(GroupMatcher.anyGroup()).size();
  }

  /** Quartz does nothing until it is started again. */
  void standby() throws SchedulerException {
    scheduler.standby();
  }

  /**
   * Begins no job any more, and waits for those that run; not for ever, since a turnover of many
   * zones takes minutes, may be cut off anywhere and is made up at the next start.
   */
  void close() throws SchedulerException, InterruptedException {
    scheduler.shutdown(false);
    for (int waited = 0; waited < CLOSE_MILLIS && isBusy(); waited += POLL_MILLIS) {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  private boolean isBusy() throws SchedulerException {
    return !scheduler.getCurrentlyExecutingJobs().isEmpty();
  }
}
