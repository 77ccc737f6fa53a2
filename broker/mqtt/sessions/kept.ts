import type { BrokerClient } from '../aedes-internals.ts'

/**
 * Whether the store may have something for the session of a connection: it is kept afterwards, or it goes on from an earlier
 * one. MQTT 5 asks the two apart; a session of which Aedes says that it is `clean` only ends with its connection.
 */
export function isKept(client: BrokerClient): boolean {
  return !client.clean || resumes(client)
}

/** Whether a connection goes on with the session of an earlier one, if there is one [MQTT-3.1.2-5]. */
export function resumes(client: BrokerClient): boolean {
  return client._cleanStart !== true
}
