import { maxTextBytes } from '#contract/bounds.ts'
import type { Rendered } from '#contract/page-operations.ts'
import type { Rights } from '../../access/rights.ts'
import type { Handlers } from '../../http/handler.ts'
import type { LiveMessages } from './live-messages.ts'
import { readTexts, refuseFaults } from './live-text.ts'
import { type RenderContext, readValue, renderPlaceholder, renderTemplate } from './render.ts'
import type { Placeholder, Template } from './template.ts'

interface Options {
  readonly liveMessages: LiveMessages
  readonly mayReceive: Rights['mayReceive']
}

/** `POST /api/render`. */
export function renderRoute({ liveMessages, mayReceive }: Options): Handlers {
  return {
    async renderText({ body, caller: { principal } }) {
      const texts = readTexts(body as { text: string })
      refuseFaults(texts)
      const mayRead = (topic: string) => principal !== undefined && mayReceive(principal, topic)
      const rendered = await liveMessages.render(texts, undefined, (context) =>
        describe(texts.text, hideUnreadable(context, mayRead), mayRead),
      )
      return { status: 200, body: rendered }
    },
  }
}

function hideUnreadable({ values, ...rest }: RenderContext, mayRead: (topic: string) => boolean): RenderContext {
  return {
    ...rest,
    values: {
      get: (topic) => (mayRead(topic) ? values.get(topic) : undefined),
      history: (placeholder) => (mayRead(placeholder.topic) ? values.history(placeholder) : []),
    },
  }
}

function describe(template: Template, context: RenderContext, mayRead: (topic: string) => boolean): Rendered {
  return {
    text: renderTemplate(template, context, maxTextBytes),
    values: template.placeholders.map((placeholder) => ({
      placeholder: placeholder.raw,
      topic: placeholder.topic,
      ...(mayRead(placeholder.topic)
        ? valueAndFault(placeholder, context)
        : { fault: `you may not read ${placeholder.topic}` }),
    })),
  }
}

function valueAndFault(placeholder: Placeholder, context: RenderContext): { value?: string; fault?: string } {
  const value = readValue(placeholder, context.values)
  const { fault } = renderPlaceholder(placeholder, context)
  return {
    ...(value.fault === undefined ? { value: value.text } : {}),
    // Behind `default` there is no fault any more; what it stands for is still worth knowing.
    ...(fault === undefined ? (value.fault === undefined ? {} : { fault: value.fault }) : { fault }),
  }
}
