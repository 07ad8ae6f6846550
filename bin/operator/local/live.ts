/** The live view of this machine. It may not show more than the live page does. */
import { DEMO_CONFIG } from '#core/config/parse-config';
import type { LiveAnswer, LiveView } from '#core/operator/live-view';
import { describeHeldBack } from '#core/seal/held-back';
import { FACTS } from '#queries/facts/catalogue';
import { REPORTS } from '#queries/reports/catalogue';
import { openDuckDb } from '#runtime/local/duckdb/open-duckdb';
import { readJournalBacklog } from '#runtime/local/journal/read-journal-backlog';
import { LiveViewKeeper } from '#runtime/local/live/live-view-keeper';
import { closeDataDir } from '#runtime/local/prepare-data-dir';
import { heldBackBySegments } from '#runtime/local/seal/held-arrivals';
import { loadSql } from '#runtime/node/package-root';
import type { LocalContext } from './local-context.ts';
import { refuseChangedZone } from './refuse-changed-zone.ts';

export async function live(context: LocalContext): Promise<LiveAnswer> {
  const { data, config } = context;
  closeDataDir(data);
  await refuseChangedZone(context);
  const db = await openDuckDb({ memoryLimit: '1GB', scratch: data.scratch });
  try {
    const text = await new LiveViewKeeper({ facts: FACTS, reports: REPORTS, loadSql }).ask(
      { db, data, config },
      { now: Date.now(), demo: config === DEMO_CONFIG, recent: true },
    );
    const { unreadable } = await readJournalBacklog(db, data);
    const { recent, ...view } = JSON.parse(text) as LiveView & Pick<LiveAnswer, 'recent'>;
    return {
      view,
      recent,
      omissions: heldBackBySegments(config, unreadable).map(
        (stretch) => `not in it: ${describeHeldBack(stretch)}`,
      ),
    };
  } finally {
    db.close();
  }
}
