/** The words that mark figures of simulated visitors where there is no page to put a band on. */

/** A line before a report of simulated visitors, in a terminal or on stderr. */
export const SIMULATED_LINE =
  'SIMULATED  invented visitors of the demo site, for trying out: figures of nobody';
