package org.frontsigner.keeper;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.frontsigner.api.Admin;
import org.frontsigner.api.BindAdmin;
import org.frontsigner.api.DenialAdmin;
import org.frontsigner.api.HsmAdmin;
import org.frontsigner.api.KeyAdmin;
import org.frontsigner.api.MetadataAdmin;
import org.frontsigner.api.PresignedAdmin;
import org.frontsigner.api.Problem;
import org.frontsigner.api.PublishAdmin;
import org.frontsigner.api.SecondaryAdmin;
import org.frontsigner.api.SerialAdmin;
import org.frontsigner.api.ServerAdmin;
import org.frontsigner.api.TsigAdmin;
import org.frontsigner.api.ZoneAdmin;

/**
 * Everything that an operator can do: the verbs of each group in a class of its own, joined to one
 * {@link Admin}. Thread-safe.
 */
public final class Operations {
  private final Map<Class<?>, Object> groups = new LinkedHashMap<>();

  private Operations(
      Keepers keepers,
      Surroundings around,
      SecureRandom random,
      boolean daemon,
      List<Discovery> discoveries) {
    groups.put(ZoneAdmin.class, new ZoneVerbs(keepers, around, daemon));
    groups.put(KeyAdmin.class, new KeyVerbs(keepers, around));
    groups.put(DenialAdmin.class, new DenialVerbs(keepers, around));
    groups.put(HsmAdmin.class, new HsmVerbs(keepers, around));
    groups.put(PresignedAdmin.class, new PresignedVerbs(keepers, around));
    groups.put(PublishAdmin.class, new PublishVerbs(keepers));
    groups.put(MetadataAdmin.class, new MetadataVerbs(keepers, around));
    groups.put(TsigAdmin.class, new TsigVerbs(keepers, around, random));
    groups.put(BindAdmin.class, new BindVerbs(keepers, discoveries));
    groups.put(SerialAdmin.class, new SerialVerbs(keepers, around));
    groups.put(SecondaryAdmin.class, new SecondaryVerbs(keepers, around, daemon));
    groups.put(ServerAdmin.class, new ServerVerbs(keepers, around.alarms(), daemon, discoveries));
  }

  /**
   * The verbs over these keepers.
   *
   * @param random for secrets of new TSIG keys
   * @param daemon whether primaries are asked and secondaries told
   * @param discoveries where zones are looked for that others write down
   */
  public static Admin over(
      Keepers keepers,
      Surroundings around,
      SecureRandom random,
      boolean daemon,
      List<Discovery> discoveries) {
    Operations operations = new Operations(keepers, around, random, daemon, discoveries);
    return (Admin)
        Proxy.newProxyInstance(
            Admin.class.getClassLoader(),
            new Class<?>[] {Admin.class},
            (proxy, method, arguments) -> operations.call(method, arguments));
  }

  private Object call(Method method, Object[] arguments) throws IllegalAccessException {
    Object group = groups.getOrDefault(method.getDeclaringClass(), this);
    try {
      return method.invoke(group, arguments);
    } catch (InvocationTargetException e) {
      throw asProblem(e.getCause());
    }
  }

  private static RuntimeException asProblem(Throwable cause) {
    if (cause instanceof Problem problem) {
      return problem;
    }
    if (cause instanceof StoreFailed || cause instanceof ZoneGone) {
      boolean isUnknown = cause instanceof StoreFailed failed && failed.isPerhapsDurable();
      String remedy = isUnknown ? "It is found out before the next change" : "Nothing was changed";
      return Problem.failed(cause.getMessage(), remedy, cause);
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return (RuntimeException) cause;
  }
}
