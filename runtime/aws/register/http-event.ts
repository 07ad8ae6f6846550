/**
 * The fields that the register reads of an API Gateway HTTP API event, payload format 2.0 (API Gateway developer guide,
 * "Lambda proxy integrations"). It may not list others: who asks, cookies, the request's id and times.
 */

export interface PagesEvent {
  /** Decoded by API Gateway, whatever its name says. */
  readonly rawPath?: string;
  readonly rawQueryString?: string;
  /** Several values of one header are joined by commas. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly requestContext?: { readonly http?: { readonly method?: string } };
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}

/** The function's response in the same format. */
export interface PagesResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly isBase64Encoded: boolean;
}
