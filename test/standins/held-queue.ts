/**
 * A queue that only accepts messages, within SQS's limits, fast enough for tens of thousands; moto stands in for SQS
 * where messages are read back. It may not be more lenient than SQS.
 */
import { JsonService } from './json-service.ts';

const MAX_MESSAGE = 1_048_576;
/** Characters that a message may not contain (SendMessage). */
// eslint-disable-next-line no-control-regex
const REFUSED = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

export class HeldQueue extends JsonService {
  readonly messages: string[] = [];

  constructor() {
    super(({ operation, body }) => {
      const { MessageBody = '' } = JSON.parse(body) as { readonly MessageBody?: string };
      if (operation !== 'SendMessage') return { refused: { status: 400, type: 'InvalidAction' } };
      if (MessageBody === '' || Buffer.byteLength(MessageBody) > MAX_MESSAGE)
        return { refused: { status: 400, type: 'InvalidParameterValue' } };
      if (REFUSED.test(MessageBody)) return { refused: { status: 400, type: 'InvalidMessageContents' } };
      this.messages.push(MessageBody);
      return { ok: { MessageId: `m-${this.messages.length}`, MD5OfMessageBody: '0' } };
    });
  }
}
