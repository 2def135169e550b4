package io.lanista.distribution.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The crash rounds find nothing if their facts cannot be contradicted. */
class FactsTest {
  private final MatchFacts match = new MatchFacts("m", Script.of(new Random(1)));
  private final TicketFacts ticket = new TicketFacts("t", "C1#1");

  private static Reply reply(String json) throws Exception {
    return new Reply(200, json, new ObjectMapper().readTree(json));
  }

  private static Reply match(String status, String first, String timestamp) throws Exception {
    return reply(
        "{\"status\":\""
            + status
            + "\",\"p1_result\":"
            + first
            + ",\"p1_connect_code\":\"a\",\"p2_connect_code\":\"b\",\"wager_status\":null,"
            + "\"result_timestamp\":"
            + timestamp
            + "}");
  }

  private static Reply ticket(String status, String match) throws Exception {
    return reply("{\"queue_id\":\"t\",\"status\":\"" + status + "\",\"match_id\":" + match + "}");
  }

  @Test
  void aLostReportIsNoticed() throws Exception {
    match.reported(0, "COMPLETED");
    Reply without = match("playing", "null", "null");
    assertThatThrownBy(() -> match.shown(match.state(), without))
        .isInstanceOf(Contradiction.class)
        .hasMessageContaining("lost or changed a report");
  }

  @Test
  void anAnswerThatWasUnderWayMeanwhileIsNoContradiction() throws Exception {
    MatchFacts.State before = match.state();
    match.reported(0, "COMPLETED");
    match.shown(before, match("playing", "null", "null"));
    assertThat(match.state().first()).isEqualTo("COMPLETED");
  }

  @Test
  void aResultThatChangesIsNoticed() throws Exception {
    match.shown(match.state(), match("completed", "\"won\"", "17"));
    Reply changed = match("completed", "\"won\"", "18");
    assertThatThrownBy(() -> match.shown(match.state(), changed))
        .isInstanceOf(Contradiction.class)
        .hasMessageContaining("was final, and changed");
  }

  @Test
  void aMatchThatIsPlayedAgainIsNoticed() throws Exception {
    match.shown(match.state(), match("completed", "\"won\"", "17"));
    Reply open = match("playing", "\"won\"", "null");
    assertThatThrownBy(() -> match.shown(match.state(), open))
        .isInstanceOf(Contradiction.class)
        .hasMessageContaining("was completed");
  }

  @Test
  void aTicketThatWaitsAgainIsNoticed() throws Exception {
    ticket.shown(ticket.told(), ticket("matched", "\"m\""));
    Reply waiting = ticket("waiting", "null");
    assertThatThrownBy(() -> ticket.shown(ticket.told(), waiting))
        .isInstanceOf(Contradiction.class)
        .hasMessageContaining("was matched");
  }

  @Test
  void aTicketMovesToAnotherMatchOnlyByARematch() throws Exception {
    ticket.shown(ticket.told(), ticket("matched", "\"m\""));
    Reply moved = ticket("matched", "\"n\"");
    assertThatThrownBy(() -> ticket.shown(ticket.told(), moved))
        .isInstanceOf(Contradiction.class)
        .hasMessageContaining("without a rematch");
    ticket.mayMove();
    ticket.shown(ticket.told(), moved);
    assertThat(ticket.match()).isEqualTo("n");
    Reply back = ticket("matched", "\"m\"");
    assertThatThrownBy(() -> ticket.shown(ticket.told(), back))
        .isInstanceOf(Contradiction.class)
        .hasMessageContaining("went back");
  }

  @Test
  void aPlanFollowsFromItsSeed() {
    assertThat(Plan.of(7, 3)).isEqualTo(Plan.of(7, 3)).isNotEqualTo(Plan.of(7, 4));
  }
}
