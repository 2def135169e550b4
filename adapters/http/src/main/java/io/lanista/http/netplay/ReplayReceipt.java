package io.lanista.http.netplay;

import io.lanista.http.json.About;

/** What became of an uploaded recording. */
public record ReplayReceipt(
    boolean success,
    String matchId,
    @About("The SHA-256 of the recording, in hexadecimal.") String sha256,
    @About("The match's status now; a recording may have decided a dispute.") String matchStatus) {}
