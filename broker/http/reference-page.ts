import type { OperationName } from '#contract/http.ts'
import type { Operation } from '#contract/operation.ts'
import { apiTags, tagOf } from './api-tags.ts'
import { type Example, examples } from './examples.ts'
import { jsonSchema, takes } from './openapi.ts'
import { type FieldRow, fieldsOf, type JsonSchema, typeText } from './schema-text.ts'

/** The API as a page for people, made from the contract. Everything in it is escaped; it has no script. */
export function referencePage(operations: Readonly<Record<string, Operation>>, version: string): string {
  const named = Object.entries(operations)
  const tags = [...new Set([...apiTags, ...named.map(([, { path }]) => tagOf(path))])]
  const sections = tags
    .map((tag) => ({ ...tag, own: named.filter(([, { path }]) => tagOf(path).name === tag.name) }))
    .filter(({ own }) => own.length > 0)
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Marquee: the HTTP API</title>
<link rel="icon" href="/icon.svg">
<link rel="stylesheet" href="/api/reference.css">
</head>
<body>
<a class="skip" href="#main">To the operations</a>
<header>
<h1>The HTTP API of Marquee ${text(version)}</h1>
<p>Bodies and answers are JSON unless it says otherwise. An error is <code>{"code", "message", "field"}</code>; with 429 and 503,
<code>Retry-After</code> says when to try again. Programs send <code>Authorization: Bearer mqt_…</code>; on the hub’s own machine nothing is
needed to read and send. For machines: <a href="/api/openapi.json">openapi.json</a>. <a href="/">To the dashboard</a></p>
</header>
<nav aria-label="Parts of the API"><ul>${sections.map(navItem).join('')}</ul></nav>
<main id="main">${sections.map(section).join('')}</main>
</body>
</html>
`
}

interface Section {
  readonly name: string
  readonly description: string
  readonly own: readonly [string, Operation][]
}

function navItem({ name, own }: Section): string {
  const operations = own.map(([id, { method, path }]) => `<li><a href="#${id}">${verb(method)} ${text(path)}</a></li>`)
  return `<li><a href="#${anchor(name)}">${text(name)}</a><ul>${operations.join('')}</ul></li>`
}

function section({ name, description, own }: Section): string {
  return `<section aria-labelledby="${anchor(name)}"><h2 id="${anchor(name)}">${text(name)}</h2><p>${text(description)}</p>${own
    .map(([id, operation]) => article(id, operation))
    .join('')}</section>`
}

function article(id: string, operation: Operation): string {
  const { method, path, summary, access, body } = operation
  const own = examples[id as OperationName] ?? {}
  return `<article id="${id}" aria-labelledby="${id}-name">
<h3 id="${id}-name">${verb(method)} <code>${text(path)}</code></h3>
<p>${prose(summary)}. <span class="role">${text(takes[access])}</span></p>
${table('Parameters', parameterRows(operation))}
${typeof body === 'string' ? `<p>Body: ${prose(body)}</p>` : ''}
${typeof body === 'object' ? table('Body', fieldsOf(jsonSchema(body))) : ''}
<p class="label">Example</p>
<pre tabindex="0" role="group" aria-label="Command line of ${id}"><code>${text(curl(operation, own))}</code></pre>
${answers(operation)}
</article>`
}

function parameterRows(operation: Operation): FieldRow[] {
  const { path, params = {}, query = {}, queryValues = {}, isRepeatable } = operation
  const type = (schema: Parameters<typeof jsonSchema>[0] | undefined) =>
    schema === undefined ? 'text' : typeText(jsonSchema(schema) as JsonSchema)
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name: `{${name}}`,
    isRequired: true,
    type: type(params[name]),
    description: '',
  }))
  const inQuery = Object.entries(query).map(([name, description]) => ({
    name: `?${name}`,
    isRequired: false,
    type: type(queryValues[name]),
    description,
  }))
  const header = {
    name: 'Idempotency-Key:',
    isRequired: false,
    type: 'text, 1 to 128 characters of ASCII',
    description: 'A header. Whatever is sent again with it within 24 hours is done once and answered alike.',
  }
  return [...inPath, ...inQuery, ...(isRepeatable === undefined ? [] : [header])]
}

function table(caption: string, rows: readonly FieldRow[]): string {
  if (rows.length === 0) return ''
  const lines = rows.map(
    ({ name, isRequired, type, description }) =>
      `<tr><th scope="row"><code>${text(name)}</code>${isRequired ? ' <span class="needed">required</span>' : ''}</th><td>${text(type)}</td><td>${prose(description)}</td></tr>`,
  )
  return `<table><caption>${caption}</caption><thead><tr><th scope="col">Name</th><th scope="col">What it may be</th><th scope="col">Meaning</th></tr></thead><tbody>${lines.join('')}</tbody></table>`
}

function answers({ responses, stream }: Operation): string {
  const lines = Object.entries(responses).map(([status, answer]) => {
    const what =
      typeof answer === 'string'
        ? `${prose(answer)}${stream === undefined ? '' : ` <code>${text(stream)}</code>`}`
        : fieldsOf(jsonSchema(answer) as JsonSchema)
            .map(({ name }) => `<code>${text(name)}</code>`)
            .join(' ')
    return `<li><strong>${text(status)}</strong> ${what}</li>`
  })
  return `<p class="label">Answer</p><ul class="answers">${lines.join('')}</ul>`
}

/** A command line that does it on the hub's own machine. */
function curl({ method, path, isRepeatable, stream }: Operation, { body, query }: Example): string {
  const address = `http://localhost:8080${path.replace(/\{(\w+)\}/g, (_, name: string) => sampleOf(name, path))}${query === undefined ? '' : `?${query}`}`
  const isPost = method === 'post' && body !== undefined
  return [
    'curl',
    ...(stream === 'text/event-stream' ? ['-N'] : []),
    ...(method === 'get' || isPost ? [] : [`-X ${method.toUpperCase()}`]),
    ...(isRepeatable === undefined ? [] : ["-H 'Idempotency-Key: 7b9f2c1e'"]),
    ...(body === undefined ? [] : [`-d '${typeof body === 'string' ? body : JSON.stringify(body)}'`]),
    `'${address}'`,
  ].join(' ')
}

function sampleOf(name: string, path: string): string {
  if (path.startsWith('/api/groups/') && name === 'id') return 'floor'
  if (/^\/api\/(?:displays|virtual-displays)\//.test(path) && name === 'id') return 'kitchen'
  return name === 'name' ? 'weather' : name === 'board' ? 'a4cf12ab34cd' : 'dGVhIGF0IGZpdmU'
}

const verb = (method: string) => `<span class="verb ${method}">${method.toUpperCase()}</span>`
const anchor = (name: string) => `part-${name.toLowerCase().replaceAll(/\W+/g, '-')}`

function text(value: string): string {
  return value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

/** A sentence of the contract, with its `code`. */
function prose(value: string): string {
  return text(value).replaceAll(/`([^`]+)`/g, '<code>$1</code>')
}
