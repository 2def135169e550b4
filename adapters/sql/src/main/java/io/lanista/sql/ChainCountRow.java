package io.lanista.sql;

import io.lanista.ports.chain.ChainStep;

/** How many steps of a status there are. */
record ChainCountRow(ChainStep.Status status, long steps) {}
