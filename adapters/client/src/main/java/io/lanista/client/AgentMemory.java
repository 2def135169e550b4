package io.lanista.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** What an agent must know to go on after a restart, in a small file that only its owner reads. */
final class AgentMemory {
  /**
   * How far the agent has come.
   *
   * @param joinKey the name of its join, noted before it joins
   * @param queueId once it has joined; a secret
   * @param report what it reports, noted before it does so, that a restart reports the same
   */
  record Progress(
      String joinKey, Optional<String> queueId, Optional<String> matchId, Optional<Report> report) {
    Progress {
      Objects.requireNonNull(joinKey);
    }

    static Progress fresh() {
      return new Progress(
          UUID.randomUUID().toString(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    Progress joined(String queue) {
      return new Progress(joinKey, Optional.of(queue), matchId, report);
    }

    Progress matched(String match) {
      return new Progress(joinKey, queueId, Optional.of(match), report);
    }

    Progress played(Report how) {
      return new Progress(joinKey, queueId, matchId, Optional.of(how));
    }
  }

  private final Path file;

  AgentMemory(Path file) {
    this.file = file.toAbsolutePath();
  }

  /** What was noted; empty if nothing was, or it cannot be understood any more. */
  Optional<Progress> read() {
    try {
      JsonNode json = Wire.tree(Files.readAllBytes(file));
      return Optional.of(Wire.read(json, Progress.class));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (JsonProcessingException damaged) {
      return Optional.empty();
    } catch (IOException unreadable) {
      throw failed("read", unreadable);
    }
  }

  void write(Progress progress) {
    try {
      Files.createDirectories(file.getParent());
      // Temporary files are made for their owner only, and the rename keeps that.
      Path part = Files.createTempFile(file.getParent(), "agent-", ".part");
      try {
        Files.write(part, Wire.body(progress));
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException unwritable) {
      throw failed("write", unwritable);
    }
  }

  void forget() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException stuck) {
      throw failed("remove", stuck);
    }
  }

  private ArenaException failed(String action, IOException cause) {
    return ArenaException.unanswered(
        "play", "cannot " + action + " the agent's file " + file + ": " + cause, cause);
  }
}
