package org.frontsigner.app;

import java.net.InetSocketAddress;
import org.frontsigner.http.KeeperMetrics;
import org.frontsigner.keeper.Downstream;
import org.frontsigner.keeper.KeeperListener;
import org.frontsigner.keeper.LedgerEntry;
import org.frontsigner.server.ServerMetrics;
import org.frontsigner.transfer.TransferMetrics;
import org.frontsigner.wire.DomainName;
import org.frontsigner.zone.IntakeReport;

/** Tells what keepers do to those who count it, or act upon it. */
record Listeners(
    KeeperMetrics keepers, TransferMetrics transfers, ServerMetrics server, Downstream secondaries)
    implements KeeperListener {
  @Override
  public void dropped(DomainName zone, InetSocketAddress primary, IntakeReport report) {
    transfers.dropped(zone, report);
  }

  @Override
  public void published(DomainName zone, LedgerEntry.Cause cause) {
    keepers.published(zone, cause);
  }

  @Override
  public void primaryFailed(DomainName zone, InetSocketAddress primary) {
    keepers.primaryFailed(zone, primary);
  }

  @Override
  public void keyChange(DomainName zone, KeyChange outcome) {
    keepers.keyChange(zone, outcome);
  }

  @Override
  public void parentUnknown(DomainName zone) {
    keepers.parentUnknown(zone);
  }

  @Override
  public void deleted(DomainName zone) {
    keepers.deleted(zone);
    transfers.forget(zone);
    server.forget(zone);
    secondaries.forget(zone);
  }
}
