/** From the bytes of a body to JSON. It may not let a word of the body into a message. */

const decoder = new TextDecoder('utf-8', { fatal: true });

/** A parsed document, or why it is none. */
export type ReadJson = { readonly json: unknown } | { readonly problem: string };

export function readJson(body: Uint8Array): ReadJson {
  let text: string;
  try {
    text = decoder.decode(body);
  } catch {
    return { problem: 'the body is not valid UTF-8' };
  }
  try {
    return { json: JSON.parse(text) as unknown };
  } catch {
    return { problem: 'the body is not valid JSON' };
  }
}
