/**
 * Saves every report and the analysts' queries in the analysts' work group: as named queries for the console and as
 * prepared statements for EXECUTE.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CfnNamedQuery, CfnPreparedStatement, type CfnWorkGroup } from 'aws-cdk-lib/aws-athena';
import { Construct } from 'constructs';
import { PACKAGE_ROOT } from '#runtime/node/package-root';

export interface SavedQuery {
  /** Letters, digits and _, as `content_pages`. */
  readonly name: string;
  /** The text's first comment. */
  readonly description: string;
  readonly sql: string;
}

/** Folders below queries/ that are offered to analysts. */
const FOLDERS = ['reports', 'analysts'];

/** Reads the queries, sorted by name. */
export function readSavedQueries(): readonly SavedQuery[] {
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(join(PACKAGE_ROOT, 'queries', folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.sql'))
      .map((name) => [folder, name] as const),
  );
  return files
    .map(([folder, name]) => {
      const sql = readFileSync(join(PACKAGE_ROOT, 'queries', folder, name), 'utf8');
      return {
        name: name.slice(0, -4).replaceAll(/[^A-Za-z0-9]/g, '_'),
        description: /^-- (.*)$/m.exec(sql)?.[1] ?? '',
        sql,
      };
    })
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

export class SavedQueries extends Construct {
  constructor(
    scope: Construct,
    id: string,
    props: { readonly workGroup: CfnWorkGroup; readonly database: string },
  ) {
    super(scope, id);
    for (const { name, description, sql } of readSavedQueries()) {
      new CfnNamedQuery(this, `Named-${name}`, {
        name,
        description,
        queryString: sql,
        database: props.database,
        workGroup: props.workGroup.ref,
      });
      new CfnPreparedStatement(this, `Prepared-${name}`, {
        statementName: name,
        description,
        queryStatement: sql,
        workGroup: props.workGroup.ref,
      });
    }
  }
}
