package org.frontsigner.api;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** An {@link Admin} that writes down what it is asked, and answers as a test tells it. */
public final class RecordingAdmin implements InvocationHandler {
  /** What was asked. */
  public record Asked(String method, List<Object> arguments) {}

  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final Function<Method, Object> answers;

  /**
   * @param answers what a method gives; may throw what the method is to throw
   */
  public RecordingAdmin(Function<Method, Object> answers) {
    this.answers = answers;
  }

  /** One that answers with samples. */
  public static RecordingAdmin giving(Samples samples) {
    return new RecordingAdmin(method -> samples.of(method.getGenericReturnType()));
  }

  /** The admin, which gives tools too. */
  public Admin admin() {
    return (Admin)
        Proxy.newProxyInstance(
            Admin.class.getClassLoader(), new Class<?>[] {Admin.class, Tools.class}, this);
  }

  /** All that was asked, in order. */
  public List<Asked> asked() {
    return asked;
  }

  @Override
  public Object invoke(Object proxy, Method method, Object[] arguments) {
    asked.add(new Asked(method.getName(), arguments == null ? List.of() : List.of(arguments)));
    return answers.apply(method);
  }
}
