import type * as z from 'zod/mini'
import { credentialsSchema, helloSchema } from '#contract/boards.ts'
import * as bounds from '#contract/bounds.ts'
import { rejectionSchema, reportSchema } from '#contract/delivery.ts'
import {
  aboutSchema,
  ackSchema,
  configSchema,
  inputEventSchema,
  screenSchema,
  switchSchema,
  telemetrySchema,
} from '#contract/display.ts'
import { errorCodes } from '#contract/errors.ts'
import { fnv1a32Hex } from '#contract/hash.ts'
import { messageSchema } from '#contract/message.ts'
import { agePlaceholder, pageSchema } from '#contract/page.ts'
import { fieldTable } from './field-table.ts'
import { code, table } from './markdown.ts'
import { pairingTopicTable, topicTables } from './topic-table.ts'

const hashOf = (text: string) => `~${fnv1a32Hex(new TextEncoder().encode(text))}`

const errorMeanings: Record<keyof typeof errorCodes, string> = {
  malformed_json:
    'The payload is not JSON as RFC 8259 has it. Comments, trailing commas and a byte order mark are faults.',
  missing_field: 'A required field is not there.',
  unknown_field: 'A field that this contract does not know.',
  wrong_type: 'A value of another type, `null`, or a fraction where a whole number is meant.',
  invalid_value: 'A text that is none of the allowed ones or does not match its pattern; a date that does not exist.',
  out_of_range: 'A number outside its bounds, a list that is too short or too long, an empty text.',
  too_long: 'A text over its limit. Plain text that is too long names the field `text`.',
  conflicting_fields: 'Two fields that exclude each other.',
  unknown_topic: 'A topic below `displays/` or `marquee/` that is not in the table.',
  not_authenticated: 'Nobody has logged in, or the password, the token or the code is wrong.',
  not_authorised: 'Whoever asks may not do this.',
  unknown_display: 'No display of this id has ever connected.',
  unknown_group: 'No group of this name.',
  unknown_message: 'No message of this id, or it is too old to be kept.',
  not_found: 'No such address.',
  conflict: 'It contradicts what is there.',
  payload_too_large: 'More bytes than the topic takes.',
  limit_reached: 'A bound of the hub; the message names it.',
  internal: 'A fault of the hub.',
  unavailable: 'The hub starts or stops.',
}

const payloads: readonly (readonly [string, string, z.ZodMiniType])[] = [
  ['ack', 'What became of one message. Sent once for every state that the board reaches.', ackSchema],
  ['about', 'Sent after each connect. Fields that the hub does not know are ignored.', aboutSchema],
  ['screen', 'What is on the glass. `cells` has columns × rows bytes, `cgram` always 64.', screenSchema],
  ['telemetry', 'Any of these; fields that the hub does not know are ignored.', telemetrySchema],
  [
    'backlight, backlight/set, led, led/set',
    '`ON`, `OFF`, or this object. Fields that are not known are ignored.',
    switchSchema,
  ],
  ['config', 'A board ignores fields that it does not know; the hub refuses a publish with them.', configSchema],
  ['input/&lt;name&gt;', 'One event of a button.', inputEventSchema],
  ['marquee/deliveries/&lt;messageId&gt;', 'Where one message stands.', reportSchema],
  ['marquee/rejections', 'Sent when a publish was refused.', rejectionSchema],
]

const limits: readonly (readonly [string, string])[] = [
  ['Payload of a `message` or `page` topic', `${bounds.maxPayloadBytes} bytes`],
  ['Plain text, and `text`', `${bounds.maxTextBytes} bytes of UTF-8`],
  ['`title` and `from`', `${bounds.maxHeadingBytes} bytes of UTF-8`],
  ['Columns', `${bounds.minColumns} to ${bounds.maxColumns}`],
  ['Rows', `1 to ${bounds.maxRows}`],
  ['Cells (columns × rows)', `${bounds.maxCells}, the DDRAM of one HD44780`],
  ['Custom glyphs', `8, of 8 bytes each (${bounds.cgramBytes} bytes)`],
  ['Ids that a board remembers', '32, to know a repeat'],
  ['Pages that a board keeps', '8, an ESP8266 4; a further one is rejected with `queue_full`'],
]

