package org.frontsigner.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.prometheus.client.CollectorRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.frontsigner.signing.Algorithm;
import org.frontsigner.signing.SigningFailed;
import org.frontsigner.signing.TokenMaterial;
import org.frontsigner.signing.TokenReference;
import org.frontsigner.signing.TokenRefused;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xipki.pkcs11.wrapper.PKCS11Constants;

class TokenDoorTest {
  private static final byte[] NO_ID = {};
  private static final int SESSIONS = 2;

  @TempDir private Path folder;

  private final FakeCryptoki module = new FakeCryptoki().withToken(77, "one").withToken(78, "two");
  private final CollectorRegistry registry = new CollectorRegistry();
  private final List<Path> loaded = new ArrayList<>();
  private TokenDoor door;
  private String pin;

  @BeforeEach
  void open() throws IOException {
    Path library = Files.createFile(folder.resolve("module.so"));
    Files.createDirectory(folder.resolve("modules"));
    Files.writeString(
        folder.resolve("modules/soft.module"), "# a comment\nmodule: " + library + "\n");
    door =
        new TokenDoor(
            new ModuleFiles(List.of(folder.resolve("modules")), List.of(folder)),
            file -> {
              loaded.add(file);
              return module;
            },
            new PinFiles(folder.resolve("pins"), Optional.of(folder)),
            new TokenLimits(SESSIONS, 3, 1),
            new TokenMetrics(registry),
            true);
    pin = "file:" + pinFile("pin", FakeCryptoki.PIN, "rw-------");
  }

  @AfterEach
  void close() {
    if (module.hang != null) {
      module.hang.countDown();
    }
    door.close();
  }

