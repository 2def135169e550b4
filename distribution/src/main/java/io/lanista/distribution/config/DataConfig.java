package io.lanista.distribution.config;

import java.nio.file.Path;

/**
 * Where the server keeps what must survive.
 *
 * @param dir absolute; made when missing, readable by its owner only
 * @param minFreeSpace with less free on that disk the server does not start
 */
public record DataConfig(Path dir, DataSize minFreeSpace) {
  static DataConfig read(Section in, Path home) {
    return new DataConfig(
        in.folder("dir", "data", home),
        in.size(
            "min-free-space", DataSize.mebibytes(64), new DataSize(0), DataSize.gibibytes(1024)));
  }
}