/** docs/protocol.md. */
export function protocolPage(): string {
  return `<!-- Generated from broker/contract by scripts/docs.mjs. Change the contract, then: npm run fix -->

# The protocol, version ${bounds.protocolVersion}

Everything a board, a script or a home automation needs to know to take part. The rules below are what the hub checks;
the examples use [Mosquitto's](https://mosquitto.org/) command-line clients.

## Nouns

${table(
  ['Noun', 'Meaning'],
  [
    ['display', 'One LCD board, real or virtual. Id: `[a-z0-9][a-z0-9_-]{0,31}`; `all` and `group` are reserved.'],
    ['group', 'A named set of displays, kept in the hub. Name: `[a-z0-9][a-z0-9_-]{0,31}`.'],
    ['message', 'Text that is shown once, then gone. Never retained.'],
    ['page', 'Text that stays and rotates with other pages. Retained; an empty payload deletes it.'],
    ['delivery', 'One message on its way to one display.'],
    ['sender', 'Whoever published a message.'],
    ['screen', 'What is on the glass now, as the board itself reports it.'],
  ],
)}

## Connecting

${table(
  ['Listener', 'Address', 'Notes'],
  [
    [
      'MQTT over WebSocket',
      '`ws://<hub>:8080/mqtt` or `ws://<hub>:8080/`',
      'Sub-protocol `mqtt` (`mqttv3.1` is accepted). Binary frames; an MQTT packet may span frames, and one frame may hold several packets unless the URL says `?frames=single`.',
    ],
    ['MQTT over TCP', '`mqtt://<hub>:1883`', 'Plain TCP.'],
  ],
)}

