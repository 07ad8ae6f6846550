/**
 * A world: logs and posts, what an operator does with them, and everything that anybody outside can read afterwards.
 * The program is the built one; HEADCOUNT_AUDIT_PROGRAM names the folder of another build of it, so that an older
 * version can be held against the same audit.
 */
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import type { StoredRelease } from '#core/disclosure/stored-release';
import type { ReportData } from '#core/report/report';
import { ROOT, SHIFT, warmProgram } from '../../support/warm-program.ts';

/** The program that is held against the audit. */
export const PROGRAM_UNDER_AUDIT = join(
  process.env['HEADCOUNT_AUDIT_PROGRAM'] ?? ROOT,
  'dist/bin/headcount.js',
);
const STILL_NOISE = join(ROOT, 'test/promises/audit/still-noise.mjs');
const runStill = warmProgram(PROGRAM_UNDER_AUDIT, [STILL_NOISE]);

/** One command, at an instant of the world's clock. */
export interface Step {
  readonly at: string;
  readonly words: readonly string[];
}

/** What is public of a world: every file below `reports/` and `releases/`, and the released reports. */
export interface Public {
  /** Content by path within the data directory. */
  readonly files: ReadonlyMap<string, Buffer>;
  readonly releases: readonly StoredRelease[];
}

export class World {
  readonly folder = mkdtempSync(join(tmpdir(), 'headcount-audit-'));
  readonly data = join(this.folder, 'data');
  readonly #clock = join(this.folder, 'clock');

  constructor(config: object) {
    mkdirSync(this.data);
    this.configure(config);
  }

  configure(config: object): void {
    writeFileSync(join(this.folder, 'headcount.json'), JSON.stringify(config));
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.folder, name), text);
  }

  read(name: string): string {
    return readFileSync(join(this.folder, name), 'utf8');
  }

  /** Runs commands one after another and returns their standard outputs; throws where one fails. */
  async take(steps: readonly Step[]): Promise<readonly string[]> {
    const outputs: string[] = [];
    for (const step of steps) outputs.push(await this.#run(step));
    return outputs;
  }

  async #run({ at, words }: Step): Promise<string> {
    this.setClock(at);
    const { status, stdout, stderr } = await runStill(words, { cwd: this.folder, env: this.env() });
    if (status !== 0) throw new Error(`${words.join(' ')} ended with ${status}: ${stderr}`);
    return stdout;
  }

  setClock(iso: string): void {
    writeFileSync(this.#clock, `${Date.parse(iso)} 0 1`);
  }

  env(): Readonly<Record<string, string | undefined>> {
    return {
      ...process.env,
      NODE_OPTIONS: `--import=${SHIFT} --import=${STILL_NOISE}`,
      HEADCOUNT_TEST_CLOCK: this.#clock,
    };
  }

  /** Reads everything that may leave. */
  public(): Public {
    const files = new Map(
      ['reports', 'releases'].flatMap((name) =>
        listFiles(join(this.data, name)).map(
          (file) => [relative(this.data, file), readFileSync(file)] as const,
        ),
      ),
    );
    const releases = [...files]
      .filter(([path]) => /^releases\/(?!ledger\/).*\.json$/.test(path))
      .map(([, content]) => JSON.parse(content.toString('utf8')) as StoredRelease)
      .filter((release) => Array.isArray(release.tables))
      .toSorted((a, b) => (a.period < b.period ? -1 : 1));
    return { files, releases };
  }

  /** Reads the released reports of a period. */
  async reports(at: string, words: readonly string[]): Promise<readonly ReportData[]> {
    const [json = ''] = await this.take([{ at, words: ['report', '--format', 'json', ...words] }]);
    return (JSON.parse(json) as { readonly reports: readonly ReportData[] }).reports;
  }

  /** Takes over what another world released, and nothing else: as if the noise had made the two equal. */
  adoptReleases(other: World): void {
    for (const name of ['reports', 'releases'])
      rmSync(join(this.data, name), { recursive: true, force: true });
    cpSync(join(other.data, 'releases'), join(this.data, 'releases'), { recursive: true });
  }

  dispose(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function listFiles(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? dirname(folder), entry.name))
    .toSorted();
}
