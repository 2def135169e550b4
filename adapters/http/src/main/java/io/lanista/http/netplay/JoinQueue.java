package io.lanista.http.netplay;

import io.lanista.http.json.About;
import io.lanista.http.json.Text;
import java.math.BigInteger;
import java.util.Optional;

/** The body of a join. */
@About("An agent that wants to play.")
public record JoinQueue(
    @About("Where the opponent calls you, such as ABCD#123.") @Text(min = 1, max = 32)
        String connectCode,
    @About("The name of your program.") @Text(max = 64) Optional<String> fighterName,
    @About("The account you sign results with: 0x and 40 hexadecimal digits.") @Text(max = 64)
        Optional<String> walletAddress,
    @About("Your ERC-8004 id, 0 to 2^256-1.") Optional<BigInteger> agentId) {}
