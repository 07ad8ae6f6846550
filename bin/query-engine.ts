/**
 * The program of one query: a child process of `headcount query`, put together from the facts and the local runtime. It
 * may not be called by hand.
 */
import { FACTS } from '#queries/facts/catalogue';
import { serveQuery } from '#runtime/local/query/query-process';

serveQuery(FACTS);
