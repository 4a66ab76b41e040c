package org.frontsigner.transfer;

/**
 * What a primary may make us do. Immutable.
 *
 * @param octetsMax octets of one answer as they come over TCP
 * @param recordsMax records of one answer
 * @param differencesMax differences of one IXFR; more are not worth more than the whole zone
 * @param differenceOctetsMax octets of the records of one IXFR, uncompressed
 * @param totalSeconds from the attempt to connect to the last message of a transfer
 * @param idleSeconds from one whole message of a transfer to the next
 * @param octetsPerMinuteMin octets that must come in each whole minute of a transfer; 0: any
 * @param connectSeconds until a TCP connection stands
 * @param probeSeconds until a question for the SOA is answered, each time it is asked
 * @param probeTries how often the SOA is asked for over UDP
 */
public record TransferLimits(
    long octetsMax,
    long recordsMax,
    int differencesMax,
    long differenceOctetsMax,
    int totalSeconds,
    int idleSeconds,
    int octetsPerMinuteMin,
    int connectSeconds,
    int probeSeconds,
    int probeTries) {
  public static final TransferLimits DEFAULT =
      new TransferLimits(1L << 30, 20_000_000, 10_000, 256L << 20, 3600, 30, 10_240, 5, 2, 3);

  /** Throws IllegalArgumentException when one of them would let nothing through. */
  public TransferLimits {
    requirePositive("octetsMax", octetsMax);
    requirePositive("recordsMax", recordsMax);
    requirePositive("totalSeconds", totalSeconds);
    requirePositive("idleSeconds", idleSeconds);
    requirePositive("connectSeconds", connectSeconds);
    requirePositive("probeSeconds", probeSeconds);
    requirePositive("probeTries", probeTries);
    // A list of records is one array, which doubles: it must stay below the size of an array.
    if (differenceOctetsMax > 1L << 29) {
      throw new IllegalArgumentException(
          "differenceOctetsMax is at most %d, not %d".formatted(1L << 29, differenceOctetsMax));
    }
  }

  private static void requirePositive(String name, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " is at least 1, not " + value);
    }
  }
}
