package org.frontsigner.app;

import io.prometheus.client.CollectorRegistry;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.frontsigner.api.Admin;
import org.frontsigner.app.bind.NamedMetrics;
import org.frontsigner.cli.AdminAccess;
import org.frontsigner.keeper.Agenda;
import org.frontsigner.keeper.Alarms;
import org.frontsigner.keeper.Downstream;
import org.frontsigner.keeper.KeeperListener;
import org.frontsigner.keeper.Operations;
import org.frontsigner.keeper.Primary;
import org.frontsigner.keeper.Published;
import org.frontsigner.keeper.Upstream;
import org.frontsigner.wire.DomainName;
import org.frontsigner.zone.IntakePolicy;
import org.frontsigner.zone.Soa;

/** The verbs over a database that no daemon has: the same code, and nobody is asked or told. */
final class WithoutDaemon implements AdminAccess.Session {
  private static final String REASON = "no daemon runs";

  private final Core core;
  private final Admin admin;

  private WithoutDaemon(Core core, SecureRandom random) {
    this.core = core;
    this.admin = Operations.over(core.keepers(), core.around(), random, false, core.discoveries());
  }

  /** Opens the database and takes up its zones. */
  static WithoutDaemon open(Configuration configuration) {
    SecureRandom random = new SecureRandom();
    Core core = Core.open(configuration, random, ports());
    try {
      core.start(false);
    } catch (RuntimeException e) {
      core.close();
      throw e;
    }
    return new WithoutDaemon(core, random);
  }

  private static Core.Ports ports() {
    return new Core.Ports(
        new NobodyUpstream(),
        new NobodyDownstream(),
        new Published(),
        InstantSource.system(),
        new NoAgenda(),
        task -> {},
        task -> {},
        KeeperListener.NONE,
        TokenWiring.forVerb(),
        new NamedMetrics(new CollectorRegistry()),
        new Alarms(InstantSource.system(), Alarms.OF_ONE_KIND_MAX));
  }

  @Override
  public Admin admin() {
    return admin;
  }

  @Override
  public void close() {
    core.close();
  }

  private static final class NobodyUpstream implements Upstream {
    @Override
    public Probe probe(DomainName zone, Primary primary) {
      return new Probe.Failed(REASON);
    }

    @Override
    public Fetched fetch(
        DomainName zone, Primary primary, Optional<Soa> from, IntakePolicy policy) {
      return new Fetched.Failed(REASON);
    }
  }

  private static final class NobodyDownstream implements Downstream {
    @Override
    public void notify(DomainName zone, Soa served, List<Target> targets) {}

    @Override
    public List<Outcome> outcomes(DomainName zone) {
      return List.of();
    }
  }

  private static final class NoAgenda implements Agenda {
    @Override
    public void checkAt(DomainName zone, Instant when) {}

    @Override
    public void expireAt(DomainName zone, Instant when) {}

    @Override
    public void forget(DomainName zone) {}
  }
}
