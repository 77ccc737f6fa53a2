import { freePort } from './free-port.ts'
import { runHub, type TestProcess, temporaryFolder } from './process.ts'

export interface HubProcess {
  readonly httpPort: number
  /** Starts the hub, the first time or again with what it kept. */
  start(): Promise<TestProcess>
  /** Sends a text to a display and waits; on how many displays it was shown. */
  shownOn(id: string, text: string): Promise<number | undefined>
}

/** A hub in a process of its own, which a test may kill or stop. */
export async function prepareHubProcess(): Promise<HubProcess> {
  const httpPort = await freePort()
  const env = {
    MARQUEE_HOST: '127.0.0.1',
    MARQUEE_HTTP_PORT: String(httpPort),
    MARQUEE_MQTT_PORT: '0',
    MARQUEE_DATA_DIR: await temporaryFolder(),
  }
  return {
    httpPort,
    async start() {
      const hub = runHub(env)
      await hub.prints(/Marquee is ready/)
      return hub
    },
    async shownOn(id, text) {
      const url = `http://127.0.0.1:${httpPort}/api/displays/${id}/message?wait=shown&timeoutMs=20000`
      const report = (await (await fetch(url, { method: 'POST', body: text })).json()) as { counts?: { shown: number } }
      return report.counts?.shown
    },
  }
}
