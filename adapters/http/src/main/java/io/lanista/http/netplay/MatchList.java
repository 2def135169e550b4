package io.lanista.http.netplay;

import io.lanista.http.json.About;
import java.util.List;
import java.util.Optional;

/** A page of matches. */
public record MatchList(
    List<MatchDocument> matches,
    @About("Pass it as cursor= for the next page; null on the last one.")
        Optional<String> nextCursor) {}
