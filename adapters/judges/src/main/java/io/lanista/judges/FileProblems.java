package io.lanista.judges;

import io.lanista.ports.room.JudgeUnavailableException;
import io.lanista.ports.room.Problem;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.ProblemSource;
import io.lanista.ports.room.Selection;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Problems in a JSON file, which is read for every draw: edit it whenever. Thread-safe. */
public final class FileProblems implements ProblemSource {
  private static final int MOST_BYTES = 32 << 20;

  private final Path file;

  public FileProblems(Path file) {
    this.file = file;
  }

  @Override
  public List<Problem> draw(Selection selection, Set<ProblemId> excluded, RandomGenerator random)
      throws JudgeUnavailableException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] text = in.readNBytes(MOST_BYTES + 1);
      if (text.length > MOST_BYTES) {
        throw new IOException("it has more than " + (MOST_BYTES >> 20) + " MiB");
      }
      return DrawnProblems.of(
          ProblemList.read(text), selection, problem -> !excluded.contains(problem.id()), random);
    } catch (NoSuchFileException missing) {
      throw new JudgeUnavailableException("There is no file of problems at " + file + ".", missing);
    } catch (IOException unusable) {
      throw new JudgeUnavailableException(
          "The file of problems " + file + " cannot be used: " + unusable.getMessage() + ".",
          unusable);
    }
  }
}
