/**
 * Reads the lines of what was given up, as functions keep them below `given-up/`: from the bucket, or from a copy on
 * this machine. It may not print a line.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { CannotError } from '#core/operator/failures';
import { Objects } from '#runtime/aws/lake/objects';
import type { S3Client } from '@aws-sdk/client-s3';

const S3_PLACE = /^s3:\/\/([a-z0-9.-]{3,63})\/(.*)$/;
const AT_ONCE = 16;

/**
 * Returns the lines in the order of the names of their objects or files, which is that of time; each is the event as
 * `JSON.stringify` writes it. Throws a CannotError where a line is none.
 */
export async function readGivenUpLines(place: string, s3: S3Client): Promise<readonly string[]> {
  const [, bucket, prefix = ''] = S3_PLACE.exec(place) ?? [];
  const texts = bucket === undefined ? localTexts(place) : await objectTexts(new Objects(s3, bucket), prefix);
  return texts.flatMap(([name, text]) => linesOf(name, text));
}

type NamedText = readonly [name: string, text: string];

async function objectTexts(objects: Objects, prefix: string): Promise<readonly NamedText[]> {
  const keys = (await objects.list(prefix)).map(({ key }) => key).filter((key) => key.endsWith('.jsonl'));
  const texts: NamedText[] = [];
  for (let at = 0; at < keys.length; at += AT_ONCE)
    texts.push(
      ...(await Promise.all(
        keys.slice(at, at + AT_ONCE).map(async (key) => [key, (await objects.text(key)) ?? ''] as const),
      )),
    );
  return texts;
}

function localTexts(place: string): readonly NamedText[] {
  if (!existsSync(place)) return [];
  if (!statSync(place).isDirectory()) return [[place, readFileSync(place, 'utf8')]];
  return readdirSync(place, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.jsonl'))
    .toSorted()
    .map((name) => [name, readFileSync(join(place, name), 'utf8')] as const);
}

function linesOf(name: string, text: string): readonly string[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, at) => {
      try {
        return JSON.stringify(JSON.parse(line));
      } catch {
        throw new CannotError(`${name}: line ${at + 1} is no JSON: copy the file again`);
      }
    });
}
