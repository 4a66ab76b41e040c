package org.frontsigner.token;

import java.util.Set;
import org.xipki.pkcs11.wrapper.PKCS11Constants;

/** A call into a module returned something else than CKR_OK. */
final class CryptokiError extends RuntimeException {
  private static final long serialVersionUID = 1;

  private static final Set<Long> OF_THE_SESSION =
      Set.of(
          PKCS11Constants.CKR_SESSION_HANDLE_INVALID,
          PKCS11Constants.CKR_SESSION_CLOSED,
          PKCS11Constants.CKR_USER_NOT_LOGGED_IN,
          PKCS11Constants.CKR_KEY_HANDLE_INVALID,
          PKCS11Constants.CKR_OBJECT_HANDLE_INVALID,
          PKCS11Constants.CKR_OPERATION_ACTIVE,
          PKCS11Constants.CKR_CRYPTOKI_NOT_INITIALIZED);

  private static final Set<Long> OF_THE_PIN =
      Set.of(
          PKCS11Constants.CKR_PIN_INCORRECT,
          PKCS11Constants.CKR_PIN_INVALID,
          PKCS11Constants.CKR_PIN_LEN_RANGE,
          PKCS11Constants.CKR_PIN_EXPIRED,
          PKCS11Constants.CKR_PIN_LOCKED);

  private final long code;

  CryptokiError(long code, Throwable cause) {
    super(PKCS11Constants.ckrCodeToName(code), cause);
    this.code = code;
  }

  long code() {
    return code;
  }

  /** Whether a new session may do better. */
  boolean isOfTheSession() {
    return OF_THE_SESSION.contains(code);
  }

  /** Whether the token refused the PIN. */
  boolean isOfThePin() {
    return OF_THE_PIN.contains(code);
  }
}
