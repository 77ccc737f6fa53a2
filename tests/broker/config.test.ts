import { expect, test } from 'vitest'
import { readConfig } from '../../broker/config.ts'

test('without any variable the hub serves this machine on the documented ports', () => {
  expect(readConfig({ HOME: '/root' })).toEqual({
    host: '0.0.0.0',
    httpPort: 8080,
    mqttPort: 1883,
    mqttsPort: undefined,
    tls: undefined,
    dataDir: './data',
    databaseUrl: undefined,
    publicUrl: undefined,
    trustLoopback: true,
    access: 'protected',
    smtpUrl: undefined,
    signUp: 'invite',
    logLevel: 'info',
  })
})

test('port 0 turns MQTT over TCP off', () => {
  expect(readConfig({ MARQUEE_MQTT_PORT: '0' }).mqttPort).toBeUndefined()
})

test('a certificate and its key make the hub speak TLS, and MQTT over TLS needs them', () => {
  const files = { MARQUEE_TLS_CERT: 'a.pem', MARQUEE_TLS_KEY: 'b.pem' }
  expect(readConfig({ ...files, MARQUEE_MQTTS_PORT: '8883' })).toMatchObject({
    tls: { certFile: 'a.pem', keyFile: 'b.pem' },
    mqttsPort: 8883,
  })
  expect(() => readConfig({ MARQUEE_MQTTS_PORT: '8883' })).toThrow(/MARQUEE_MQTTS_PORT needs MARQUEE_TLS_CERT/)
})

test('an empty variable counts as not set', () => {
  expect(readConfig({ MARQUEE_HTTP_PORT: '' }).httpPort).toBe(8080)
})

test('all faults are listed in one message', () => {
  const start = () =>
    readConfig({
      MARQUEE_HTTP_PORT: 'eighty',
      MARQUEE_MQTT_PORT: '70000',
      MARQUEE_ACCESS: 'wide',
      MARQUEE_TLS_CERT: 'a.pem',
      MARQUEE_REDIS_URL: 'redis://localhost',
      MARQUEE_HTPP_PORT: '1',
    })
  expect(start).toThrow(/MARQUEE_HTTP_PORT.*eighty/)
  expect(start).toThrow(/MARQUEE_MQTT_PORT must be at most 65535/)
  expect(start).toThrow(/MARQUEE_ACCESS must be one of protected, open \(it is "wide"\)/)
  expect(start).toThrow(/MARQUEE_REDIS_URL is not supported by this version/)
  expect(start).toThrow(/MARQUEE_TLS_CERT and MARQUEE_TLS_KEY go together/)
  expect(start).toThrow(/MARQUEE_HTPP_PORT is not a setting of Marquee/)
})

test('a database that is not PostgreSQL is refused without showing the password', () => {
  const start = (url: string) => () => readConfig({ MARQUEE_DATABASE_URL: url })
  for (const url of ['mysql://me:hidden@host/marquee', 'postgres://me:hidden@host', 'hidden']) {
    expect(start(url)).toThrow('MARQUEE_DATABASE_URL must look like postgres://user:password@host:5432/marquee')
    expect(start(url)).not.toThrow(/hidden/)
  }
  expect(readConfig({ MARQUEE_DATABASE_URL: 'postgres:///marquee' }).databaseUrl).toBe('postgres:///marquee')
})

test('the settings cannot be changed afterwards', () => {
  expect(Object.isFrozen(readConfig({}))).toBe(true)
})
