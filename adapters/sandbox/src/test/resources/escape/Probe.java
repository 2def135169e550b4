import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** A hostile fighter: tries what its first argument names and says how it went. */
public final class Probe {
  private Probe() {}

  public static void main(String[] arguments) throws IOException {
    System.in.read();
    String name = arguments[0];
    try {
      System.out.println("OPEN " + name + " " + attempt(name, arguments[1]));
    } catch (Exception | Error refused) {
      System.out.println("blocked " + name + " " + refused.toString().replace('\n', ' '));
    }
    LockSupport.park();
  }

  private static Object attempt(String name, String secret) throws Exception {
    switch (name) {
      case "java-connect":
        return new Socket("127.0.0.1", Integer.parseInt(secret));
      case "java-listen":
        return new ServerSocket(0);
      case "java-resolve":
        return InetAddress.getByName("localhost.localdomain.example");
      case "java-read":
        return Files.readString(Path.of("/etc/passwd"));
      case "java-write":
        return Files.writeString(Path.of("/app/x"), "x");
      case "java-temporary":
        return File.createTempFile("a", "b");
      case "java-process":
        return new ProcessBuilder("/bin/sh", "-c", "true").start();
      case "java-processes":
        if (ProcessHandle.allProcesses().count() == 0) {
          throw new IOException("none to be seen");
        }
        return ProcessHandle.allProcesses().count();
      case "java-heap":
        List<byte[]> heap = new ArrayList<>();
        while (heap.size() < 1000) {
          heap.add(new byte[1 << 20]);
        }
        return heap.size();
      case "java-direct-memory":
        List<ByteBuffer> direct = new ArrayList<>();
        while (direct.size() < 1000) {
          direct.add(ByteBuffer.allocateDirect(1 << 20));
        }
        return direct.size();
      case "java-threads":
        int started = 0;
        while (started < 1000) {
          Thread thread = new Thread(LockSupport::park);
          thread.setDaemon(true);
          thread.start();
          started++;
        }
        return started;
      default:
        throw new AssertionError(name);
    }
  }
}
