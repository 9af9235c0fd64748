import { createRequire } from 'node:module'
import { MessageChannel, Worker } from 'node:worker_threads'
import type { Content, Order } from './worker/messages.js'
import { workerSource } from './worker/source.js'

/** One worker thread with its ports. `bell` counts what it has sent to `news`. */
export interface Thread {
  readonly worker: Worker
  readonly news: MessageChannel['port1']
  readonly bell: Int32Array
  readonly heap: number
}

/** Rows die young: a small nursery keeps the worker small and costs no time. */
const YOUNG_MEGABYTES = 6

/** Starts a worker with so much room for old objects (MB). It does not keep the process alive. */
export function startThread(heap: number): Thread {
  const { resolve } = createRequire(import.meta.url)
  const source = workerSource({ sheets: resolve('@e965/xlsx'), csv: resolve('csv-parse') })
  const { port1: news, port2 } = new MessageChannel()
  const bell = new Int32Array(new SharedArrayBuffer(4))
  const worker = new Worker(source, {
    eval: true,
    env: {},
    stdout: true,
    stderr: true,
    workerData: { news: port2, bell },
    transferList: [port2],
    resourceLimits: { maxOldGenerationSizeMb: heap, maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
  })
  worker.unref()
  return { worker, news, bell, heap }
}

/** Gives an order to the worker. */
export function tell({ worker }: Thread, order: Order): void {
  worker.postMessage(order, order.do === 'open' ? ownBuffers(order.content) : [])
}

/** A file's bytes move to the worker instead of being copied, unless their memory holds something else too. */
function ownBuffers(content: Content): ArrayBuffer[] {
  const bytes = bytesOf(content)
  if (!(bytes instanceof Uint8Array) || bytes.length !== bytes.buffer.byteLength) return []
  return bytes.buffer instanceof ArrayBuffer ? [bytes.buffer] : []
}

function bytesOf(content: Content): unknown {
  if (content.kind === 'book') return content.content
  if (content.kind === 'html') return content.text
  return content.kind === 'text' ? content.from : content.bytes
}
