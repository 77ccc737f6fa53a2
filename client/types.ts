import type * as z from 'zod/mini'
import type { Report } from '#contract/delivery.ts'
import type { DisplayView, OperationName, operations } from '#contract/http.ts'
import type { Operation } from '#contract/operation.ts'
import type { RoomMessage } from '#contract/room.ts'

export interface ClientOptions {
  /** Where the hub is: `http://localhost:8080`. */
  readonly url: string | URL
  /** An API token, `mqt_…`. On the hub's own machine none is needed to read and send. */
  readonly token?: string | undefined
  /** In place of the global one. */
  readonly fetch?: typeof fetch | undefined
}

export interface CallOptions {
  /** Whatever is called again with it within 24 hours is done once and answered alike. */
  readonly idempotencyKey?: string | undefined
  /** Ends the call, or the stream. */
  readonly signal?: AbortSignal | undefined
}

export type HubEvent =
  | { readonly type: 'delivery'; readonly id: string | undefined; readonly data: Report }
  | { readonly type: 'display'; readonly id: string | undefined; readonly data: DisplayView }
  | { readonly type: 'room'; readonly id: string | undefined; readonly data: RoomMessage }

type Names<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never
type Of<Name extends OperationName> = (typeof operations)[Name]

type Params<Op> = Op extends { readonly path: infer Path extends string }
  ? [Names<Path>] extends [never]
    ? unknown
    : { readonly [Name in Names<Path>]: string }
  : unknown
type Query<Op> = Op extends { readonly query: infer Given }
  ? { readonly [Name in keyof Given]?: string | number | boolean | undefined }
  : unknown
type Body<Op> = Op extends { readonly body: infer Given }
  ? { readonly body: Given extends z.ZodMiniType ? z.input<Given> : string }
  : unknown

/** Parameters, query and body of an operation in one object. */
export type Input<Name extends OperationName> = Params<Of<Name>> & Query<Of<Name>> & Body<Of<Name>>
type Answered<Responses> = {
  [Status in keyof Responses]: Responses[Status] extends z.ZodMiniType ? z.output<Responses[Status]> : undefined
}[keyof Responses]

export type Output<Name extends OperationName> = Name extends 'streamEvents'
  ? AsyncIterable<HubEvent>
  : Of<Name> extends { readonly stream: string }
    ? Promise<Response>
    : Promise<Of<Name> extends Operation ? Answered<Of<Name>['responses']> : never>

type Method<Name extends OperationName> =
  Record<never, never> extends Input<Name>
    ? (input?: Input<Name>, options?: CallOptions) => Output<Name>
    : (input: Input<Name>, options?: CallOptions) => Output<Name>

/** A method for each operation of the HTTP API. */
export type Client = { readonly [Name in OperationName]: Method<Name> }
