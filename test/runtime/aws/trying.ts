/** Shared by the delivery tests: a clock that only waiting advances, and calls with scripted answers. */
import { AwsFault } from '#runtime/aws/client/aws-fault';
import type { AwsCall, CallAws } from '#runtime/aws/client/call-aws';
import type { RetryContext } from '#runtime/aws/firehose/put-records';
import { Warnings } from '#runtime/aws/warnings';

export type Reply = object | AwsFault;

export class Fake {
  now = Date.parse('2026-11-24T10:00:00Z');
  readonly calls: AwsCall[] = [];
  readonly said: object[] = [];
  /** Answers a call, or throws a fault. `takes` is its duration in milliseconds. */
  reply: (call: AwsCall, n: number) => Reply;
  takes: (call: AwsCall) => number = () => 5;

  constructor(reply: (call: AwsCall, n: number) => Reply) {
    this.reply = reply;
  }

  readonly call: CallAws = async (call) => {
    this.calls.push(call);
    const took = this.takes(call);
    this.now += Math.min(took, call.timeoutMs);
    if (took > call.timeoutMs) throw new AwsFault('timeout', true);
    const reply = this.reply(call, this.calls.length);
    if (reply instanceof AwsFault) throw reply;
    return reply;
  };

  get trying(): RetryContext {
    return {
      call: this.call,
      clock: () => this.now,
      random: () => 0.5,
      sleep: async (ms) => {
        this.now += ms;
      },
    };
  }

  get warnings(): Warnings {
    return new Warnings(
      (line) => this.said.push(line),
      () => this.now,
    );
  }
}

/** Returns the texts of a call's records. */
export function recordsOf(call: AwsCall): string[] {
  return (call.input as { Records: { Data: string }[] }).Records.map(({ Data }) =>
    Buffer.from(Data, 'base64').toString(),
  );
}

export const taken = (call: AwsCall): object => ({
  FailedPutCount: 0,
  RequestResponses: recordsOf(call).map((_, n) => ({ RecordId: `r${n}` })),
});
export const THROTTLED = new AwsFault('ServiceUnavailableException', true);
export const DENIED = new AwsFault('AccessDeniedException', false);

/** Returns the text of the message of a call to SQS. */
export function messageOf(call: AwsCall | undefined): string {
  return (call?.input as { readonly MessageBody?: string } | undefined)?.MessageBody ?? '';
}
