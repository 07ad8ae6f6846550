/** A reader of calendar objects, written from RFC 5545 apart from the writer: unfolds, splits, unescapes. */

export interface Property {
  readonly name: string;
  readonly parameters: string;
  readonly value: string;
}

/** Returns the properties in order; throws where a line is not one, is too long, or does not end by CRLF. */
export function readCalendar(content: string): readonly Property[] {
  const physical = content.split('\r\n');
  if (physical.pop() !== '') throw new Error('the last line does not end');
  for (const line of physical) {
    if (/[\r\n]/.test(line)) throw new Error('a bare line break');
    if (Buffer.byteLength(line, 'utf8') > 75) throw new Error('a line of more than 75 octets');
  }
  return content
    .replaceAll(/\r\n[ \t]/g, '')
    .slice(0, -2)
    .split('\r\n')
    .map((line) => {
      const match = /^([A-Z-]+)((?:;[A-Z-]+=(?:"[^"\p{Cc}]*"|[^";:,\p{Cc}]*))*):(\P{Cc}*)$/u.exec(line);
      if (match === null) throw new Error(`no property: ${line}`);
      const [, name = '', parameters = '', value = ''] = match;
      return { name, parameters, value };
    });
}

/** Returns the text of a TEXT value (3.3.11); throws where an escape is none. */
export function readText(value: string): string {
  if (/^(?:[^\\;,]|\\[\\;,nN])*$/.test(value) === false) throw new Error('not a TEXT value');
  return value.replaceAll(/\\([\\;,nN])/g, (_whole, one: string) => (/n/i.test(one) ? '\n' : one));
}
