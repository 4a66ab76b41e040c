package org.frontsigner.api;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Values of every type that {@link Admin} takes and gives. */
public enum Samples {
  /** Everything is there, with letters of many scripts and numbers of full length. */
  FULL {
    @Override
    List<Object> list(Type item) {
      return List.of(of(item), of(item));
    }

    @Override
    Optional<Object> optional(Type item) {
      return Optional.of(of(item));
    }

    @Override
    Object simple(Class<?> type) {
      if (type == String.class) {
        return "zürich.example. \"\\\u0000\t\n 雪 \uD83D\uDC27 'quoted'";
      } else if (type == int.class || type == Integer.class) {
        return Integer.MAX_VALUE;
      } else if (type == double.class) {
        return 1.5;
      } else if (type == long.class) {
        return Long.MAX_VALUE;
      } else if (type == boolean.class) {
        return true;
      } else if (type == OptionalLong.class) {
        return OptionalLong.of(0xffff_ffffL);
      } else if (type == Instant.class) {
        return Instant.parse("2026-01-01T00:00:00.123456789Z");
      }
      Object[] constants = type.getEnumConstants();
      return constants[constants.length - 1];
    }
  },
  /** As little as there can be. */
  EMPTY {
    @Override
    List<Object> list(Type item) {
      return List.of();
    }

    @Override
    Optional<Object> optional(Type item) {
      return Optional.empty();
    }

    @Override
    Object simple(Class<?> type) {
      if (type == String.class) {
        return "";
      } else if (type == int.class || type == Integer.class) {
        return 0;
      } else if (type == double.class) {
        return 0.0;
      } else if (type == long.class) {
        return 0L;
      } else if (type == boolean.class) {
        return false;
      } else if (type == OptionalLong.class) {
        return OptionalLong.empty();
      } else if (type == Instant.class) {
        return Instant.EPOCH;
      }
      return type.getEnumConstants()[0];
    }
  };

  abstract List<Object> list(Type item);

  abstract Optional<Object> optional(Type item);

  abstract Object simple(Class<?> type);

  /** A value of a type. */
  public Object of(Type type) {
    if (type instanceof ParameterizedType generic) {
      Type item = generic.getActualTypeArguments()[0];
      return generic.getRawType() == List.class ? list(item) : optional(item);
    }
    Class<?> plain = (Class<?>) type;
    return plain.isRecord() ? record(plain) : simple(plain);
  }

  private Object record(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] values = Arrays.stream(components).map(each -> of(each.getGenericType())).toArray();
    try {
      return type.getConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type + " has no public canonical constructor", e);
    }
  }
}
