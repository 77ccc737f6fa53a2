// Runs the hub from its sources, restarted on each change, and the dashboard with hot reload at http://localhost:5173.
import { spawn } from 'node:child_process'

const programs = [
  ['node', ['--import', 'tsx', '--watch-path=broker', '--watch-preserve-output', 'broker/main.ts']],
  ['npx', ['vite']],
]
const children = programs.map(([command, args]) => spawn(command, args, { stdio: 'inherit' }))
const stop = () => {
  for (const child of children) child.kill('SIGTERM')
}
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop)
for (const child of children) child.once('exit', stop)
