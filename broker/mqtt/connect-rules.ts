import type { AuthenticateError, Client, ConnectPacket } from 'aedes'
import type { Access } from '../access/access.ts'
import type { ConnectRefusal } from '../access/authentication.ts'
import type { Peer } from '../access/peer.ts'
import type { Principal } from '../access/principal.ts'
import { limits } from '../limits.ts'
import { clientInternals } from './aedes-internals.ts'
import { isObjectKey } from './names.ts'

const identifierRejected = 2
/** CONNACK return codes of MQTT 3; Aedes has those of MQTT 5 for them. */
const returnCodes: Record<ConnectRefusal['kind'], number> = {
  client_id_taken: identifierRejected,
  bad_credentials: 4,
  not_authorised: 5,
}

interface Options {
  readonly access: Pick<Access, 'authenticate'>
  /** Who each connection that was accepted belongs to. */
  readonly principals: WeakMap<Client, Principal>
}

/** Who may connect, and as whom. */
export class ConnectRules {
  /** To be told where a connection comes from before its first packet. */
  readonly peers = new WeakMap<Client, Peer>()
  readonly #options: Options
  readonly #connects = new WeakMap<Client, ConnectPacket>()

  constructor(options: Options) {
    this.#options = options
  }

  /** Before the CONNECT is looked at. */
  prepare(client: Client, packet: ConnectPacket): void {
    this.#connects.set(client, packet)
    // Only MQTT 5 can be told another keep alive; others keep theirs.
    const { protocolVersion, keepalive = 0 } = packet
    if (protocolVersion !== 5 || (keepalive > 0 && keepalive <= limits.maxKeepAliveSeconds)) return
    clientInternals(client)._serverKeepAlive = limits.maxKeepAliveSeconds
  }

  /** Why a client is refused; `undefined` makes it the principal that it says it is. `holder` is connected with its id now. */
  refuse(
    client: Client,
    {
      username,
      password,
      holder,
    }: { username: string | undefined; password: string | undefined; holder: Client | undefined },
  ): AuthenticateError | undefined {
    const peer = this.peers.get(client)
    const connect = this.#connects.get(client)
    this.#connects.delete(client)
    if (peer === undefined || connect === undefined) return refusal(returnCodes.not_authorised, 'CONNECT was not seen')
    if (connect.protocolVersion === 3 && connect.clientId === '')
      return refusal(identifierRejected, 'MQTT 3.1 needs a client id')
    if (isObjectKey(client.id) || client.id.length > limits.maxClientIdLength)
      return refusal(identifierRejected, `${client.id} cannot be a client id`)
    const { access, principals } = this.#options
    const willTopic = connect.will?.topic
    const attempt = access.authenticate({ clientId: client.id, username, password, willTopic, peer })
    if ('refusal' in attempt) return refusal(returnCodes[attempt.refusal.kind], attempt.refusal.error.message)
    const other = holder === undefined ? undefined : principals.get(holder)
    // A board or a script that takes the client id of another would end its connection.
    if (other !== undefined && !isSame(other, attempt.principal))
      return refusal(identifierRejected, 'somebody else is connected with this client id')
    principals.set(client, attempt.principal)
    return undefined
  }
}

function isSame(one: Principal, other: Principal): boolean {
  return one.kind === other.kind && one.id === other.id
}

function refusal(returnCode: number, message: string): AuthenticateError {
  return Object.assign(new Error(message), { returnCode })
}
