package org.frontsigner.token;

import iaik.pkcs.pkcs11.wrapper.CK_ATTRIBUTE;
import iaik.pkcs.pkcs11.wrapper.CK_C_INITIALIZE_ARGS;
import iaik.pkcs.pkcs11.wrapper.CK_MECHANISM;
import iaik.pkcs.pkcs11.wrapper.CK_TOKEN_INFO;
import iaik.pkcs.pkcs11.wrapper.PKCS11;
import iaik.pkcs.pkcs11.wrapper.PKCS11Exception;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.xipki.pkcs11.wrapper.PKCS11Constants;
import org.xipki.pkcs11.wrapper.PKCS11Module;
import org.xipki.pkcs11.wrapper.StaticLogger;

/**
 * A module in this process. The calls are made as they are, without what the wrapper does for
 * particular makers of HSMs: what differs between them is looked at where it is used.
 */
final class NativeCryptoki implements Cryptoki {
  private static final int OBJECTS_AT_ONCE = 100;
  private static final int OBJECTS_MAX = 10_000;
  private static final long USER = 1;
  private static final byte[] EXPONENT = {1, 0, 1};

  private final PKCS11 module;

  private NativeCryptoki(PKCS11 module) {
    this.module = module;
  }

  /**
   * Loads a module and initializes it; once for each file.
   *
   * @throws IOException when the file is none
   */
  static NativeCryptoki load(Path file) throws IOException {
    StaticLogger.setLogger(new WrapperLog());
    try {
      NativeCryptoki cryptoki =
          new NativeCryptoki(PKCS11Module.getInstance(file.toString()).getPKCS11Module());
      cryptoki.initialize();
      return cryptoki;
    } catch (LinkageError e) {
      throw new IOException("this Java can't use PKCS #11 modules: " + e.getMessage(), e);
    }
  }

  private interface Call<T> {
    T make() throws PKCS11Exception;
  }

  private static <T> T call(Call<T> call) {
    try {
      return call.make();
    } catch (PKCS11Exception e) {
      throw new CryptokiError(e.getErrorCode(), e);
    }
  }

  private interface Command {
    void give() throws PKCS11Exception;
  }

  private static void run(Command command) {
    call(
        () -> {
          command.give();
          return "done";
        });
  }

  private void initialize() {
    CK_C_INITIALIZE_ARGS arguments = new CK_C_INITIALIZE_ARGS();
    arguments.flags = PKCS11Constants.CKF_OS_LOCKING_OK;
    try {
      run(() -> module.C_Initialize(arguments, true));
    } catch (CryptokiError e) {
      if (e.code() != PKCS11Constants.CKR_CRYPTOKI_ALREADY_INITIALIZED) {
        throw e;
      }
    }
  }

  @Override
  public void restart() {
    try {
      run(() -> module.C_Finalize(null));
    } catch (CryptokiError e) {
      if (e.code() != PKCS11Constants.CKR_CRYPTOKI_NOT_INITIALIZED) {
        throw e;
      }
    }
    initialize();
  }

  @Override
  public List<Long> slots() {
    return Arrays.stream(call(() -> module.C_GetSlotList(true))).boxed().toList();
  }

  @Override
  public TokenInfo token(long slot) {
    CK_TOKEN_INFO info = call(() -> module.C_GetTokenInfo(slot));
    return new TokenInfo(
        new String(info.label).strip(), new String(info.serialNumber).strip(), info.flags);
  }

  @Override
  public boolean knowsMechanism(long slot, long mechanism) {
    return Arrays.stream(call(() -> module.C_GetMechanismList(slot)))
        .anyMatch(each -> each == mechanism);
  }

  @Override
  public long open(long slot, boolean writes) {
    long flags = PKCS11Constants.CKF_SERIAL_SESSION | (writes ? PKCS11Constants.CKF_RW_SESSION : 0);
    return call(() -> module.C_OpenSession(slot, flags, null, null));
  }

  @Override
  public void close(long session) {
    run(() -> module.C_CloseSession(session));
  }

  /** The wrapper is given octets, not characters, since it would try a PIN in both ways. */
  @Override
  public void login(long session, String pin) {
    byte[] octets = pin.getBytes(StandardCharsets.UTF_8);
    char[] characters = new String(octets, StandardCharsets.ISO_8859_1).toCharArray();
    try {
      run(() -> module.C_Login(session, USER, characters, false));
    } finally {
      Arrays.fill(characters, ' ');
    }
  }

  private List<Long> objects(long session, long objectClass) {
    CK_ATTRIBUTE[] wanted = {attribute(PKCS11Constants.CKA_CLASS, objectClass)};
    run(() -> module.C_FindObjectsInit(session, wanted, true));
    try {
      List<Long> all = new ArrayList<>();
      long[] some = call(() -> module.C_FindObjects(session, OBJECTS_AT_ONCE));
      while (some.length > 0 && all.size() < OBJECTS_MAX) {
        Arrays.stream(some).forEach(all::add);
        some = call(() -> module.C_FindObjects(session, OBJECTS_AT_ONCE));
      }
      return all;
    } finally {
      run(() -> module.C_FindObjectsFinal(session));
    }
  }

