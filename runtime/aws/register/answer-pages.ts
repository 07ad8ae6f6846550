/**
 * Answers one event of the HTTP API by the register's pages, byte for byte as on one machine. It never rejects and
 * never logs: an error could quote what was sent.
 */
import { isRefusedMethod, MAX_BODY_BYTES, requestOf } from '#runtime/node/register/http/request-of';
import type { AnswerRequest } from '#runtime/node/register/http/register-app';
import { problemAnswer } from '#runtime/node/register/http/answers';
import type { AfterAnswer } from './after-answer.ts';
import type { PagesEvent, PagesResponse } from './http-event.ts';

export interface OpenedPages {
  readonly answer: AnswerRequest;
  readonly after: AfterAnswer;
}

export type AnswerEvent = (event: PagesEvent) => Promise<PagesResponse>;

/** The answer where the register could not be opened, as without its keys. */
const NOT_OPEN = (): Response =>
  problemAnswer(503, 'Not open', 'send it again in a moment', {}, { 'Retry-After': '5' });

/**
 * Returns the handler. `open` is called for each event; `countFailure` for each answer that says to come again, whose
 * cause nobody may log.
 */
export function answerPages(open: () => Promise<OpenedPages>, countFailure: () => void): AnswerEvent {
  return async (event) => {
    const method = event.requestContext?.http?.method ?? 'GET';
    if (isRefusedMethod(method))
      return { statusCode: 405, headers: { allow: 'GET, HEAD, POST' }, body: '', isBase64Encoded: false };
    let response: Response;
    try {
      const { answer, after } = await open();
      response = await after.around(() => answer(toRequest(event, method)));
    } catch {
      response = NOT_OPEN();
    }
    if (response.status === 503) countFailure();
    return await toResponse(response, method);
  };
}

function toRequest(
  { rawPath = '/', rawQueryString = '', headers = {}, ...event }: PagesEvent,
  method: string,
) {
  const values = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const body = Buffer.from(event.body ?? '', event.isBase64Encoded === true ? 'base64' : 'utf8');
  const query = rawQueryString === '' ? '' : `?${rawQueryString}`;
  return requestOf({
    method,
    // What would end the path stands in it as a character, since it was decoded.
    target: `${rawPath.replaceAll('?', '%3F').replaceAll('#', '%23')}${query}`,
    header: (name) => values.get(name),
    body: Uint8Array.from(body.subarray(0, MAX_BODY_BYTES)),
  });
}

/** The body goes as base64, whatever it is: API Gateway hands on these bytes. */
async function toResponse(answer: Response, method: string): Promise<PagesResponse> {
  const bytes = Buffer.from(await answer.arrayBuffer());
  return {
    statusCode: answer.status,
    headers: Object.fromEntries(answer.headers),
    body: method === 'HEAD' ? '' : bytes.toString('base64'),
    isBase64Encoded: method !== 'HEAD',
  };
}
