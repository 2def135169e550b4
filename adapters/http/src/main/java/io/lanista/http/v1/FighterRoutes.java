package io.lanista.http.v1;

import io.lanista.engine.fighter.Fighters;
import io.lanista.http.json.About;
import io.lanista.http.netplay.Ids;
import io.lanista.http.route.Access;
import io.lanista.http.route.Call;
import io.lanista.http.route.Route;
import io.lanista.http.route.Verb;
import io.lanista.ports.error.EngineException;
import io.lanista.ports.error.ErrorCode;
import io.lanista.ports.fighter.Fighter;
import io.lanista.ports.fighter.FighterFiles;
import io.lanista.ports.fighter.FighterName;
import io.lanista.ports.player.Player;
import io.lanista.ports.player.PlayerId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Uploading fighters and seeing which there are (spec 3, Fighters). */
public final class FighterRoutes {
  private static final String TAG = "fighters";

  private final Fighters fighters;
  private final Path folder;

  /**
   * Routes of fighters.
   *
   * @param folder where uploads are received; nothing stays there
   */
  public FighterRoutes(Fighters fighters, Path folder) {
    this.fighters = fighters;
    this.folder = folder;
  }

  /** A version of a fighter. */
  public record FighterRecord(
      String name,
      @About("Whether it is the operator's, for everybody.") boolean shared,
      @About("Counts the versions, from 1.") int number,
      @About("Its author's word for the version.") String version,
      @About("The SHA-256 of the zip, or of the shared folder.") String sha256,
      @About("How much room its files take, unpacked, each in blocks of 4 KiB.") long bytes,
      @About("How it is started.") List<String> command,
      @About("The version of the fighter protocol it speaks.") int protocol,
      @About("The size of the private /tmp it asks for; 0 for none.") long temporaryBytes,
      Instant uploadedAt) {
    static FighterRecord of(Fighter fighter) {
      return new FighterRecord(
          fighter.name().text(),
          fighter.owner().isEmpty(),
          fighter.number(),
          fighter.manifest().version(),
          fighter.hash().hex(),
          fighter.bytes(),
          fighter.manifest().command(),
          fighter.manifest().protocol(),
          fighter.manifest().temporaryBytes(),
          fighter.uploadedAt());
    }
  }

  /** Fighters. */
  public record FighterList(List<FighterRecord> fighters) {}

  /** A fighter's versions. */
  public record FighterVersions(
      String name, @About("The newest first, at most 100.") List<FighterRecord> versions) {}

  public List<Route<?, ?>> routes() {
    return List.of(
        Route.file(
                "uploadFighter",
                Verb.PUT,
                "/api/v1/fighters/{name}",
                FighterFiles.MOST_BYTES,
                folder,
                FighterRecord.class)
            .tag(TAG)
            .summary(
                "Uploads a zip with a fighter.toml as the next version of your fighter. The same"
                    + " bytes again make no new one.")
            .access(Access.KEY)
            .errors(ErrorCode.INVALID_FIGHTER, ErrorCode.TOO_LARGE, ErrorCode.STORAGE_UNAVAILABLE)
            .handleBlocking(
                (call, zip) ->
                    FighterRecord.of(
                        fighters.upload(caller(call), new FighterName(call.path("name")), zip))),
        Route.get("listFighters", "/api/v1/fighters", FighterList.class)
            .tag(TAG)
            .summary(
                "The newest version of each fighter you can play with: yours, then shared ones.")
            .access(Access.KEY)
            .errors(ErrorCode.STORAGE_UNAVAILABLE)
            .handleBlocking((call, none) -> new FighterList(records(fighters.list(caller(call))))),
        Route.get("getFighter", "/api/v1/fighters/{name}", FighterVersions.class)
            .tag(TAG)
            .summary("The versions of your fighter of this name, or else of the shared one.")
            .access(Access.KEY)
            .errors(ErrorCode.FIGHTER_NOT_FOUND, ErrorCode.STORAGE_UNAVAILABLE)
            .handleBlocking((call, none) -> versions(call)));
  }

  private FighterVersions versions(Call call) {
    FighterName name = Ids.fighter(call.path("name"));
    List<Fighter> found = fighters.versions(caller(call), name);
    if (found.isEmpty()) {
      throw new EngineException(
          ErrorCode.FIGHTER_NOT_FOUND,
          "You have no fighter named " + name + ", and there is no shared one.");
    }
    return new FighterVersions(name.text(), records(found));
  }

  private static List<FighterRecord> records(List<Fighter> fighters) {
    return fighters.stream().map(FighterRecord::of).toList();
  }

  private static PlayerId caller(Call call) {
    return call.caller(Player.class).id();
  }
}
