package io.lanista.judges;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lanista.ports.room.JudgeAccount;
import io.lanista.ports.room.JudgeUnavailableException;
import io.lanista.ports.room.ProblemId;
import io.lanista.ports.room.Submission;
import io.lanista.ports.room.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileJudgeTest {
  private static final JudgeAccount ALICE = new JudgeAccount("alice");

  @TempDir private Path folder;
  private Path file;
  private FileJudge judge;

  @BeforeEach
  void begin() throws Exception {
    file = Files.createFile(folder.resolve("verdicts.jsonl"));
    judge = new FileJudge(file);
  }

  private void append(String text) throws Exception {
    Files.writeString(file, text, StandardOpenOption.APPEND);
  }

  private static String line(long id, String account, String verdict) {
    return "{\"submission_id\":"
        + id
        + ",\"account\":\""
        + account
        + "\",\"problem_id\":\"p1\",\"submitted_at\":"
        + (1_000 + id)
        + ",\"verdict\":\""
        + verdict
        + "\"}";
  }

  private List<Long> ids() throws Exception {
    return judge.submissions(ALICE, 0).stream().map(Submission::id).toList();
  }

  @Test
  void readsWhatIsAppendedTheNewestFirst() throws Exception {
    append(line(1, "Alice", "wrong") + "\n" + line(2, "bob", "accepted") + "\r\n\n");
    assertThat(judge.submissions(ALICE, 0))
        .containsExactly(new Submission(1, ALICE, new ProblemId("P1"), 1_001, Verdict.WRONG));

    append(line(3, "alice", "accepted") + "\n");

    assertThat(ids()).containsExactly(3L, 1L);
    assertThat(judge.submissions(ALICE, 1)).extracting(Submission::id).containsExactly(1L);
  }

  @Test
  void readsAHalfWrittenLineOnceItIsWhole() throws Exception {
    String line = line(1, "alice", "accepted");
    append(line.substring(0, 30));
    assertThat(ids()).isEmpty();

    append(line.substring(30) + "\n" + line(2, "alice", "wrong").substring(0, 10));

    assertThat(ids()).containsExactly(1L);
  }

  @Test
  void readsAWholeLastLineThatLacksItsEnd() throws Exception {
    append(line(1, "alice", "accepted"));
    assertThat(ids()).containsExactly(1L);

    append("\n" + line(2, "alice", "accepted"));

    assertThat(ids()).containsExactly(2L, 1L);
  }

  @Test
  void replacesAPendingVerdictByALaterLine() throws Exception {
    append(line(1, "alice", "pending") + "\n");
    assertThat(judge.submissions(ALICE, 0).get(0).verdict()).isEqualTo(Verdict.PENDING);

    append(line(1, "alice", "accepted") + "\n");

    assertThat(judge.submissions(ALICE, 0))
        .extracting(Submission::verdict)
        .containsExactly(Verdict.ACCEPTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no json",
        "[]",
        "{}",
        "{\"submission_id\":1.5,\"account\":\"alice\",\"problem_id\":\"P\",\"submitted_at\":1,\"verdict\":\"wrong\"}",
        "{\"submission_id\":-1,\"account\":\"alice\",\"problem_id\":\"P\",\"submitted_at\":1,\"verdict\":\"wrong\"}",
        "{\"submission_id\":1,\"account\":\"\",\"problem_id\":\"P\",\"submitted_at\":1,\"verdict\":\"wrong\"}",
        "{\"submission_id\":1,\"account\":\"alice\",\"problem_id\":\"P\",\"submitted_at\":1e300,\"verdict\":\"wrong\"}",
        "{\"submission_id\":1,\"account\":\"alice\",\"problem_id\":\"P\",\"submitted_at\":1,\"verdict\":\"solved\"}"
      })
  void leavesABadLineOutAndReadsTheOthers(String bad) throws Exception {
    append(line(1, "alice", "wrong") + "\n" + bad + "\n" + line(2, "alice", "wrong") + "\n");

    assertThat(ids()).containsExactly(2L, 1L);
  }

  @Test
  void leavesALineOutThatIsTooLongToBeHeld() throws Exception {
    append(line(1, "alice", "wrong") + "\n" + "x".repeat(AppendedLines.LONGEST * 3));
    assertThat(ids()).containsExactly(1L);

    append("x\n" + line(2, "alice", "wrong") + "\n");

    assertThat(ids()).containsExactly(2L, 1L);
  }

  @Test
  void beginsAgainWithAFileThatWasReplaced() throws Exception {
    append(line(1, "alice", "wrong") + "\n" + line(2, "alice", "wrong") + "\n");
    assertThat(ids()).containsExactly(2L, 1L);

    Files.writeString(file, line(9, "alice", "wrong") + "\n");

    assertThat(ids()).containsExactly(9L);
  }

  @Test
  void isUnavailableWithoutItsFileAndWellWhenItIsThere() throws Exception {
    Files.delete(file);
    assertThatThrownBy(this::ids)
        .isInstanceOf(JudgeUnavailableException.class)
        .hasMessageContaining("create it");

    Files.writeString(file, line(1, "alice", "wrong") + "\n");

    assertThat(ids()).containsExactly(1L);
  }
}
