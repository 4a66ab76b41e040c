package org.frontsigner.token;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.xipki.pkcs11.wrapper.PKCS11Constants;

/** A module that does what a test tells it. Signatures are the input itself. */
final class FakeCryptoki implements Cryptoki {
  static final String PIN = "right";
  static final long USUAL =
      PKCS11Constants.CKF_TOKEN_INITIALIZED | PKCS11Constants.CKF_LOGIN_REQUIRED;

  final Map<Long, TokenInfo> tokens = new TreeMap<>();
  final List<PrivateKeyInfo> privateKeys = new ArrayList<>();
  final List<PublicKeyInfo> publicKeys = new ArrayList<>();
  final List<Order> orders = new ArrayList<>();
  final AtomicInteger logins = new AtomicInteger();
  final AtomicInteger open = new AtomicInteger();
  final AtomicInteger openMax = new AtomicInteger();
  final AtomicInteger restarts = new AtomicInteger();
  volatile long error;
  volatile long sessionError;
  volatile boolean appearsAtRestart;
  volatile CountDownLatch hang;
  private final AtomicInteger sessions = new AtomicInteger();
  private volatile boolean loggedIn;

  FakeCryptoki withToken(long slot, String label) {
    tokens.put(slot, new TokenInfo(label, "serial" + slot, USUAL));
    return this;
  }

  private void failIfTold() {
    if (error != 0) {
      throw new CryptokiError(error, null);
    }
  }

  @Override
  public List<Long> slots() {
    failIfTold();
    return appearsAtRestart ? List.of() : List.copyOf(tokens.keySet());
  }

  @Override
  public TokenInfo token(long slot) {
    failIfTold();
    return tokens.get(slot);
  }

  @Override
  public boolean knowsMechanism(long slot, long mechanism) {
    return mechanism != PKCS11Constants.CKM_EDDSA;
  }

  @Override
  public long open(long slot, boolean writes) {
    failIfTold();
    openMax.accumulateAndGet(open.incrementAndGet(), Math::max);
    return sessions.incrementAndGet();
  }

  @Override
  public void close(long session) {
    if (open.decrementAndGet() == 0) {
      loggedIn = false;
    }
  }

  @Override
  public void login(long session, String pin) {
    failIfTold();
    logins.incrementAndGet();
    if (loggedIn) {
      throw new CryptokiError(PKCS11Constants.CKR_USER_ALREADY_LOGGED_IN, null);
    }
    if (!pin.equals(PIN)) {
      throw new CryptokiError(PKCS11Constants.CKR_PIN_INCORRECT, null);
    }
    loggedIn = true;
  }

  @Override
  public List<PrivateKeyInfo> privateKeys(long session) {
    failIfTold();
    return List.copyOf(privateKeys);
  }

  @Override
  public List<PublicKeyInfo> publicKeys(long session) {
    return List.copyOf(publicKeys);
  }

  @Override
  public byte[] sign(long session, long mechanism, long key, byte[] input) {
    CountDownLatch latch = hang;
    if (latch != null) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    failIfTold();
    if (sessionError != 0) {
      long once = sessionError;
      sessionError = 0;
      throw new CryptokiError(once, null);
    }
    return input;
  }

  @Override
  public void generate(long session, Order order) {
    orders.add(order);
    privateKeys.add(new PrivateKeyInfo(90, order.type(), order.label(), order.id(), true, false));
    publicKeys.add(ecKey(order.publicLabel(), order.id(), true));
  }

  @Override
  public void restart() {
    restarts.incrementAndGet();
    open.set(0);
    loggedIn = false;
    appearsAtRestart = false;
  }

  void addEc(long handle, String label, byte[] id) {
    privateKeys.add(new PrivateKeyInfo(handle, 3, label, id, true, false));
    publicKeys.add(ecKey(label, id, true));
  }

  /** A public key on P-256 whose coordinates are all 7. */
  static PublicKeyInfo ecKey(String label, byte[] id, boolean inDer) {
    byte[] none = new byte[0];
    byte[] point = new byte[inDer ? 67 : 65];
    java.util.Arrays.fill(point, (byte) 7);
    point[inDer ? 2 : 0] = 4;
    if (inDer) {
      point[0] = 4;
      point[1] = 65;
    }
    byte[] curve = java.util.HexFormat.of().parseHex("06082a8648ce3d030107");
    return new PublicKeyInfo(3, label, id, none, none, curve, point);
  }
}
