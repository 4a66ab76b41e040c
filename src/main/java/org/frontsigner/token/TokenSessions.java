package org.frontsigner.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.frontsigner.signing.Algorithm;
import org.frontsigner.signing.TokenMaterial;
import org.frontsigner.signing.TokenRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xipki.pkcs11.wrapper.PKCS11Constants;

/**
 * The sessions with one token. The user is logged in once, for all of them (PKCS #11 v2.40, 2.6.3).
 * A PIN that was refused is not given to the token again. Thread-safe.
 */
final class TokenSessions {
  private static final Logger LOG = LoggerFactory.getLogger(TokenSessions.class);

  private record Key(String label, Algorithm.Family family) {}

  /** What a session is used for. */
  interface Work<T> {
    T with(Cryptoki cryptoki, Slots.Found slot, long session);
  }

  private final LoadedModule module;
  private final String moduleName;
  private final String slotText;
  private final PinFiles pins;
  private final Deque<Long> idle = new ArrayDeque<>();
  private final Map<Key, Long> handles = new ConcurrentHashMap<>();
  private Slots.Found slot;
  private byte[] pinInUse;
  private byte[] pinRefused;
  private long generation;
  private int open;

  TokenSessions(LoadedModule module, String moduleName, String slotText, PinFiles pins) {
    this.module = module;
    this.moduleName = moduleName;
    this.slotText = slotText;
    this.pins = pins;
  }

  /** Signs with a key; where the session is gone, tries another one once. */
  byte[] sign(TokenMaterial key, byte[] input) {
    Work<byte[]> work =
        (cryptoki, at, session) ->
            cryptoki.sign(
                session,
                KeyKind.of(key.algorithm()).mechanism(),
                handle(cryptoki, session, key),
                input);
    String pin = key.reference().pin();
    try {
      return run(() -> pins.read(pin), false, work);
    } catch (CryptokiError e) {
      if (!e.isOfTheSession()) {
        throw e;
      }
      forget();
      return run(() -> pins.read(pin), false, work);
    }
  }

  private long handle(Cryptoki cryptoki, long session, TokenMaterial key) {
    Key name = new Key(key.reference().label(), key.algorithm().family());
    Long known = handles.get(name);
    if (known == null) {
      known =
          new KeySearch(cryptoki, session, key.reference()).privateKey(key.algorithm()).handle();
      handles.put(name, known);
    }
    return known;
  }

  /** Where a PIN comes from: it is read only when it is needed. */
  interface Pin {
    String read();
  }

  /** Uses a session in which the user is logged in. */
  <T> T run(Pin pin, boolean writes, Work<T> work) {
    return module.use(cryptoki -> inSession(cryptoki, pin, writes, work));
  }

  private <T> T inSession(Cryptoki cryptoki, Pin pin, boolean writes, Work<T> work) {
    long session = take(cryptoki, pin, writes);
    boolean good = false;
    try {
      T result = work.with(cryptoki, slot(), session);
      good = true;
      return result;
    } catch (TokenRefused e) {
      good = true;
      throw e;
    } finally {
      giveBack(cryptoki, session, good && !writes);
    }
  }

  private synchronized Slots.Found slot() {
    return slot;
  }

  private synchronized long take(Cryptoki cryptoki, Pin pin, boolean writes) {
    if (generation != module.generation()) {
      forget();
      generation = module.generation();
    }
    if (slot == null) {
      slot = Slots.find(cryptoki, moduleName, slotText);
    }
    Long session = writes ? null : idle.poll();
    if (session == null) {
      session = cryptoki.open(slot.slot(), writes);
      open++;
    }
    if (pinInUse == null) {
      boolean in = false;
      try {
        logIn(cryptoki, session, pin.read());
        in = true;
      } finally {
        if (!in) {
          giveBack(cryptoki, session, false);
        }
      }
    }
    return session;
  }

