import { describe, expect, it } from 'vitest';
import { toFault } from '#runtime/aws/client/aws-fault';

describe('a fault of a service', () => {
  const of = (status: number, type?: string) => {
    const { code, isTransient, message } = toFault(status, type);
    expect(message).toBe(code);
    return [code, isTransient];
  };

  it('passes where AWS is overloaded or broken, and does not where the request is wrong', () => {
    expect(of(500, 'InternalFailure')).toEqual(['InternalFailure', true]);
    expect(of(503)).toEqual(['status.503', true]);
    expect(of(429)).toEqual(['status.429', true]);
    expect(of(400, 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException')).toEqual([
      'ProvisionedThroughputExceededException',
      true,
    ]);
    expect(of(400, 'AccessDeniedException:http://internal.amazon.com/')).toEqual([
      'AccessDeniedException',
      false,
    ]);
    expect(of(404)).toEqual(['status.404', false]);
  });

  it('has a code of letters, and where something else stands there the status', () => {
    expect(of(400, 'no record /secret of 81.187.204.113')).toEqual(['status.400', false]);
    expect(of(400, 'x'.repeat(65))).toEqual(['status.400', false]);
  });
});
