import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { type AccessAnswer, type AccessOrder, serveAccess } from './serve.js'

/** A thread that has an Access file open. */
export interface AccessThread {
  /** Asks; an answer that does not come in time, or a thread that died, is a failure as well. */
  ask(order: AccessOrder): Promise<AccessAnswer>
  close(): Promise<void>
}

/** Starts the thread that reads one file. `patience` (ms) is how long one answer may take. */
export function startAccessThread(patience: number): AccessThread {
  const library = pathToFileURL(createRequire(import.meta.url).resolve('mdb-reader')).href
  const worker = new Worker(source(library), {
    eval: true,
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: 1024 },
  })
  worker.unref()
  return {
    ask: (order) => {
      const answered = answerOf(worker, patience)
      worker.postMessage(order)
      return answered
    },
    close: async () => {
      await worker.terminate()
    },
  }
}

function source(library: string): string {
  return `'use strict'
const { parentPort } = require('node:worker_threads')
const { readFileSync } = require('node:fs')
const serve = ${String(serveAccess)}
serve({ orders: parentPort, readFile: readFileSync, library: () => import(${JSON.stringify(library)}) })
`
}

function answerOf(worker: Worker, patience: number): Promise<AccessAnswer> {
  return new Promise((resolve) => {
    const done = (answer: AccessAnswer) => {
      clearTimeout(timer)
      worker.off('message', done).off('error', broke).off('exit', ended)
      worker.unref()
      resolve(answer)
    }
    const broke = (error: unknown) => done({ failure: String(error) })
    const ended = () => done({ failure: 'ended' })
    const timer = setTimeout(() => {
      void worker.terminate()
      done({ failure: `${patience} ms` })
    }, patience)
    worker.ref()
    worker.on('message', done).on('error', broke).on('exit', ended)
  })
}
