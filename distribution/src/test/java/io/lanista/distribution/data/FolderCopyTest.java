package io.lanista.distribution.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderCopyTest {
  @TempDir Path folder;

  private Path from() throws IOException {
    Path from = Files.createDirectories(folder.resolve("from/0a"));
    Files.writeString(from.resolve("1.slp"), "whole");
    Files.writeString(from.resolve("2.part"), "half");
    return from.getParent();
  }

  private List<String> copies() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("to"))) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.resolve("to").relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  @Test
  void wholeFilesAreCopied() throws IOException {
    assertThat(FolderCopy.copy(from(), folder.resolve("to"))).isEqualTo(1);
    assertThat(copies()).containsExactly("0a/1.slp");
  }

  @Test
  void aFileThatIsGoneOnceItIsOpenedIsLeftOut() throws IOException {
    Path from = from();
    // A link to nothing is found like any file, and is not there when it is opened.
    Files.createSymbolicLink(from.resolve("0a/0.slp"), folder.resolve("deleted"));

    assertThat(FolderCopy.copy(from, folder.resolve("to"))).isEqualTo(1);

    assertThat(copies()).containsExactly("0a/1.slp");
  }
}
