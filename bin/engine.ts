/** Entry point of the engine process, a child of `headcount start`; it joins the queries and the local runtime. */
import { FACTS } from '#queries/facts/catalogue';
import { REPORTS } from '#queries/reports/catalogue';
import { serveEngine } from '#runtime/local/engine/engine-process';
import { loadSql } from '#runtime/node/package-root';

serveEngine({ facts: FACTS, reports: REPORTS, loadSql });
