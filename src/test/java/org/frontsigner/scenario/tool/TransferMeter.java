package org.frontsigner.scenario.tool;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import org.frontsigner.scenario.stage.Endpoint;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * Takes a whole transfer as fast as it comes and counts; keeps nothing.
 *
 * @param records with both SOA records
 * @param octets of messages
 * @param seconds from the request to the last message
 */
public record TransferMeter(long records, long octets, double seconds) {
  private static final int SILENCE_MAX_MILLISECONDS = 120_000;
  private static final int HEADER_OCTETS = 12;
  private static final int POINTER = 0xC0;
  private static final int BUFFER_OCTETS = 1 << 18;

  /** Transfers the zone without a key. */
  public static TransferMeter measure(Endpoint server, Name zone) {
    long start = System.nanoTime();
    try (Socket socket = new Socket(server.host(), server.port())) {
      socket.setSoTimeout(SILENCE_MAX_MILLISECONDS);
      byte[] query = Message.newQuery(Record.newRecord(zone, Type.AXFR, DClass.IN)).toWire();
      ByteBuffer framed =
          ByteBuffer.allocate(query.length + 2).putShort((short) query.length).put(query);
      socket.getOutputStream().write(framed.array());
      Counter counter = new Counter();
      counter.countAll(
          new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER_OCTETS)));
      return new TransferMeter(counter.records, counter.octets, (System.nanoTime() - start) / 1e9);
    } catch (IOException broken) {
      throw new UncheckedIOException("transfer of " + zone, broken);
    }
  }

  /** Walks through messages without making objects of records. */
  private static final class Counter {
    private long records;
    private long octets;
    private int soas;

    void countAll(DataInputStream in) throws IOException {
      while (soas < 2) {
        byte[] message = in.readNBytes(in.readUnsignedShort());
        octets += message.length;
        count(ByteBuffer.wrap(message));
      }
    }

    private void count(ByteBuffer message) throws IOException {
      int rcode = message.getShort(2) & 0xF;
      if (rcode != 0) {
        throw new IOException("rcode " + rcode);
      }
      int questions = message.getShort(4);
      int answers = Short.toUnsignedInt(message.getShort(6));
      message.position(HEADER_OCTETS);
      for (int i = 0; i < questions; i++) {
        skipName(message);
        message.position(message.position() + 4);
      }
      for (int i = 0; i < answers; i++) {
        countRecord(message);
      }
    }

    private void countRecord(ByteBuffer message) {
      skipName(message);
      soas += message.getShort() == Type.SOA ? 1 : 0;
      message.position(message.position() + 6);
      int length = Short.toUnsignedInt(message.getShort());
      message.position(message.position() + length);
      records++;
    }

    private static void skipName(ByteBuffer message) {
      int length = message.get() & 0xFF;
      while (length != 0 && length < POINTER) {
        message.position(message.position() + length);
        length = message.get() & 0xFF;
      }
      if (length >= POINTER) {
        message.get();
      }
    }
  }
}