  @Override
  public List<PrivateKeyInfo> privateKeys(long session) {
    return objects(session, PKCS11Constants.CKO_PRIVATE_KEY).stream()
        .map(
            key ->
                new PrivateKeyInfo(
                    key,
                    number(session, key, PKCS11Constants.CKA_KEY_TYPE),
                    text(session, key, PKCS11Constants.CKA_LABEL),
                    octets(session, key, PKCS11Constants.CKA_ID),
                    flag(session, key, PKCS11Constants.CKA_SIGN, true),
                    flag(session, key, PKCS11Constants.CKA_ALWAYS_AUTHENTICATE, false)))
        .toList();
  }

  @Override
  public List<PublicKeyInfo> publicKeys(long session) {
    return objects(session, PKCS11Constants.CKO_PUBLIC_KEY).stream()
        .map(
            key ->
                new PublicKeyInfo(
                    number(session, key, PKCS11Constants.CKA_KEY_TYPE),
                    text(session, key, PKCS11Constants.CKA_LABEL),
                    octets(session, key, PKCS11Constants.CKA_ID),
                    octets(session, key, PKCS11Constants.CKA_MODULUS),
                    octets(session, key, PKCS11Constants.CKA_PUBLIC_EXPONENT),
                    octets(session, key, PKCS11Constants.CKA_EC_PARAMS),
                    octets(session, key, PKCS11Constants.CKA_EC_POINT)))
        .toList();
  }

  /** An attribute; null where the object has none. */
  private Object value(long session, long object, long type) {
    CK_ATTRIBUTE[] asked = {attribute(type, null)};
    try {
      run(() -> module.C_GetAttributeValue(session, object, asked, true));
      return asked[0].pValue;
    } catch (CryptokiError e) {
      if (e.code() == PKCS11Constants.CKR_ATTRIBUTE_TYPE_INVALID
          || e.code() == PKCS11Constants.CKR_ATTRIBUTE_SENSITIVE) {
        return null;
      }
      throw e;
    }
  }

  private long number(long session, long object, long type) {
    return value(session, object, type) instanceof Long number ? number : -1;
  }

  private String text(long session, long object, long type) {
    return value(session, object, type) instanceof char[] text ? new String(text) : "";
  }

  private byte[] octets(long session, long object, long type) {
    return value(session, object, type) instanceof byte[] octets ? octets : new byte[0];
  }

  private boolean flag(long session, long object, long type, boolean absent) {
    return value(session, object, type) instanceof Boolean flag ? flag : absent;
  }

  @Override
  public byte[] sign(long session, long mechanism, long key, byte[] input) {
    run(() -> module.C_SignInit(session, mechanism(mechanism), key, true));
    return call(() -> module.C_Sign(session, input));
  }

  private static CK_MECHANISM mechanism(long code) {
    CK_MECHANISM mechanism = new CK_MECHANISM();
    mechanism.mechanism = code;
    return mechanism;
  }

  @Override
  public void generate(long session, Order order) {
    List<CK_ATTRIBUTE> publicKey =
        new ArrayList<>(common(order, PKCS11Constants.CKO_PUBLIC_KEY, order.publicLabel()));
    publicKey.add(attribute(PKCS11Constants.CKA_VERIFY, true));
    if (order.bits() > 0) {
      publicKey.add(attribute(PKCS11Constants.CKA_MODULUS_BITS, (long) order.bits()));
      publicKey.add(attribute(PKCS11Constants.CKA_PUBLIC_EXPONENT, EXPONENT));
    } else {
      publicKey.add(attribute(PKCS11Constants.CKA_EC_PARAMS, order.curve()));
    }
    List<CK_ATTRIBUTE> privateKey =
        new ArrayList<>(common(order, PKCS11Constants.CKO_PRIVATE_KEY, order.label()));
    privateKey.add(attribute(PKCS11Constants.CKA_PRIVATE, true));
    privateKey.add(attribute(PKCS11Constants.CKA_SENSITIVE, true));
    privateKey.add(attribute(PKCS11Constants.CKA_EXTRACTABLE, false));
    privateKey.add(attribute(PKCS11Constants.CKA_SIGN, true));
    CK_ATTRIBUTE[] none = new CK_ATTRIBUTE[0];
    call(
        () ->
            module.C_GenerateKeyPair(
                session,
                mechanism(order.mechanism()),
                publicKey.toArray(none),
                privateKey.toArray(none),
                true));
  }

  private static List<CK_ATTRIBUTE> common(Order order, long objectClass, String label) {
    return List.of(
        attribute(PKCS11Constants.CKA_CLASS, objectClass),
        attribute(PKCS11Constants.CKA_KEY_TYPE, order.type()),
        attribute(PKCS11Constants.CKA_TOKEN, true),
        attribute(PKCS11Constants.CKA_LABEL, label.toCharArray()),
        attribute(PKCS11Constants.CKA_ID, order.id()));
  }

  private static CK_ATTRIBUTE attribute(long type, Object value) {
    CK_ATTRIBUTE attribute = new CK_ATTRIBUTE();
    attribute.type = type;
    attribute.pValue = value;
    return attribute;
  }
}
