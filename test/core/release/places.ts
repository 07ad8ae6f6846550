/** The two stores of releases over the same sealed days, with access for tests to look and change behind them. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { LedgerEntry } from '#core/disclosure/budget-ledger';
import type { ReleaseStore } from '#core/release/release-store';
import { awsReleaseStore } from '#runtime/aws/release/aws-release-store';
import { localReleaseStore } from '#runtime/local/release/local-release-store';
import { BUCKETS } from '../../support/aws/relations.ts';
import { CONFIG, freshFolder, freshLake } from '../../runtime/aws/release/sealed-days.ts';

export interface Place {
  readonly store: ReleaseStore;
  /** Returns the text of `releases/period=P/logs.ENDING`; undefined if there is none. */
  text(period: string, ending: 'json' | 'drawn'): string | undefined;
  ledger(): readonly LedgerEntry[];
  /** Writes the ledger entry of a period unchecked; undefined removes it. */
  writeEntry(period: string, text: string | undefined): void;
  /** Takes a day of every site out of `seals`, or puts it back. */
  unseal(day: string): void;
  seal(day: string): void;
  dispose(): void;
}

export function localPlace(): Place {
  const lake = freshFolder();
  const { releases, seals } = lake.data;
  const ledger = join(releases, 'ledger');
  const read = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);
  const [sealed, aside] = [
    (day: string) => join(seals, `period=${day}`),
    (day: string) => join(lake.folder, `seals-${day}`),
  ];
  return {
    store: localReleaseStore(lake.data, CONFIG),
    text: (period, ending) => read(join(releases, `period=${period}`, `logs.${ending}`)),
    ledger: () =>
      (existsSync(ledger) ? readdirSync(ledger) : []).map(
        (name) => JSON.parse(readFileSync(join(ledger, name), 'utf8')) as LedgerEntry,
      ),
    writeEntry: (period, text) => {
      const file = join(ledger, `${period}.logs.json`);
      mkdirSync(dirname(file), { recursive: true });
      if (text === undefined) rmSync(file);
      else writeFileSync(file, text);
    },
    unseal: (day) => {
      renameSync(sealed(day), aside(day));
    },
    seal: (day) => {
      renameSync(aside(day), sealed(day));
    },
    dispose: () => {
      lake.dispose();
    },
  };
}

export function awsPlace(): Place {
  const lake = freshLake();
  const { s3 } = lake;
  const seals = s3.text(BUCKETS.facts, 'seals/seals.jsonl') ?? '';
  const writeSeals = (text: string) => {
    s3.put(BUCKETS.facts, 'seals/seals.jsonl', text);
  };
  return {
    store: awsReleaseStore(lake.function(), CONFIG),
    text: (period, ending) => s3.text(BUCKETS.facts, `releases/period=${period}/logs.${ending}`),
    ledger: () =>
      s3
        .keys(BUCKETS.facts, 'releases/ledger/')
        .map((key) => JSON.parse(s3.text(BUCKETS.facts, key) ?? '') as LedgerEntry),
    writeEntry: (period, text) => {
      const key = `releases/ledger/${period}.logs.json`;
      if (text === undefined) s3.remove(BUCKETS.facts, key);
      else s3.put(BUCKETS.facts, key, text);
    },
    unseal: (day) => {
      writeSeals(
        seals
          .split('\n')
          .filter((line) => !line.includes(`"period":"${day}"`))
          .join('\n'),
      );
    },
    seal: () => {
      writeSeals(seals);
    },
    dispose: () => undefined,
  };
}
