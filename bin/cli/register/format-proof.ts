/** The proof of a person's declarations as a page to print: no script, no picture, nothing from elsewhere. */
import { html } from 'hono/html';
import type { Declaration, Proof } from '#core/register/staff/prove-person';

const STYLE = `body{font:11pt/1.45 system-ui,sans-serif;max-width:48em;margin:2em auto;padding:0 1em;color:#111;background:#fff}
h1{font-size:1.4em}h2{font-size:1.1em;margin-top:2em}table{border-collapse:collapse}th,td{text-align:left;vertical-align:top;
padding:.2em 1em .2em 0}pre{white-space:pre-wrap;font:inherit;border-left:3px solid #999;padding-left:1em}code{word-break:break-all}
section{break-inside:avoid-page}`;

/** Returns the whole page. */
export function formatProof({ ref, declarations }: Proof): string {
  const page = html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Declarations of person ${ref}</title><style>${STYLE}</style></head>
<body><h1>Declarations of person ${ref}</h1>
<p>Each wording stands here as it was shown when the person decided. Times are in UTC.</p>
${declarations.map(declarationPart)}</body></html>
`;
  return String(page);
}

function declarationPart(one: Declaration): ReturnType<typeof html> {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Form', one.form],
    ['Came by', one.channel],
    ['Submitted', one.submitted],
    [
      'Confirmation asked',
      one.asked === undefined ? undefined : `${one.asked.at}, mail ${one.asked.messageId}`,
    ],
    ['Confirmed', one.confirmed],
    ...one.withdrawn.map((stop): readonly [string, string] => [
      'Withdrawn',
      `${stop.at}: ${stop.scope}, by ${stop.channel}`,
    ]),
    ['Evidence', one.evidence],
    ['Erased', one.erased === undefined ? undefined : `${one.erased.at}: ${one.erased.cause}`],
    ...Object.entries(one.decisions).map(([box, decision]): readonly [string, string] => [
      `Box ${box}`,
      decision,
    ]),
    ['Notice', `version ${one.notice.version}, ${one.notice.language}, SHA-256 ${one.notice.sha256}`],
  ];
  return html`<section><h2>Submission ${one.submission}</h2><table>${rows
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>\n`)}</table>
<pre lang="${one.notice.language}">${one.text}</pre></section>
`;
}