  private Path pinFile(String name, String text, String mode) throws IOException {
    Path file =
        Files.createFile(
            folder.resolve(name),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, text + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  private TokenReference at(String slot, String label) {
    return new TokenReference("soft", slot, pin, label, label);
  }

  private TokenMaterial find(String slot, String label) {
    return door.find(at(slot, label), Algorithm.ECDSAP256SHA256);
  }

  private void refused(Runnable asking, String... words) {
    assertThatThrownBy(asking::run)
        .isInstanceOfSatisfying(
            TokenRefused.class,
            refused ->
                assertThat(refused.getMessage() + "; " + refused.remedy())
                    .contains(words)
                    .doesNotContain(FakeCryptoki.PIN + "\n"));
  }

  @Test
  void aKeyIsFoundByItsLabelInATokenByItsLabelIdOrIndex() {
    module.addEc(1, "key", NO_ID);
    byte[] expected = new byte[64];
    Arrays.fill(expected, (byte) 7);
    for (String slot : List.of("one", "77", "0x4d", "#0", "0")) {
      assertThat(find(slot, "key").publicKey()).isEqualTo(expected);
    }
    assertThat(loaded).as("loaded once").hasSize(1);
  }

  @Test
  void anIndexIsWrittenDownAsTheLabel() {
    assertThat(door.enter(at("#1", "key"), Optional.empty()).slot()).isEqualTo("two");
    assertThat(door.enter(at("78", "key"), Optional.empty()).slot()).isEqualTo("78");
  }

  @Test
  void whatIsNotThereIsRefusedWithWhatIs() {
    module.addEc(1, "key", NO_ID);
    refused(() -> door.enter(reference("none"), Optional.empty()), "module 'none'", "soft");
    refused(() -> door.enter(reference("./x.so"), Optional.empty()), "no whole path");
    refused(() -> door.enter(at("three", "key"), Optional.empty()), "'three'", "'one'", "'two'");
    refused(() -> find("one", "other"), "'other'", "'key'", "--create-later");
  }

  private TokenReference reference(String name) {
    return new TokenReference(name, "one", pin, "key", "key");
  }

  @Test
  void whatIsThereTwiceIsRefusedWithWhatTellsItApart() {
    module.withToken(79, "one");
    refused(() -> find("one", "key"), "2 tokens labelled 'one'", "slot 77", "slot 79");
    module.addEc(1, "key", new byte[] {1});
    module.addEc(2, "key", new byte[] {2});
    refused(() -> find("two", "key"), "2 private keys 'key'", "id:01", "id:02");
    assertThat(find("two", "id:02").reference().label()).isEqualTo("id:02");
  }

  @Test
  void aKeyThatCannotSignTheZoneIsRefused() {
    module.addEc(1, "key", NO_ID);
    refused(
        () -> door.find(at("one", "key"), Algorithm.RSASHA256), "is a key of ECDSA", "one of RSA");
    refused(() -> door.find(at("one", "key"), Algorithm.ECDSAP384SHA384), "another curve");
    refused(() -> door.find(at("one", "key"), Algorithm.ED25519), "does not sign with ED25519");
    module.privateKeys.set(0, new Cryptoki.PrivateKeyInfo(1, 3, "key", NO_ID, false, false));
    refused(() -> find("one", "key"), "CKA_SIGN");
    module.privateKeys.set(0, new Cryptoki.PrivateKeyInfo(1, 3, "key", NO_ID, true, true));
    refused(() -> find("one", "key"), "CKA_ALWAYS_AUTHENTICATE");
    module.addEc(2, "bare", NO_ID);
    module.publicKeys.clear();
    refused(() -> find("one", "bare"), "no public key 'bare'");
  }

  @Test
  void pointsAreTakenWithAndWithoutDer() {
    module.addEc(1, "key", NO_ID);
    byte[] inDer = find("one", "key").publicKey();
    module.publicKeys.set(0, FakeCryptoki.ecKey("key", NO_ID, false));
    assertThat(find("one", "key").publicKey()).isEqualTo(inDer);
  }

  @Test
  void leadingZerosOfRsaNumbersAreNoPartOfThem() {
    byte[] modulus = new byte[257];
    Arrays.fill(modulus, 1, 257, (byte) 0xc1);
    byte[] exponent = {0, 1, 0, 1};
    module.privateKeys.add(new Cryptoki.PrivateKeyInfo(1, 0, "rsa", NO_ID, true, false));
    module.publicKeys.add(
        new Cryptoki.PublicKeyInfo(0, "rsa", NO_ID, modulus, exponent, NO_ID, NO_ID));
    TokenMaterial key = door.find(at("one", "rsa"), Algorithm.RSASHA256);
    assertThat(key.bits()).isEqualTo(2048);
    assertThat(key.publicKey()).startsWith(3, 1, 0, 1, 0xc1).hasSize(260);
    module.publicKeys.set(
        0, new Cryptoki.PublicKeyInfo(0, "rsa", NO_ID, new byte[] {5}, exponent, NO_ID, NO_ID));
    refused(() -> door.find(at("one", "rsa"), Algorithm.RSASHA256), "has 3 bits", "1024 to 4096");
  }

  @Test
  void theUserIsLoggedInOnceForAllSessions() throws Exception {
    module.addEc(1, "key", NO_ID);
    TokenMaterial key = find("one", "key");
    for (int i = 0; i < 10; i++) {
      assertThat(door.sign(key, new byte[] {(byte) i}).get()).containsExactly(i);
    }
    assertThat(module.logins).hasValue(1);
    assertThat(module.openMax).hasValueLessThanOrEqualTo(SESSIONS);
  }

  @Test
  void aWrongPinIsTriedOnceAndNeverAgain() throws IOException {
    module.addEc(1, "key", NO_ID);
    pin = "file:" + pinFile("wrong", "wrong-one", "rw-------");
    refused(() -> find("one", "key"), "refused the PIN", "tried once");
    refused(() -> find("one", "key"), "is not tried again");
    refused(() -> door.enter(at("one", "key"), Optional.of("wrong-one")), "is not tried again");
    assertThat(module.logins).hasValue(1);
    TokenReference entered = door.enter(at("one", "key"), Optional.of(FakeCryptoki.PIN));
    assertThat(module.logins).hasValue(2);
    Path kept = folder.resolve("pins").resolve(entered.pin().replace("kept:", ""));
    assertThat(kept).hasContent(FakeCryptoki.PIN);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
        .isEqualTo("rw-------");
    refused(() -> door.enter(at("one", "key"), Optional.of("another")), "was not tried");
    assertThat(module.logins).hasValue(2);
  }

  @Test
  void aTokenThatIsOneWrongPinFromBeingLockedIsNotTried() {
    long flags = FakeCryptoki.USUAL | PKCS11Constants.CKF_USER_PIN_FINAL_TRY;
    module.tokens.put(77L, new Cryptoki.TokenInfo("one", "serial", flags));
    refused(() -> find("one", "key"), "locked by one more wrong PIN");
    assertThat(module.logins).hasValue(0);
  }

  @Test
  void aPinThatOthersCanReadOrThatIsNotThereIsRefused() throws IOException {
    pin = "file:" + pinFile("open", FakeCryptoki.PIN, "rw-r--r--");
    refused(() -> find("one", "key"), "can be read by everybody", "chmod 0600");
    pin = "file:/no/such/pin";
    refused(() -> find("one", "key"), "/no/such/pin");
    pin = "credential:../pin";
    refused(() -> find("one", "key"), "no name");
    pinFile("given", FakeCryptoki.PIN, "r--------");
    module.addEc(1, "key", NO_ID);
    pin = "credential:given";
    assertThat(find("one", "key").bits()).isEqualTo(256);
  }

  @Test
  void aSessionThatIsGoneIsReplacedWithoutAWord() throws Exception {
    module.addEc(1, "key", NO_ID);
    TokenMaterial key = find("one", "key");
    module.sessionError = PKCS11Constants.CKR_SESSION_HANDLE_INVALID;
    assertThat(door.sign(key, new byte[] {9}).get()).containsExactly(9);
    assertThat(door.pace(key.reference()).isUp()).isTrue();
  }

  @Test
  void aTokenThatIsRemovedIsDownAndComesBackByItself() throws Exception {
    AtomicInteger back = new AtomicInteger();
    door.whenBack(back::incrementAndGet);
    List<String> told = new CopyOnWriteArrayList<>();
    door.tell(
        new TokenListener() {
          @Override
          public void down(String token, String reason) {
            told.add(token + " down: " + reason.contains("CKR_DEVICE_REMOVED"));
          }

          @Override
          public void up(String token) {
            told.add(token + " up");
          }
        });
    module.addEc(1, "key", NO_ID);
    TokenMaterial key = find("one", "key");
    module.error = PKCS11Constants.CKR_DEVICE_REMOVED;
    assertThatThrownBy(() -> door.sign(key, new byte[] {1}).get())
        .hasMessageContaining("CKR_DEVICE_REMOVED");
    assertThat(metric("token_down")).isEqualTo(1);
    assertThatThrownBy(() -> door.sign(key, new byte[] {1}).get()).hasMessageContaining("is down");
    module.error = 0;
    await().atMost(20, TimeUnit.SECONDS).until(() -> metric("token_down") == 0);
    assertThat(door.sign(key, new byte[] {1}).get()).containsExactly(1);
    assertThat(back).hasValue(1);
    assertThat(told).containsExactly("token 'one' down: true", "token 'one' up");
    assertThat(module.restarts).hasValueGreaterThan(0);
  }

  private double metric(String name) {
    return registry.getSampleValue(name, new String[] {"token"}, new String[] {"one"});
  }

  @Test
  void aTokenThatWasMadeSinceTheModuleBeganIsFound() {
    module.addEc(1, "key", NO_ID);
    module.appearsAtRestart = true;
    assertThat(door.enter(at("two", "key"), Optional.empty()).slot()).isEqualTo("two");
    assertThat(module.restarts).hasValue(1);
  }

  @Test
  void aCallThatDoesNotEndHoldsNobodyUp() throws Exception {
    module.addEc(1, "key", NO_ID);
    TokenMaterial key = find("one", "key");
    module.hang = new CountDownLatch(1);
    List<CompletableFuture<byte[]>> asked = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      asked.add(door.sign(key, new byte[] {1}));
    }
    assertThat(asked.get(19)).as("the queue is full").isCompletedExceptionally();
    assertThat(
            registry.getSampleValue(
                "token_queue_full_total", new String[] {"token"}, new String[] {"one"}))
        .isGreaterThanOrEqualTo(15);
    assertThatThrownBy(() -> asked.get(0).get(20, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(SigningFailed.class)
        .hasMessageContaining("takes longer than 1 seconds");
    assertThat(door.sign(key, new byte[] {1})).isCompletedExceptionally();
    module.hang.countDown();
    module.hang = null;
    await().atMost(20, TimeUnit.SECONDS).until(() -> metric("token_down") == 0);
    assertThat(door.sign(key, new byte[] {1}).get()).containsExactly(1);
  }

  @Test
  void aKeyIsMadeWhereThereIsNone() {
    TokenMaterial made = door.create(at("one", "made"), Algorithm.ECDSAP256SHA256, 256);
    assertThat(made.bits()).isEqualTo(256);
    assertThat(module.orders)
        .singleElement()
        .satisfies(order -> assertThat(order.mechanism()).isEqualTo(0x1040));
    refused(
        () -> door.create(at("one", "made"), Algorithm.ECDSAP256SHA256, 256), "'made'", "already");
  }
}
