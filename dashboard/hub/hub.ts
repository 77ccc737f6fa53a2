import type { OperationName } from '#contract/http.ts'
import type { Answer, AnswerOf, HubEvent, Instruction, WorkerMessage } from './worker-messages.ts'

type CallOptions = Omit<Extract<Instruction, { type: 'call' }>, 'type' | 'callId' | 'name'>

type Handler = (events: readonly HubEvent[]) => void

let worker: Worker | undefined
/** What was asked for before there was a worker. */
let early: Instruction[] = []
let lastCallId = 0
const openCalls = new Map<number, (answer: Answer<unknown>) => void>()

/** Starts the worker that holds the connection to the hub; `handle` gets what happens, once per frame at most. */
export function startHub(handle: Handler): void {
  worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'hub' })
  worker.addEventListener('message', ({ data }: MessageEvent<WorkerMessage>) => {
    if (data.type === 'events') handle(data.events)
    else {
      openCalls.get(data.callId)?.(data.answer)
      openCalls.delete(data.callId)
    }
  })
  for (const instruction of early) worker.postMessage(instruction)
  early = []
  addEventListener('online', () => instruct({ type: 'retry' }))
  document.addEventListener('visibilitychange', () => instruct({ type: 'visible', visible: !document.hidden }))
}

export function instruct(instruction: Instruction): void {
  if (worker === undefined) early.push(instruction)
  else worker.postMessage(instruction)
}

/** Calls an operation of the hub's HTTP API. Never throws. */
export function callHub<Name extends OperationName>(
  name: Name,
  options: CallOptions = {},
): Promise<Answer<AnswerOf<Name>>> {
  const callId = ++lastCallId
  return new Promise((resolve) => {
    openCalls.set(callId, (answer) => resolve(answer as Answer<AnswerOf<Name>>))
    instruct({ type: 'call', callId, name, ...options })
  })
}
