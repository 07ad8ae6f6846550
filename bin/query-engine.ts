/** Entry point of a query process, a child of `headcount query`; it joins the facts and the local runtime. */
import { FACTS } from '#queries/facts/catalogue';
import { serveQuery } from '#runtime/local/query/query-process';

serveQuery(FACTS);
