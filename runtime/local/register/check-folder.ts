/** `doctor`, as far as the data folder tells: keys, modes, and whether a copy of given-up.jsonl is known. */
import { existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { linesBeyond } from '#core/register/given-up';
import type { Problem } from '#core/register/staff/problem';
import { givenUpPath, readGivenUp } from './given-up-file.ts';
import { releasedSurveys, SURVEYS } from './released-surveys.ts';
import { KEY_FILES } from './key-files.ts';
import { logPath } from './log-storage.ts';

const OTHERS_MASK = 0o077;

/** Returns files that other users can read. */
export function checkModes(folder: string): readonly Problem[] {
  if (process.platform === 'win32') return [];
  const paths = [
    folder,
    ...KEY_FILES.map((name) => join(folder, name)),
    logPath(folder),
    givenUpPath(folder),
  ];
  return paths
    .filter((path) => existsSync(path) && (statSync(path).mode & OTHERS_MASK) !== 0)
    .map((path) => ({
      code: 'mode',
      text: `${JSON.stringify(path)} is open to other users: chmod ${path === folder ? '700' : '600'} it`,
    }));
}

/**
 * Warns where what was given up, or a released survey, would not survive the loss of the disk: `copy` is `givenUpCopy`
 * of register.json, relative to its folder.
 */
export function checkCopy(
  folder: string,
  configFolder: string,
  copy: string | undefined,
): readonly Problem[] {
  return [...checkLines(folder, configFolder, copy), ...checkSurveys(folder, configFolder, copy)];
}

/** A year that was released and then lost is drawn again, and two draws tell more than one may. */
function checkSurveys(folder: string, configFolder: string, copy: string | undefined): readonly Problem[] {
  const beside = copy === undefined ? undefined : dirname(resolve(configFolder, copy));
  const copied = new Set(beside === undefined ? [] : releasedSurveys(beside));
  const missing = releasedSurveys(folder).filter((name) => !copied.has(name));
  if (missing.length === 0) return [];
  const text =
    `${missing.map((name) => `${SURVEYS}/${name}`).join(', ')} was released and is in no copy that is known: copy the ` +
    `folder ${SURVEYS}/ beside the file that $.givenUpCopy names`;
  return [{ code: 'survey-copy', text }];
}

function checkLines(folder: string, configFolder: string, copy: string | undefined): readonly Problem[] {
  const path = givenUpPath(folder);
  const lines = existsSync(path) ? readGivenUp(path) : [];
  if (lines.length === 0) return [];
  const warn = (text: string) => [{ code: 'given-up-copy', text }];
  if (copy === undefined)
    return warn(
      'no copy of given-up.jsonl is known: copy it elsewhere after each change, and name the copy in $.givenUpCopy',
    );
  const place = resolve(configFolder, copy);
  if (!existsSync(place)) return warn('the copy of given-up.jsonl that $.givenUpCopy names is not there');
  const missing = linesBeyond(readGivenUp(place), lines);
  if (missing === undefined)
    return warn('the copy that $.givenUpCopy names is not one of this given-up.jsonl');
  return missing.length === 0
    ? []
    : warn(
        `the copy of given-up.jsonl lacks ${missing.length} line${missing.length === 1 ? '' : 's'}: copy it`,
      );
}
