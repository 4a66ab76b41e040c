package org.frontsigner.token;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.frontsigner.signing.Algorithm;
import org.frontsigner.signing.SigningFailed;
import org.frontsigner.signing.TokenMaterial;
import org.frontsigner.signing.TokenReference;
import org.frontsigner.signing.TokenRefused;
import org.frontsigner.signing.Tokens;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All tokens of this machine that are used. Each module is loaded once. Thread-safe. */
public final class TokenDoor implements Tokens, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TokenDoor.class);
  private static final long TICK_MILLIS = 250;
  private static final long PROBE_SECONDS = 30;

  /** A module that does not begin is tried again so often. */
  private static final long ABSENT_SECONDS = 5;

  /** Making a RSA key of 4096 bits takes smart cards minutes. */
  private static final int MAKING_FACTOR = 10;

  /** How a module is loaded. */
  @FunctionalInterface
  interface Loader {
    Cryptoki load(Path file) throws IOException;
  }

  private record TokenId(Path module, String slot) {}

  private record Name(String module, String slot) {
    static Name of(TokenReference reference) {
      return new Name(reference.module(), reference.slot());
    }
  }

  private final ModuleFiles files;
  private final Loader loader;
  private final PinFiles pins;
  private final TokenLimits limits;
  private final TokenMetrics metrics;
  private final boolean watches;
  private final Map<Path, LoadedModule> modules = new ConcurrentHashMap<>();
  private final Map<TokenId, Token> tokens = new ConcurrentHashMap<>();
  private final Map<Name, Token> byName = new ConcurrentHashMap<>();
  private final Map<Name, TokenRefused> absent = new ConcurrentHashMap<>();
  private final ExecutorService care = Executors.newCachedThreadPool(named("token-care"));
  private final ScheduledExecutorService ticks =
      Executors.newSingleThreadScheduledExecutor(named("token-tick"));
  private volatile Runnable whenBack = () -> {};
  private volatile TokenListener listener = TokenListener.NONE;

  TokenDoor(
      ModuleFiles files,
      Loader loader,
      PinFiles pins,
      TokenLimits limits,
      TokenMetrics metrics,
      boolean watches) {
    this.files = files;
    this.loader = loader;
    this.pins = pins;
    this.limits = limits;
    this.metrics = metrics;
    this.watches = watches;
    ticks.scheduleWithFixedDelay(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    if (watches) {
      ticks.scheduleWithFixedDelay(this::probe, PROBE_SECONDS, PROBE_SECONDS, TimeUnit.SECONDS);
    }
  }

  /**
   * The tokens of this machine; none is touched before it is used.
   *
   * @param keptPins the directory where PINs are kept that were typed
   * @param credentials systemd's directory for this process; empty where it gave none
   * @param watches whether tokens of zones are looked after while nobody uses them
   */
  public static TokenDoor open(
      Path keptPins,
      Optional<Path> credentials,
      TokenLimits limits,
      TokenMetrics metrics,
      boolean watches) {
    return new TokenDoor(
        ModuleFiles.SYSTEM,
        NativeCryptoki::load,
        new PinFiles(keptPins, credentials),
        limits,
        metrics,
        watches);
  }

  private static ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Is called each time that a token is back which was down. */
  public void whenBack(Runnable listener) {
    whenBack = listener;
  }

  /** Is told from now on of tokens that can't be used, and that can be again. */
  public void tell(TokenListener others) {
    listener = others;
  }

  private final class Telling implements TokenListener {
    @Override
    public void down(String token, String reason) {
      listener.down(token, reason);
    }

    @Override
    public void up(String token) {
      listener.up(token);
      whenBack.run();
    }
  }

  /** May load a module, which may take any time. */
  private Token token(TokenReference reference) {
    Token known = byName.get(Name.of(reference));
    if (known != null) {
      return known;
    }
    Path file = files.find(reference.module());
    LoadedModule module = module(file);
    Token token =
        tokens.computeIfAbsent(
            new TokenId(file, reference.slot()),
            id ->
                new Token(
                    id.slot(),
                    module,
                    new TokenSessions(module, file.toString(), id.slot(), pins),
                    limits,
                    metrics,
                    new Telling()));
    byName.put(Name.of(reference), token);
    return token;
  }

  private LoadedModule module(Path file) {
    synchronized (modules) {
      LoadedModule known = modules.get(file);
      if (known == null) {
        known = load(file);
        modules.put(file, known);
      }
      return known;
    }
  }

  private LoadedModule load(Path file) {
    try {
      LoadedModule module = new LoadedModule(loader.load(file));
      if (watches) {
        LOG.info("PKCS #11 module {} is loaded", file);
      }
      return module;
    } catch (IOException e) {
      throw new TokenRefused(
          "%s is no PKCS #11 module that can be loaded: %s".formatted(file, e.getMessage()),
          "Give the library of the token, built for this machine",
          e);
    } catch (CryptokiError e) {
      throw new TokenRefused(
          "The PKCS #11 module %s does not begin: %s".formatted(file, e.getMessage()),
          "See its configuration, such as SOFTHSM2_CONF, and whether the daemon's user may read"
              + " and write what it names",
          e);
    }
  }

  /** Does what may take any time, and does not wait for longer than a verb may. */
  private <T> T within(TokenReference reference, int seconds, Supplier<T> work) {
    CompletableFuture<T> result = CompletableFuture.supplyAsync(work, care);
    try {
      return result.get(seconds, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new TokenRefused(
          "Token '%s' did not answer within %d seconds".formatted(reference.slot(), seconds),
          "See whether 'pkcs11-tool -L' gets an answer, or raise limits.token-call-seconds",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TokenRefused("Interrupted while a token is asked", "Try again", e);
    } catch (ExecutionException e) {
      throw refusal(reference, e.getCause());
    }
  }

  private static RuntimeException refusal(TokenReference reference, Throwable cause) {
    if (cause instanceof TokenRefused refused) {
      return refused;
    }
    return new TokenRefused(
        "Token '%s' (module %s) fails: %s"
            .formatted(reference.slot(), reference.module(), cause.getMessage()),
        "See the token's own log, and what 'pkcs11-tool -L' says",
        cause);
  }

  @Override
  public TokenReference enter(TokenReference reference, Optional<String> pin) {
    return within(reference, limits.callSeconds(), () -> entered(reference, pin));
  }

  private TokenReference entered(TokenReference reference, Optional<String> typed) {
    TokenReference named = named(reference);
    Token token = token(named);
    Slots.Found slot = token.sessions().prove(typed.orElseGet(() -> pins.read(named.pin())));
    TokenReference entered =
        typed
            .map(pin -> named.withPin(pins.keep(fileName(named, slot.token()), pin)))
            .orElse(named);
    token.entered(entered.pin());
    return entered;
  }

  /** An index is not written down: it changes when another token comes or goes. */
  private TokenReference named(TokenReference reference) {
    Path file = files.find(reference.module());
    Slots.Found slot = slot(module(file), reference);
    return slot.byIndex()
        ? reference.withSlot(
            slot.token().label().isEmpty() ? Long.toString(slot.slot()) : slot.token().label())
        : reference;
  }

  /** A token that was made since the module began is not seen by it. */
  private static Slots.Found slot(LoadedModule module, TokenReference reference) {
    Function<Cryptoki, Slots.Found> search =
        cryptoki -> Slots.find(cryptoki, reference.module(), reference.slot());
    try {
      return module.use(search);
    } catch (TokenRefused e) {
      return restarted(module) ? module.use(search) : refuse(e);
    }
  }

  private static boolean restarted(LoadedModule module) {
    try {
      return module.restart();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Slots.Found refuse(TokenRefused refused) {
    throw refused;
  }

  private String fileName(TokenReference reference, Cryptoki.TokenInfo token) {
    String whole =
        files.find(reference.module()) + "\n" + token.serialNumber() + "\n" + token.label();
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(whole.getBytes(StandardCharsets.UTF_8));
      return "token-" + HexFormat.of().formatHex(Arrays.copyOf(hash, 8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public TokenMaterial find(TokenReference reference, Algorithm algorithm) {
    return within(
        reference,
        limits.callSeconds(),
        () ->
            token(reference)
                .sessions()
                .run(
                    () -> pins.read(reference.pin()),
                    false,
                    (cryptoki, slot, session) -> {
                      requireMechanism(cryptoki, slot, reference, algorithm);
                      KeySearch search = new KeySearch(cryptoki, session, reference);
                      return material(search, algorithm);
                    }));
  }

  private static TokenMaterial material(KeySearch search, Algorithm algorithm) {
    Cryptoki.PublicKeyInfo half = search.publicKey(search.privateKey(algorithm));
    TokenReference reference = search.reference();
    try {
      byte[] field = KeyKind.of(algorithm).field(half, "'" + reference.label() + "'");
      return TokenMaterial.of(algorithm, reference, field);
    } catch (IllegalArgumentException e) {
      throw new TokenRefused(
          "Key '%s' of token '%s' can't be used: %s"
              .formatted(reference.label(), reference.slot(), e.getMessage()),
          "Make another key; list-algorithms shows what there is",
          e);
    }
  }

  private static void requireMechanism(
      Cryptoki cryptoki, Slots.Found slot, TokenReference reference, Algorithm algorithm) {
    if (!cryptoki.knowsMechanism(slot.slot(), KeyKind.of(algorithm).mechanism())) {
      throw new TokenRefused(
          "Token '%s' does not sign with %s".formatted(reference.slot(), algorithm.mnemonic()),
          "'pkcs11-tool -M' shows what it can; rsasha256 and ecdsa256 are the most common");
    }
  }

  @Override
  public TokenMaterial create(TokenReference reference, Algorithm algorithm, int bits) {
    return within(
        reference,
        limits.callSeconds() * MAKING_FACTOR,
        () ->
            token(reference)
                .sessions()
                .run(
                    () -> pins.read(reference.pin()),
                    true,
                    (cryptoki, slot, session) -> {
                      requireMechanism(cryptoki, slot, reference, algorithm);
                      KeySearch search = new KeySearch(cryptoki, session, reference);
                      refuseSecond(search);
                      cryptoki.generate(session, order(reference, algorithm, bits));
                      return material(search, algorithm);
                    }));
  }

  private static void refuseSecond(KeySearch search) {
    TokenReference reference = search.reference();
    if (!search.privateKeys().isEmpty()) {
      throw new TokenRefused(
          "There is a key '%s' in token '%s' already"
              .formatted(reference.label(), reference.slot()),
          "hsm assign takes it as it is; for a new one assign another label");
    }
  }

  private static Cryptoki.Order order(TokenReference reference, Algorithm algorithm, int bits) {
    KeyKind kind = KeyKind.of(algorithm);
    byte[] label = reference.label().getBytes(StandardCharsets.UTF_8);
    return new Cryptoki.Order(
        kind.making(),
        kind.type(),
        kind.isRsa() ? bits : 0,
        kind.isRsa() ? new byte[0] : kind.curves().get(0),
        reference.label(),
        reference.publicLabel(),
        Arrays.copyOf(label, Math.min(label.length, 32)));
  }

  @Override
  public void watch(TokenReference reference) {
    if (watches) {
      care.execute(() -> begin(reference));
    }
  }

  private void begin(TokenReference reference) {
    try {
      Token token = token(reference);
      token.watch(reference.pin());
      token.probeNow();
      if (absent.remove(Name.of(reference)) != null) {
        listener.up(reference.toString());
        whenBack.run();
      }
    } catch (TokenRefused e) {
      if (absent.put(Name.of(reference), e) == null) {
        listener.down(reference.toString(), e.getMessage());
      }
      metrics.setDown(reference.slot(), true);
      ticks.schedule(() -> watch(reference), ABSENT_SECONDS, TimeUnit.SECONDS);
    }
  }

  @Override
  public CompletableFuture<byte[]> sign(TokenMaterial key, byte[] input) {
    Token known = byName.get(Name.of(key.reference()));
    if (known != null) {
      return known.sign(key, input);
    }
    TokenRefused refused = absent.get(Name.of(key.reference()));
    if (refused != null) {
      return CompletableFuture.failedFuture(
          new SigningFailed(key + " does not sign: " + refused.getMessage(), refused));
    }
    return CompletableFuture.supplyAsync(() -> unlessRefused(key), care)
        .thenCompose(token -> token.sign(key, input));
  }

  private Token unlessRefused(TokenMaterial key) {
    try {
      return token(key.reference());
    } catch (TokenRefused e) {
      throw new SigningFailed(key + " does not sign: " + e.getMessage(), e);
    }
  }

  @Override
  public Pace pace(TokenReference reference) {
    Token known = byName.get(Name.of(reference));
    return known == null ? new Pace(false, 0, 0) : known.pace();
  }

  private void tick() {
    for (Token token : tokens.values()) {
      token.tick();
      if (token.isTrialDue()) {
        care.execute(token::tryNow);
      }
    }
  }

  private void probe() {
    tokens.values().forEach(token -> care.execute(token::probeNow));
  }

  /** Signs no more. A call that does not end is left behind. */
  @Override
  public void close() {
    ticks.shutdownNow();
    tokens.values().forEach(Token::close);
    care.shutdown();
  }
}