The ports are those of \`MARQUEE_HTTP_PORT\` and \`MARQUEE_MQTT_PORT\`. In protected mode, the default, everybody but programs on
the hub's own machine needs credentials; \`MARQUEE_ACCESS=open\` serves everybody who reaches it.

A board of id \`kitchen\`:

1. connects with its id as client id and user name, its secret as password (a board that has none yet is [paired](#pairing)), the will \`offline\` on \`displays/kitchen/status\` (QoS 1, retained), a keep alive of its choice;
2. subscribes to \`displays/kitchen/message\`, \`displays/kitchen/page/+\`, \`displays/kitchen/dismiss\`,
   \`displays/kitchen/command\`, \`displays/kitchen/config\`, \`displays/kitchen/credentials\`, and to \`displays/all/message\`, \`displays/all/page/+\`,
   \`displays/all/dismiss\`, \`displays/all/command\`. A board with a backlight or LED also to \`…/backlight/set\`, \`…/led/set\`;
3. publishes \`about\`, then \`online\` on \`displays/kitchen/status\` (retained), then \`screen\`;
4. publishes \`ack\` for what becomes of each message, and \`screen\` when the glass changes, at most 4 times a second.

Groups need nothing from the board: the hub subscribes its client to the topics of its groups. A message may therefore
arrive on \`displays/group/<group>/message\` without a subscription of the board.

## Topics

\`in\` is to the board, \`out\` is from it. QoS is what publishers should use; every QoS is accepted. \`display\` is the board
itself, only below its own id; \`peer\` is a board that may send messages to others, as its \`config\` lists them. The hub may
publish and subscribe to everything and is listed only where it is alone. A publish that is not allowed is refused and told
on \`marquee/rejections\`, a filter that is not allowed is refused in the SUBACK, and of what a wildcard matches only that is
sent which may be read.
Programs on the hub's own machine need no credentials and are operators, and may speak for displays that have no secret.
A filter that begins with \`#\` or \`+\` does not bring what is below \`marquee/\`; name it.

${topicTables()}

## Pairing

A board without credentials connects with the client id \`pair-<board>\`, without user name, password and will, in a clean
session. \`<board>\` is its MAC as 12 lower-case hex digits. It may do nothing but this:

${pairingTopicTable()}

1. It subscribes to \`pairing/<board>/+\` and publishes \`hello\`:
   \`{"board":"esp32","firmware":"0.1.0","columns":16,"rows":2,"mac":"aa:bb:cc:dd:ee:ff"}\`.
2. The hub answers with \`{"code":"482913","expiresMs":600000}\`, again whenever the code changes; the board shows it. After too
   many wrong codes the hub takes none for a while: \`{"code":null,"retryMs":60000}\`; the next code comes by itself.
3. An administrator types the code and gives the display its id. The board is sent its credentials, stores them, disconnects, and
   comes back as a display: client id and user name are the id, the password is the secret.

A secret is replaced the same way: the new one comes on \`displays/<id>/credentials\`, which only that display can read. The one
before is good until the new one was used, for 24 hours at most. The board takes it only for its own id, stores it beside the one
before, connects anew with it, and forgets the one before when it is connected; if the new one is refused, it tries the other. A board
that cannot store a secret must not subscribe to the topic: the hub then tells the new one to whoever asked for it. A CONNACK that
refuses the credentials (4 or 5 in MQTT 3.1.1) means that they were revoked; the board keeps what it has and tries again once a
minute at most.

### hello

${fieldTable(helloSchema)}

### credentials

${fieldTable(credentialsSchema)}

## A message

The payload of \`message\` topics is one of three:

- **nothing**: clears the glass;
- **plain text**: up to ${bounds.maxTextBytes} bytes of UTF-8 whose first byte is not \`{\`. Shown with the defaults below. A newer
  plain text replaces one that waits, and one that has been on the glass for ${bounds.plainTextMinShowMs} ms;
- **JSON**: the first byte is \`{\`, up to ${bounds.maxPayloadBytes} bytes, and it must be valid. Unknown fields, wrong types and texts that are
  too long refuse the whole message. JSON messages queue: by priority, then by arrival.

\`\`\`sh
mosquitto_pub -t displays/kitchen/message -m 'Dinner'
mosquitto_pub -t displays/group/ground-floor/message -m '{"text":"Door is open","key":"door","priority":"high"}'
mosquitto_pub -t displays/all/message -m '{"text":"Fire drill","showMs":30000,"backlight":"blink","id":"drill-1"}'
mosquitto_pub -t displays/kitchen/dismiss -m door
\`\`\`

${fieldTable(messageSchema)}

\`expiresAt\` and \`ttlMs\` exclude each other. Where a key stands twice in one object, the last one counts. Durations are whole
milliseconds; \`8e3\` and \`8000.0\` are the whole number 8000.

A message with \`actions\` has a row of its own for them, \`[left]Yes [ok]No\`: the input in brackets, then what it answers. A
press of that input takes the message away, and the acknowledgement says \`dismissed\` with the reason \`action:<reply>\` and the \`input\`.
With \`hold\` the message stays until it is answered or dismissed.

## A page

The payload of \`page\` topics is nothing (the page is deleted), plain text, or JSON that starts with \`{\` and must be valid. Publish
pages retained, so that a board has them again after it connects.

\`\`\`sh
mosquitto_pub -t displays/kitchen/page/weather -r -m '21 °C, sunny'
mosquitto_pub -t displays/kitchen/page/tram -r -m '{"text":"Tram in 4 min","order":1,"lifetimeMs":120000}'
mosquitto_pub -t displays/all/page/away -r -m '{"text":"No hub for ${agePlaceholder}","when":"offline"}'
mosquitto_pub -t displays/kitchen/page/weather -r -n
\`\`\`

${fieldTable(pageSchema)}

- A page that has outlived \`lifetimeMs\` or \`staleAt\` stays and carries a stale mark: \`*\` in the last cell of the first row.
- The placeholder \`${agePlaceholder}\` in \`text\` and \`title\` becomes the time since the display had its connection to the hub: \`12 s\`, \`5 min\`, \`3 h\`,
  \`2 d\`, and \`0 s\` while it has one.
- While the display has no connection it shows its \`offline\` pages alone. Without any, the others go on, and carry the
  stale mark when the hub has been away for ${bounds.hubAwayMs / 1000} s.
- A page that is published again goes on with its turn, with its new text.
- The fields of a message that a page has no use for (\`id\`, \`key\`, \`priority\`, \`minShowMs\`, \`repeat\`, \`hold\`, \`sound\`, \`actions\`) are refused on a page.

## Deliveries

The hub opens one delivery per display that a message is for, and follows it:

${table(
  ['State', 'Meaning'],
  [
    ['`queued`', 'The display is offline or has no room; the message waits for it in the hub, also through a restart.'],
    ['`sent`', 'It was passed on to the display, which has not answered yet.'],
    ['`shown`', 'It is or was on the glass. A reader may still dismiss it.'],
    ['`dismissed`', 'It was taken away.'],
    ['`replaced`', 'A newer message took its place before its time.'],
    ['`expired`', 'Its time ran out before it was shown.'],
    ['`rejected`', 'The display or the hub did not take it; `reason` says why.'],
  ],
)}

A board reports \`shown\`, \`dismissed\`, \`replaced\`, \`expired\` and \`rejected\` on its \`ack\` topic. The hub publishes the sum on
\`marquee/deliveries/<messageId>\`:

\`\`\`sh
mosquitto_sub -v -t 'marquee/deliveries/+' -t marquee/rejections
\`\`\`

### Ids

A JSON message may carry an \`id\` of \`[A-Za-z0-9_-]{1,36}\`, and the board acknowledges it by that id. A payload without an id
reaches the board as it was published; the board acknowledges it as \`~\` and the FNV-1a 32-bit hash of the payload's bytes in
8 lower-case hex digits, and the hub finds the oldest open delivery of that display with this hash.

\`\`\`
hash = 0x811c9dc5
for each byte: hash = (hash xor byte) * 0x01000193, modulo 2^32
\`\`\`

${table(
  ['Payload', 'Acknowledged as'],
  [
    ['`Dinner`', code(hashOf('Dinner'))],
    ['`{"text":"Dinner"}`', code(hashOf('{"text":"Dinner"}'))],
    ['`{"text":"Dinner","id":"order-66"}`', '`order-66`'],
  ],
)}

The acknowledgement of the first: \`{"id":"${hashOf('Dinner')}","state":"shown","elapsedMs":3}\`.

### Displays that are offline

A message for a display that is offline waits in the hub until it expires (\`ttlMs\`, 24 hours by default), also while the hub is
restarted. When the board publishes \`online\`, the hub publishes what was not shown again to \`displays/<id>/message\`, by priority
and then by age: as JSON with its id, and with what is left of its life as \`ttlMs\`. Four of them may be without an acknowledgement; each
brings the next. A message with QoS 1 or 2 is acknowledged by the hub when it is on the disk. A board remembers the last 32 ids and acknowledges a repeat without showing it.

## Payloads

${payloads.map(([title, purpose, schema]) => `### ${title}\n\n${purpose}\n\n${fieldTable(schema)}`).join('\n\n')}

