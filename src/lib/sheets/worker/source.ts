import * as cell from './cell-text.js'
import * as cells from './cell-texts.js'
import * as cutter from './element-cutter.js'
import * as formats from './number-format.js'
import * as pages from './page-source.js'
import * as tables from './page-tables.js'
import * as xml from './scan-xml.js'
import * as serve from './serve.js'
import * as sources from './sources.js'
import * as texts from './text-source.js'

/** Paths of the libraries that the worker loads when it first needs them. */
export interface LibraryPaths {
  readonly sheets: string
  readonly csv: string
}

/**
 * Source text of the worker. The functions of this folder run there: their text is put together here, so that one
 * build output, and the sources under test, need no second entry file. They may use nothing but each other.
 * SheetJS talks to the console of number formats it does not know; nobody reads that, and an unread word keeps a process alive.
 */
export function workerSource({ sheets, csv }: LibraryPaths): string {
  const functions = [cell, formats, cells, xml, cutter, sources, texts, tables, pages, serve].map(
    ({ workerFunctions }) => workerFunctions.map((own) => `const ${own.name} = ${own}`).join('\n'),
  )
  return `'use strict'
const { parentPort, workerData } = require('node:worker_threads')
const crypto = require('node:crypto')
const fs = require('node:fs')
const zlib = require('node:zlib')
for (const word of ['log', 'warn', 'error']) console[word] = () => undefined
${functions.join('\n')}
const library = () => require(${JSON.stringify(sheets)})
const csv = () => require(${JSON.stringify(csv)})
const { news, bell } = workerData
serve({ orders: parentPort, news, bell, library, csv })
`
}