  private void logIn(Cryptoki cryptoki, long session, String pin) {
    byte[] digest = digest(pin);
    Cryptoki.TokenInfo token = cryptoki.token(slot.slot());
    if (token.has(PKCS11Constants.CKF_LOGIN_REQUIRED)) {
      if (Arrays.equals(digest, pinRefused)) {
        throw new TokenRefused(
            "Token '%s' refused that PIN before; it is not tried again".formatted(slotText),
            "Give the right one; 'pkcs11-tool -L' shows whether the token is locked");
      }
      refuseDanger(token);
      try {
        cryptoki.login(session, pin);
      } catch (CryptokiError e) {
        if (e.code() != PKCS11Constants.CKR_USER_ALREADY_LOGGED_IN) {
          throw e.isOfThePin() ? wrongPin(cryptoki, digest, e) : e;
        }
      }
    }
    pinInUse = digest;
    pinRefused = null;
  }

  private void refuseDanger(Cryptoki.TokenInfo token) {
    if (token.has(PKCS11Constants.CKF_USER_PIN_LOCKED)) {
      throw new TokenRefused(
          "Token '%s' is locked: a wrong PIN was given too often".formatted(slotText),
          "Its security officer sets a new PIN: pkcs11-tool --init-pin");
    }
    if (token.has(PKCS11Constants.CKF_USER_PIN_FINAL_TRY)) {
      throw new TokenRefused(
          "Token '%s' would be locked by one more wrong PIN; none is tried".formatted(slotText),
          "Log in with the right one by hand, which sets the count back: pkcs11-tool -l -O");
    }
  }

  private TokenRefused wrongPin(Cryptoki cryptoki, byte[] digest, CryptokiError refused) {
    pinRefused = digest;
    boolean low = cryptoki.token(slot.slot()).has(PKCS11Constants.CKF_USER_PIN_COUNT_LOW);
    return new TokenRefused(
        "Token '%s' refused the PIN (%s)".formatted(slotText, refused.getMessage()),
        "It was tried once and is not tried again, since tokens lock themselves after a few wrong"
            + " ones"
            + (low ? "; this token says that the last tries are near" : ""),
        refused);
  }

  String readPin(String reference) {
    return pins.read(reference);
  }

  /** Asks the token something that it can't answer when it is gone. */
  void touch() {
    run(
        () -> "",
        false,
        (cryptoki, at, session) -> {
          if (cryptoki.privateKeys(session).isEmpty()) {
            throw new TokenRefused(
                "Token '%s' shows no private key any more".formatted(slotText),
                "See 'pkcs11-tool -l -O'");
          }
          return at;
        });
  }

  /**
   * Sees whether the token takes a PIN. One that is logged in with another PIN is not asked.
   *
   * @return what the slot tells
   */
  Slots.Found prove(String pin) {
    Slots.Found found = run(() -> pin, false, (cryptoki, at, session) -> at);
    synchronized (this) {
      if (!Arrays.equals(pinInUse, digest(pin))) {
        throw new TokenRefused(
            "Token '%s' is used with another PIN; this one was not tried".formatted(slotText),
            "Give the PIN that the token's other keys were assigned with; where it was changed,"
                + " restart the daemon first");
      }
    }
    return found;
  }

  private synchronized void giveBack(Cryptoki cryptoki, long session, boolean good) {
    if (good && generation == module.generation()) {
      idle.push(session);
    } else {
      end(cryptoki, session);
    }
  }

  /** With its last session the token logs the user out. */
  private void end(Cryptoki cryptoki, long session) {
    open = Math.max(0, open - 1);
    if (open == 0) {
      pinInUse = null;
    }
    try {
      cryptoki.close(session);
    } catch (CryptokiError e) {
      LOG.debug("token {}: a session that can't be closed: {}", slotText, e.getMessage());
    }
  }

  /** Forgets all sessions: they are of no use any more. The next one logs in. */
  synchronized void forget() {
    idle.clear();
    handles.clear();
    slot = null;
    pinInUse = null;
    open = 0;
  }

  /** Closes the sessions that nobody uses. */
  synchronized void close() {
    module.use(
        cryptoki -> {
          idle.forEach(session -> end(cryptoki, session));
          return true;
        });
    forget();
  }

  private static byte[] digest(String pin) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(pin.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
