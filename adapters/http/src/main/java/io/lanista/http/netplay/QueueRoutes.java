package io.lanista.http.netplay;

import io.lanista.engine.queue.JoinRequest;
import io.lanista.engine.queue.Queue;
import io.lanista.engine.queue.TicketView;
import io.lanista.http.route.Access;
import io.lanista.http.route.Call;
import io.lanista.http.route.QueryParam;
import io.lanista.http.route.Route;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.player.Player;
import io.lanista.ports.queue.TicketId;
import io.lanista.ports.settlement.WalletAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;

/** Joining, polling and leaving the netplay queue (spec 1, Queue). */
public final class QueueRoutes {
  private static final String TAG = "queue";
  private static final int LONGEST_WAIT = 60;
  private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[\\x21-\\x7e]{1,128}");

  private final Queue queue;
  private final Executor blocking;

  /**
   * Routes of one queue.
   *
   * @param blocking runs look-ups of entries that no longer wait
   */
  public QueueRoutes(Queue queue, Executor blocking) {
    this.queue = queue;
    this.blocking = blocking;
  }

  public List<Route<?, ?>> routes() {
    return List.of(
        Route.post("joinQueue", "/queue/join", JoinQueue.class, QueueEntry.class)
            .tag(TAG)
            .summary(
                "Joins the queue; pairs you at once if somebody compatible waits. An"
                    + " Idempotency-Key header makes a repeat return the same entry.")
            .access(Access.KEY_OPTIONAL)
            .errors(
                ErrorCode.INVALID_CONNECT_CODE,
                ErrorCode.INVALID_WALLET,
                ErrorCode.IDEMPOTENCY_CONFLICT,
                ErrorCode.BUSY,
                ErrorCode.SHUTTING_DOWN,
                ErrorCode.STORAGE_UNAVAILABLE,
                ErrorCode.PLUGIN_FAILED)
            .handle(this::join),
        Route.get("pollQueue", "/queue/{id}", QueueEntry.class)
            .tag(TAG)
            .summary(
                "Your entry. Ask at least every five minutes, or it expires. With wait=30 the"
                    + " answer comes when the status changes, at the latest after 30 seconds.")
            .query(
                QueryParam.integer(
                    "wait", 0, LONGEST_WAIT, "Seconds to wait for a change of status."))
            .errors(ErrorCode.TICKET_NOT_FOUND, ErrorCode.STORAGE_UNAVAILABLE)
            .handle((call, none) -> poll(call)),
        Route.delete("leaveQueue", "/queue/{id}", Success.class)
            .tag(TAG)
            .summary("Leaves the queue; success is true only if you were waiting.")
            .errors(ErrorCode.BUSY, ErrorCode.SHUTTING_DOWN, ErrorCode.STORAGE_UNAVAILABLE)
            .handle(
                (call, none) -> queue.leave(Ids.ticket(call.path("id"))).thenApply(Success::new)));
  }

  private CompletionStage<QueueEntry> join(Call call, JoinQueue body) {
    Optional<WalletAddress> wallet = body.walletAddress().map(QueueRoutes::wallet);
    body.agentId().ifPresent(id -> Uint256.atLeast(0, "agent_id", id));
    JoinRequest request =
        new JoinRequest(
            body.connectCode(),
            body.fighterName(),
            wallet,
            body.agentId(),
            call.principal(Player.class).map(Player::id),
            call.header("Idempotency-Key").map(QueueRoutes::idempotencyKey),
            address(call));
    return queue.join(request).thenApply(QueueEntry::of);
  }

  private CompletionStage<QueueEntry> poll(Call call) {
    TicketId id = Ids.ticket(call.path("id"));
    String address = address(call);
    long wait = call.integer("wait").orElse(0);
    if (wait > 0) {
      Optional<CompletableFuture<TicketView>> change =
          queue.await(id, Duration.ofSeconds(wait), address);
      if (change.isPresent()) {
        return change.get().thenApply(QueueEntry::of);
      }
    }
    Optional<TicketView> known = queue.poll(id, address);
    if (known.isPresent()) {
      return CompletableFuture.completedFuture(QueueEntry.of(known.get()));
    }
    return CompletableFuture.supplyAsync(() -> QueueEntry.of(queue.find(id, address)), blocking);
  }

  private static WalletAddress wallet(String text) {
    try {
      return WalletAddress.parse(text);
    } catch (EngineException invalid) {
      throw EngineException.field(invalid.code(), "wallet_address", invalid.getMessage());
    }
  }

  private static String idempotencyKey(String key) {
    if (!IDEMPOTENCY_KEY.matcher(key).matches()) {
      throw new EngineException(
          ErrorCode.INVALID_REQUEST,
          "An Idempotency-Key has 1 to 128 printable ASCII characters without blanks.");
    }
    return key;
  }

  private static String address(Call call) {
    return call.client().getHostAddress();
  }
}
