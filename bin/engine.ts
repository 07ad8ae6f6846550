/**
 * The engine's program: a child process of `headcount start`, put together from the queries and the local runtime. It
 * may not be called by hand.
 */
import { FACTS } from '#queries/facts/catalogue';
import { REPORTS } from '#queries/reports/catalogue';
import { serveEngine } from '#runtime/local/engine/engine-process';
import { loadSql } from '#runtime/node/package-root';

serveEngine({ facts: FACTS, reports: REPORTS, loadSql });
