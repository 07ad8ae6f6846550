/**
 * The fields that are read of an API Gateway HTTP API event, payload format 2.0 (API Gateway developer guide, "Lambda
 * proxy integrations"). It may not list others: cookies, the parsed query, the request's id and times.
 */

export interface HttpEvent {
  readonly rawPath?: string;
  readonly rawQueryString?: string;
  /** Lower-case names; several values joined by commas. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly requestContext?: { readonly http?: { readonly method?: string; readonly sourceIp?: string } };
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}

/** The function's response in the same format. */
export interface HttpResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly isBase64Encoded: boolean;
}
