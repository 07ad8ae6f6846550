/** Reads register.json, the forms and the catalogue beside it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { decodeText } from '#core/config/decode-text';
import { OperatorError } from '#core/operator-error';
import { parseRegister, type Register, type RegisterFile } from '#core/register/parse-register';

/** No configuration stands where one is named. */
export class NoRegisterFileError extends OperatorError {
  override readonly name = 'NoRegisterFileError';
  override readonly exit = 2;
}

export interface RegisterOnDisk {
  readonly register: Register;
  /** The folder that paths in register.json and in forms are relative to. */
  readonly folder: string;
  /** Whether the built-in demo is served. */
  readonly isDemo: boolean;
}

/**
 * Reads `--config FILE`, by default `register.json` of the working directory, and beside it `register/forms/*.json`,
 * `register/catalogue/*.json` and `register/style.css`. Throws a NoRegisterFileError or a RegisterConfigError.
 */
export function readRegister(config: string | undefined): RegisterOnDisk {
  const path = resolve(config ?? 'register.json');
  const folder = dirname(path);
  if (!existsSync(path) && config !== undefined)
    throw new NoRegisterFileError(
      `no configuration at ${JSON.stringify(path)}: name one with --config, or leave it out for the demo`,
    );
  const configFile = existsSync(path)
    ? { file: basename(path), text: decodeText(readFileSync(path)) }
    : undefined;
  const forms = readFiles(folder, 'register/forms');
  const catalogue = readFiles(folder, 'register/catalogue');
  const register = parseRegister(configFile, forms, catalogue);
  for (const { id, documents } of register.forms.values())
    for (const [at, name] of documents.entries())
      if (!existsSync(join(folder, name)))
        throw new NoRegisterFileError(
          `form ${id}: $.documents[${at}]: there is no such file beside the configuration: put it there, or remove it here`,
        );
  const style = join(folder, 'register', 'style.css');
  return {
    register: existsSync(style) ? { ...register, style: readFileSync(style, 'utf8') } : register,
    folder,
    isDemo: configFile === undefined && forms.length === 0,
  };
}

function readFiles(folder: string, name: string): readonly RegisterFile[] {
  const path = join(folder, name);
  if (!existsSync(path)) return [];
  return readdirSync(path)
    .filter((file) => file.endsWith('.json'))
    .toSorted()
    .map((file) => ({ file: `${name}/${file}`, text: decodeText(readFileSync(join(path, file))) }));
}