### The others

${table(
  ['Topic', 'Payload'],
  [
    ['`status`, `marquee/status`', '`online` or `offline`, nothing else.'],
    ['`command`', '`clear`, `identify`, `restart` or `refresh`, without a row end.'],
    ['`dismiss`', 'A message id, a key, a hash id, or nothing for what is shown now.'],
    ['`sensor/<name>`', 'A JSON value, usually a number.'],
    ['`log`', `One line of UTF-8, at most ${bounds.maxTextBytes} bytes.`],
  ],
)}

An empty payload on a retained topic deletes what is retained.

## Errors

A publish that is refused is acknowledged like any other, so that one bad payload does not cost a board its connection, but
it reaches no subscriber. What was wrong is told on \`marquee/rejections\`, of a flood the first 100 in each second:

\`\`\`json
{
  "topic": "displays/kitchen/message",
  "clientId": "anna",
  "error": { "code": "unknown_field", "message": "colour is not a known field", "field": "colour" }
}
\`\`\`

HTTP answers with the same \`code\`, \`message\` and \`field\`. Codes are stable; the sentences are not.

${table(
  ['Code', 'HTTP status', 'Meaning'],
  Object.entries(errorMeanings).map(([name, meaning]) => [
    code(name),
    String(errorCodes[name as keyof typeof errorCodes]),
    meaning,
  ]),
)}

## Limits

${table(['What', 'Limit'], limits)}

A board with less room says so as \`maxPayloadBytes\` in \`about\`.

## Versions

\`about.protocol\` carries the version. New fields and new topics keep it; a topic that changes its meaning gets a new name.
`
}
