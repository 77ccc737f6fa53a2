import { maxHeadingBytes, maxTextBytes } from '#contract/bounds.ts'
import { MarqueeError } from '#contract/errors.ts'
import { parseMessagePayload } from '#contract/payload.ts'
import type { Target } from '#contract/topics.ts'
import { hasBraces } from './has-braces.ts'
import { type LiveTexts, readTexts, refuseFaults, refusePlaceholders } from './live-text.ts'
import type { LiveValues } from './live-values.ts'
import { type RenderContext, renderTemplate } from './render.ts'

type Texts = { readonly text: string; readonly title?: string }

/** A payload of a message with live values in it. */
export interface LivePayload {
  readonly texts: LiveTexts
  /** The payload with the values of this moment. */
  render(context: RenderContext): string
}

/** Finds the live values of a payload; `undefined` if there are none, or if it is no message. */
export function readLivePayload(payload: Uint8Array): LivePayload | undefined {
  if (!hasBraces(payload)) return undefined
  if (payload[0] !== 0x7b || payload[1] === 0x7b) {
    const texts = readTexts({ text: Buffer.from(payload).toString('utf8') })
    if (payload.length > maxTextBytes) return undefined
    return { texts, render: (context) => plainPayload(renderTemplate(texts.text, context, maxTextBytes)) }
  }
  const parsed = parseMessagePayload(payload)
  if (!parsed.ok || parsed.value.form !== 'json') return undefined
  const { message } = parsed.value
  const texts = readTexts(message)
  return { texts, render: (context) => JSON.stringify(renderTexts(message, texts, context)) }
}

/** A value may begin with a brace; as plain text it would be taken for JSON. */
function plainPayload(text: string): string {
  return text.startsWith('{') ? JSON.stringify({ text }) : text
}

function renderTexts<Body extends Texts>(body: Body, { text, title }: LiveTexts, context: RenderContext): Body {
  return {
    ...body,
    text: renderTemplate(text, context, maxTextBytes),
    ...(title === undefined ? {} : { title: renderTemplate(title, context, maxHeadingBytes) }),
  }
}

/** Puts values into messages, once, when they are accepted. */
export interface LiveMessages {
  /** Throws what `renderBody` would throw for the text itself. */
  check(body: Texts, mayRead: (topic: string) => boolean): void
  /** A message as HTTP and schedules have it; throws for `{{` that is no live value, and for what may not be read. */
  renderBody<Body extends Texts>(body: Body, mayRead: (topic: string) => boolean, target?: Target): Promise<Body>
  /** The bytes of a message; the same where there are no live values. */
  renderPayload(payload: Uint8Array, mayRead: (topic: string) => boolean, target: Target): Promise<Uint8Array>
  /** With the values of this moment, whoever asks. */
  render<Result>(
    texts: LiveTexts,
    target: Target | undefined,
    render: (context: RenderContext) => Result,
  ): Promise<Result>
}

interface Options {
  readonly values: LiveValues
  readonly zoneOf: (target: Target | undefined) => string
  readonly clock: { now(): number }
}

export function createLiveMessages({ values, zoneOf, clock }: Options): LiveMessages {
  async function render<Result>(
    { placeholders }: LiveTexts,
    target: Target | undefined,
    make: (context: RenderContext) => Result,
  ): Promise<Result> {
    if (!values.hasRoomFor(placeholders)) throw tooManyTopics()
    try {
      await values.use(placeholders)
      return make({ values, now: clock.now(), zone: zoneOf(target) })
    } finally {
      values.release(placeholders)
    }
  }

  function checkTexts(texts: LiveTexts, mayRead: (topic: string) => boolean): void {
    refuseFaults(texts)
    const error = refusePlaceholders(texts.placeholders, mayRead)
    if (error !== undefined) throw new MarqueeError(error)
  }

  return {
    render,
    check: (body, mayRead) => checkTexts(readTexts(body), mayRead),
    async renderBody(body, mayRead, target) {
      const texts = readTexts(body)
      checkTexts(texts, mayRead)
      return texts.placeholders.length === 0 ? body : render(texts, target, (now) => renderTexts(body, texts, now))
    },
    async renderPayload(payload, mayRead, target) {
      const live = readLivePayload(payload)
      if (live === undefined) return payload
      checkTexts(live.texts, mayRead)
      if (live.texts.placeholders.length === 0) return payload
      return Buffer.from(await render(live.texts, target, live.render))
    },
  }
}

/** So many topics are in use that no more can be listened to. */
export function tooManyTopics(): MarqueeError {
  return new MarqueeError({
    code: 'limit_reached',
    message: 'pages show the values of as many topics as the hub listens to; take a page away first',
  })
}
