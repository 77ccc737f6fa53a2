import { connect, type IClientOptions, type MqttClient } from 'mqtt'

/** Connects once; rejects when that fails in whatever way. */
export function connectOnce(url: string, options: IClientOptions): Promise<MqttClient> {
  const client = connect(url, { reconnectPeriod: 0, connectTimeout: 5000, ...options })
  return new Promise((resolve, reject) => {
    const fail = (error?: Error) => {
      client.end(true)
      reject(error ?? new Error('the connection was closed'))
    }
    client.on('error', fail)
    client.once('close', () => fail())
    client.once('connect', () => resolve(client))
  })
}

/** What a client does, or a rejection when its connection is closed before: mqtt.js would wait for ever. */
export function whileConnected<T>(client: MqttClient, action: () => Promise<T>): Promise<T> {
  if (!client.connected) return Promise.reject(new Error('not connected'))
  return new Promise((resolve, reject) => {
    const onClose = () => reject(new Error('the connection was closed'))
    client.once('close', onClose)
    action()
      .then(resolve, reject)
      .finally(() => client.off('close', onClose))
  })
}
